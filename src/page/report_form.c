/* report_form.c: see report_form.h. */
#include "page/report_form.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "page/answers.h"
#include "page/app.h"
#include "page/files.h"
#include "page/report_items.h"
#include "page/show.h"
#include "store/ledger.h"
#include "store/target.h"
#include "web/form.h"
#include "store/burden.h"

enum { PLAN, TASK, PERIOD, UNIT }; /* the pieces {} of the address */

static bool read_address(const Req *req, ReportAddress *at, GError **err)
{
    int64_t no, unit;

    if (!number_read(req->arg[TASK], &no) || !number_read(req->arg[UNIT], &unit))
        return fail(err, ERR_NOT_FOUND, "report: the address holds no numbers");
    *at = (ReportAddress){ .plan = req->arg[PLAN], .no = no, .period = req->arg[PERIOD], .unit = { unit } };
    return true;
}

static AmountField *empty_amounts(Mem *mem, const ReportForm *form)
{
    AmountField *amounts = mem_array(mem, AmountField, form->n_targets);

    for (gsize i = 0; i < form->n_targets; i++)
        amounts[i] = (AmountField){ .target = form->targets[i].id,
                                    .subject = form->targets[i].subject,
                                    .unit_word = form->targets[i].unit_word,
                                    .typed = "",
                                    .note = "" };
    return amounts;
}

/* Those of the task that the unit reports on. */
static ReportTarget *targets_of(Mem *mem, const BookTask *task, UnitId unit, gsize *n)
{
    ReportTarget *targets = mem_array(mem, ReportTarget, task->n_targets);

    *n = 0;
    for (gsize i = 0; i < task->n_targets; i++) {
        const BookTarget *from = &task->targets[i];
        if (from->unit.v == unit.v)
            targets[(*n)++] = (ReportTarget){ .id = from->id,
                                              .subject = from->subject,
                                              .comparator = from->comparator,
                                              .unit_word = from->unit_word,
                                              .quote = from->quote,
                                              .doubt = from->doubt,
                                              .kind = from->kind,
                                              .value_e4 = from->value_e4,
                                              .value_max_e4 = from->value_max_e4 };
    }
    return targets;
}

bool report_form_address(Req *req, ReportForm *form, GError **err)
{
    ReportForm f = { .saved_name = "", .base = "" };
    const Book *book;

    TRY(read_address(req, &f.at, err));
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, f.at.plan, &book, err));
    const BookTask *task = book_task(book, f.at.no);
    if (task == NULL || book_unit(book, f.at.unit) == NULL || book_period(book, f.at.period) == NULL)
        return fail(err, ERR_NOT_FOUND, "report: no such task, unit or period");
    f.targets = targets_of(req->mem, task, f.at.unit, &f.n_targets);
    f.task_path = mem_printf(req->mem, "/plans/%s/tasks/%" PRId64, f.at.plan, f.at.no);
    f.path = mem_printf(req->mem, "%s/reports/%s/%" PRId64, f.task_path, f.at.period, f.at.unit.v);
    f.fields = (ReportFields){
        .narrative = "", .next_steps = "", .light_reason = "", .n_amounts = f.n_targets
    };
    f.fields.amounts = empty_amounts(req->mem, &f);
    *form = f;
    return true;
}

bool report_form_place(Req *req, ReportForm *form, GError **err)
{
    return form->place.task.v != 0 ||
           report_place(req->app->db, req->mem, &req->who, &form->at, req->now_us, &form->place, err);
}

void report_form_touch(const Req *req, const ReportForm *form)
{
    App *app = req->app;
    const Book *book;

    if (form->at.unit.v != req->who.unit.v ||
        !shelf_book(app->shelf, app->db, req->mem, form->at.plan, &book, NULL))
        return;
    const BookTask *task = book_task(book, form->at.no);
    const Period *period = book_period(book, form->at.period);
    if (task != NULL && book_lead(task, form->at.unit) != NULL && period != NULL &&
        period->state != PERIOD_FROZEN)
        form_time_touch(&app->form_times, app->db,
                        &(FormTime){ period->id.v, form->at.unit.v, task->id.v, req->now_us });
}

