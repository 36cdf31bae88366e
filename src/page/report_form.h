/* report_form.h: what the pages of one unit's report share: where it stands, its targets, what was typed, what was
 * approved before. Texts live as long as the request. */
#pragma once
#include "rule/merge.h"
#include "store/light_read.h"
#include "store/item.h"
#include "store/report_read.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

typedef struct {
    ReportAddress at;
    const char *path, *task_path; /* addresses of the report and of its task */
    ReportPlace place;            /* .task 0: not read yet */
    ReportTarget *targets;
    gsize n_targets;
    ReportFields fields; /* as stored in the draft, or as typed */
    int64_t rev;         /* the draft's revision that the fields go on from */
    const char *base;    /* marks of the fields as the form was made (rule/merge.h) */
    const char *merged; /* what was taken over from a colleague: “进展情况、本期值（2 项）”; NULL: nothing */
    const char *merged_by; /* who that was and when: 同事 赵某 4月3日 14:12 */
    bool undecided;        /* of the page of two versions: some field has no choice yet */
    bool wrong_period; /* the form was made for another period than the address says: nothing may be done */
    const char *sent_period; /* that it was made for */
    const char *unsent;      /* a file that was chosen and did not come along; "" or NULL: none */
    const char *removed;     /* the number of the file to be taken away, as sent */
    bool only_files;         /* complaints are about files only: the words are all right */
    const char *saved_name;
    int64_t saved_us; /* 0: no draft was ever saved */
    Before before;
    ReportLight light; /* what the ledger says of the fields; see report_form_judge() */
    Complaint *complaints;
    gsize n_complaints;
    WorkItem *items; /* of the task and unit, ended ones as well; see report_items.h */
    gsize n_items;
    bool has_items; /* they were read */
} ReportForm;

/* Reads the address: paths and targets are there, the fields empty, the place unknown. ERR_NOT_FOUND: no such plan, task,
 * period or unit. */
bool report_form_address(Req *req, ReportForm *form, GError **err);

/* The place, for showing; read once. A deed reads it for itself, under lock. */
bool report_form_place(Req *req, ReportForm *form, GError **err);

/* Both. */
bool report_form_open(Req *req, ReportForm *form, GError **err);

/* Notes that the form is in work (store/burden.h), when it is the person's own unit's. */
void report_form_touch(const Req *req, const ReportForm *form);

/* Fields, rev and saving of the draft. */
bool report_form_draft(Req *req, ReportForm *form, GError **err);

/* Looks at the fields with the ledger's eyes: form->light, and what complaints need. To be called before
 * report_complaints(), and before the form is shown. */
bool report_form_judge(Req *req, ReportForm *form, GError **err);

typedef enum {
    ACTION_NONE,
    ACTION_SAVE,
    ACTION_AUTOSAVE, /* the page saves by itself: a line for its script, no page */
    ACTION_CHECK,    /* 提交审核: save, then show it once more */
    ACTION_PREVIEW,
    ACTION_SUBMIT, /* 确认提交 */
    ACTION_WITHDRAW,
    ACTION_EDIT, /* 返回修改 */
    ACTION_COPY, /* 沿用上期 */
    ACTION_COPY_OVER,
    ACTION_UPLOAD, /* 上传所选文件: save the words as well, so that none is lost with the page */
    ACTION_REMOVE, /* 移除: likewise */
    ACTION__N
} ReportAction;

/* Fields and rev of the request's form. section: where the writer was, "s1" to "s5" or "". ERR_BAD_INPUT: something
 * that no form of ours sends. */
/* Where one chose between two versions (report_clash.c), the field is what was chosen. */
bool report_form_typed(Req *req, ReportForm *form, ReportAction *action, const char **section, GError **err);

/* What is said about a field; NULL when there is nothing to say. */
const char *report_form_complaint(Mem *mem, const ReportForm *form, const char *field);

/* The pages. Each ends the request. kept: what was typed is in the draft as well. */
bool report_edit_show(Req *req, Resp *resp, ReportForm *form, int status, bool kept, GError **err);
bool report_check_show(Req *req, Resp *resp, ReportForm *form, GError **err);
bool report_clash_show(Req *req, Resp *resp, ReportForm *form, GError **err);

/* What that page's form brings: each field becomes what was chosen for it; form->undecided when a choice is missing. The marks
 * then lack the fields without a choice, so that they are asked about again. */
void report_clash_settle(Req *req, ReportForm *form);
const char *report_clash_base(const Req *req, const char *base);

/* Says what was taken over from a colleague, when something was. */
void report_merged_show(View *body, const ReportForm *form);

/* The steps 工作台 › 任务台账 › 第 n 项 of these pages; the last one is named by the page. */
void report_crumbs(Req *req, View *body, const ReportForm *form, const char *last);

/* Items for reading, beside those of the last approved report of an earlier period. */
typedef struct {
    const ReportedItem *now, *before;
    gsize n_now, n_before;
    int64_t at_us; /* when it was said: by then an item was late */
} ItemsText;

/* The words of a report, for reading: fills an include of report_text.tpl. */
typedef struct {
    const char *narrative, *next_steps, *light_reason;
    Light light;
    bool own; /* the light is the unit's own, not yet the reviewer's */
    const ReportedValue *values;
    gsize n_values;
    ItemsText items;
} ReportText;

void report_text_show(View *view, const char *marker, const Req *req, const ReportForm *form,
                      const ReportText *text);

/* Typed amounts as values: what is no number has none. */
ReportedValue *report_typed_values(Mem *mem, const ReportFields *fields);

/* 16 家; 12.5% */
char *word_value(Mem *mem, int64_t value_e4, const char *unit_word);
/* 20 家以上; 1—2 处 */
char *word_goal(Mem *mem, const ReportTarget *target);
