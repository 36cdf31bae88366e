/* target_page.h: the targets of one task: the issued text with their words marked, and beside it each target with the
 * forms that set it (design.md §2, ux.md 4.15). Shared by target_task.c, target_card.c, target_form.c and target_post.c.
 */
#pragma once
#include "rule/marks.h"
#include "store/book.h"
#include "store/target.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* The forms of the page, by the word in their field "action". */
typedef enum {
    FORM_NONE,
    FORM_CONFIRM,
    FORM_CONFIRM_ALL,
    FORM_SET,
    FORM_CORRECT,
    FORM_UNCORRECT,
    FORM_SPLIT,
    FORM_DROP,
    FORM_ADD,
    FORM__N
} TargetForm;

const char *target_form_code(TargetForm form);

/* What one of the forms holds, as typed; part 0 is the one to add, 1 … PARTS_MOST those of a split. */
typedef struct {
    TargetForm form;
    int64_t target; /* 0 for forms of the whole task */
    TermsTyped terms;
    PromisedTyped corrected;
    const char *basis, *reason, *quote;
    PartTyped parts[PARTS_MOST + 1];
    const char *part_units[PARTS_MOST + 1];
} TargetFields;

typedef struct {
    Req *req;
    const Book *book;
    const BookTask *task;
    const char *address; /* of the page */
    TargetRow *rows;     /* those that count first, in the order of the text */
    gsize n, n_live;
    Stretch *places; /* of the quotes of the live ones */
    bool may_set;
    TargetFields typed; /* .form FORM_NONE: nobody typed anything */
    Complaint *complaints;
    gsize n_complaints;
    bool conflict; /* somebody was first: what is stored stands beside what was typed */
} TargetPage;

bool target_page_read(Req *req, TargetPage *page, GError **err);
bool target_page_show(TargetPage *page, Resp *resp, int status, GError **err);

/* Who may be responsible for a target of this task. */
TermsOf target_terms_of(const TargetPage *page);

/* What a form shows: as typed when it is the one that was sent, else as stored. row NULL: the form that adds. */
TargetFields target_fields(const TargetPage *page, TargetForm form, const TargetRow *row);
TargetFields target_fields_stored(const TargetPage *page, TargetForm form, const TargetRow *row);

void target_show_card(const TargetPage *page, View *body, const TargetRow *row, gsize number);

/* Adds a form at marker; open when it was the one that was sent. */
void target_show_form(const TargetPage *page, View *view, const char *marker, TargetForm form,
                      const TargetRow *row);

/* Has a doubt that nobody has settled. */
bool target_is_doubtful(const TargetRow *row);
/* 不少于 13.7 万户. */
char *target_goal(Mem *mem, const char *comparator, const char *quote, const Promised *promised,
                  const char *unit_word);