bool report_form_open(Req *req, ReportForm *form, GError **err)
{
    TRY(report_form_address(req, form, err));
    return report_form_place(req, form, err);
}

bool report_form_judge(Req *req, ReportForm *form, GError **err)
{
    TRY(report_form_place(req, form, err));
    return report_light(req->app->db, req->mem, &form->place, &form->fields, req->now_us, &form->light, err);
}

bool report_form_draft(Req *req, ReportForm *form, GError **err)
{
    Draft draft;

    TRY(draft_find(req->app->db, req->mem, &form->place, form->targets, form->n_targets, &draft, err));
    form->fields = draft.fields;
    form->rev = draft.rev;
    form->saved_name = draft.saved_name;
    form->saved_us = draft.rev == 0 ? 0 : draft.saved_us;
    TRY(report_answers_draft(req, form, err));
    TRY(report_items_draft(req, form, err));
    form->base = fields_marks(req->mem, &form->fields);
    return true;
}

/* Longest texts that are still taken for a slip of the pen and get words (rule/field.h); beyond them it is no form. */
enum { LONG_TEXT = 20000, SHORT_TEXT = 4000, AMOUNT_TEXT = 400 };

enum {
    ACTION,
    REV,
    MARKS,
    PICK,
    MINE,
    THEIRS,
    AT,
    PERIOD_SENT,
    NARRATIVE,
    NEXT_STEPS,
    LIGHT,
    LIGHT_REASON,
    VALUE,
    NOTE,
    ITEM_STATE,
    ITEM_RESULT,
    FILE_NAMES,
    REMOVED,
    ANSWER,
    MENDED,
    N_FIELDS
};

static const Field post_fields[N_FIELDS] = {
    [ACTION] = { "action", 16, false },
    [REV] = { "rev", 18, false },
    [MARKS] = { "marks", MARKS_CHARS_MOST, false },
    [PICK] = { "pick", 8, true }, /* report_clash.c */
    [MINE] = { "mine", LONG_TEXT, true },
    [THEIRS] = { "theirs", LONG_TEXT, true },
    [AT] = { "at", 2, false },
    [PERIOD_SENT] = { "period", 16, false },
    [NARRATIVE] = { "narrative", LONG_TEXT, false },
    [NEXT_STEPS] = { "next_steps", LONG_TEXT, false },
    [LIGHT] = { "light", 8, false },
    [LIGHT_REASON] = { "light_reason", SHORT_TEXT, false },
    [VALUE] = { "value", AMOUNT_TEXT, true },
    [NOTE] = { "note", SHORT_TEXT, true },
    [ITEM_STATE] = { "item_state", 8, true },
    [ITEM_RESULT] = { "item_result", LONG_TEXT, true },
    [ANSWER] = { "answer", SHORT_TEXT, true },
    [MENDED] = { "mended", 2, true },
    [FILE_NAMES] = { FILES_PARAM, SHORT_TEXT, false },
    [REMOVED] = { "remove", 18, false },
};

static ReportAction action_of(const char *word)
{
    static const char *const words[ACTION__N] = { "",        "save",      "autosave", "check",
                                                  "preview", "submit",    "withdraw", "edit",
                                                  "copy",    "copy_over", "upload",   "remove" };

    for (int action = ACTION_SAVE; action < ACTION__N; action++)
        if (strcmp(words[action], word) == 0)
            return (ReportAction)action;
    return ACTION_NONE;
}

static AmountField *amount_of(AmountField *amounts, gsize n, const char *number)
{
    int64_t target;

    if (!number_read(number, &target))
        return NULL;
    for (gsize i = 0; i < n; i++)
        if (amounts[i].target == target)
            return &amounts[i];
    return NULL;
}

/* A target that was dropped or given to another lead while the form was open: what was typed is shown, to be copied. */
static bool no_more(const Req *req, const ReportForm *form, const char *number, GError **err)
{
    const Book *book;
    TargetRow *rows;
    gsize n;
    int64_t target;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, form->at.plan, &book, err));
    TRY(target_rows(req->app->db, req->mem, book_task(book, form->at.no)->id, &rows, &n, err));
    if (number_read(number, &target) && target_in(rows, n, target) != NULL)
        return fail(err, ERR_CONFLICT, "report: target %s is not this unit's any more", number);
    return fail(err, ERR_BAD_INPUT, "report: %s is no target here", number);
}

/* value.17 and note.17 must be of a target that this unit reports on. */
static bool read_amounts(const Req *req, ReportForm *form, GError **err)
{
    AmountField *amounts = empty_amounts(req->mem, form);

    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        bool value = g_str_has_prefix(param->name, "value."), note = g_str_has_prefix(param->name, "note.");
        if (!value && !note)
            continue;
        AmountField *amount = amount_of(amounts, form->n_targets, strchr(param->name, '.') + 1);
        if (amount == NULL)
            return no_more(req, form, strchr(param->name, '.') + 1, err);
        *(value ? &amount->typed : &amount->note) = param->value;
    }
    form->fields.amounts = amounts;
    return true;
}

bool report_form_typed(Req *req, ReportForm *form, ReportAction *action, const char **section, GError **err)
{
    const char *v[N_FIELDS];
    int64_t rev = 0;

    report_clash_settle(req, form);
    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    ReportAction wanted = v[REMOVED][0] != '\0' ? ACTION_REMOVE : action_of(v[ACTION]);
    if (wanted == ACTION_NONE)
        return fail(err, ERR_BAD_INPUT, "report: no action %s", v[ACTION]);
    if (wanted != ACTION_WITHDRAW && !number_read(v[REV], &rev))
        return fail(err, ERR_BAD_INPUT, "report: rev is no number");
    if (v[LIGHT][0] != '\0' && light_of(v[LIGHT]) == LIGHT_NONE)
        return fail(err, ERR_BAD_INPUT, "report: no light %s", v[LIGHT]);
    TRY(read_amounts(req, form, err));
    TRY(report_items_typed(req, form, err));
    TRY(report_answers_typed(req, form, err));
    bool needs_period = wanted != ACTION_WITHDRAW || v[PERIOD_SENT][0] != '\0'; /* that one has no words */
    form->wrong_period = needs_period && strcmp(v[PERIOD_SENT], form->at.period) != 0;
    form->sent_period = v[PERIOD_SENT];
    form->unsent = v[FILE_NAMES];
    form->removed = v[REMOVED];
    form->rev = rev;
    form->base = report_clash_base(req, v[MARKS]);
    form->fields.narrative = v[NARRATIVE];
    form->fields.next_steps = v[NEXT_STEPS];
    form->fields.light_reason = v[LIGHT_REASON];
    form->fields.light = light_of(v[LIGHT]);
    bool known = v[AT][0] == 's' && v[AT][1] >= '1' && v[AT][1] <= '6';
    *section = known ? v[AT] : "";
    *action = wanted;
    return true;
}

const char *report_form_complaint(Mem *mem, const ReportForm *form, const char *field)
{
    const char *all = NULL;

    for (gsize i = 0; i < form->n_complaints; i++)
        if (strcmp(form->complaints[i].field, field) == 0)
            all = all == NULL ? form->complaints[i].text
                              : mem_printf(mem, "%s；%s", all, form->complaints[i].text);
    return all;
}

void report_crumbs(Req *req, View *body, const ReportForm *form, const char *last)
{
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "任务台账", mem_printf(req->mem, "/plans/%s/tasks", form->at.plan));
    page_crumb(req, body, mem_printf(req->mem, "第 %" PRId64 " 项", form->at.no), form->task_path);
    page_crumb(req, body, last, NULL);
}

void report_merged_show(View *body, const ReportForm *form)
{
    if (form->merged == NULL)
        return;
    View *note = view_part(body, "MERGED");
    view_text(note, "BY", form->merged_by);
    view_text(note, "WHAT", form->merged);
}
