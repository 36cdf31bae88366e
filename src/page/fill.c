/* fill.c: all tasks of a unit on one page (批量填报): reading what stands there and what was typed; see fill.h. */
#include "page/fill.h"

#include <string.h>

#include "base/err.h"
#include "page/app.h"
#include "page/pages.h"
#include "store/burden.h"
#include "web/form.h"

enum { PLAN, PERIOD }; /* the pieces {} of the address */

static FillLine line_of(const Req *req, const FillRow *row)
{
    return (FillLine){ .row = row,
                       .verdict = authz(&req->who, DEED_SAVE_DRAFT, &row->place.facts),
                       .fields = row->draft.fields,
                       .rev = row->draft.rev };
}

bool fill_open(Req *req, Fill *fill, GError **err)
{
    return fill_read(req, req->arg[PLAN], req->arg[PERIOD], fill, err);
}

bool fill_read(Req *req, const char *plan, const char *period, Fill *fill, GError **err)
{
    Db *db = req->app->db;
    Fill f = { 0 };
    FillRow *rows;

    TRY(shelf_book(req->app->shelf, db, req->mem, plan, &f.book, err));
    TRY(fill_period(db, req->mem, f.book, period, req->who.unit, req->now_us, &f.period, err));
    TRY(fill_rows(db, req->mem, &req->who, f.book, &f.period, &rows, &f.n, err));
    f.path = mem_printf(req->mem, "/plans/%s/periods/%s/fill", f.book->plan.code, f.period.code);
    f.lines = mem_array(req->mem, FillLine, f.n);
    for (gsize i = 0; i < f.n; i++)
        f.lines[i] = line_of(req, &rows[i]);
    *fill = f;
    return true;
}

static FillLine *line_at(const Fill *fill, int64_t no)
{
    for (gsize i = 0; i < fill->n; i++)
        if (fill->lines[i].row->place.task_no == no)
            return &fill->lines[i];
    return NULL;
}

static void take_stored(FillLine *line)
{
    line->fields = line->row->draft.fields;
    line->rev = line->row->draft.rev;
}

bool fill_refresh(Req *req, Fill *fill, GError **err)
{
    Db *db = req->app->db;
    FillRow *rows;
    gsize n;

    TRY(fill_rows(db, req->mem, &req->who, fill->book, &fill->period, &rows, &n, err));
    for (gsize i = 0; i < n; i++) {
        FillLine *line = line_at(fill, rows[i].place.task_no);
        if (line == NULL)
            continue; /* led since a moment: the next page has it */
        line->row = &rows[i];
        line->verdict = authz(&req->who, DEED_SAVE_DRAFT, &rows[i].place.facts);
        if (line->outcome != LINE_BAD && line->outcome != LINE_CLASH && line->outcome != LINE_SHUT)
            take_stored(line);
    }
    return true;
}

const char *fill_marks(Mem *mem, const ReportFields *fields)
{
    ReportFields f = *fields;

    f.n_items = 0;
    f.n_answers = 0;
    return fields_marks(mem, &f);
}

static bool is_changed(Mem *mem, const FillLine *line)
{
    const char *was = line->was != NULL ? line->was : fill_marks(mem, &line->row->draft.fields);
    const char *now = fill_marks(mem, &line->fields);

    /* Typed back to what is stored by now, or sent a second time: nothing is to be done. */
    return strcmp(was, now) != 0 && strcmp(fill_marks(mem, &line->row->draft.fields), now) != 0;
}

void fill_settle(Mem *mem, Fill *fill)
{
    for (gsize i = 0; i < fill->n; i++) {
        fill->lines[i].changed = is_changed(mem, &fill->lines[i]);
        if (!fill->lines[i].changed)
            take_stored(&fill->lines[i]);
    }
}

gsize fill_count(const Fill *fill, LineOutcome outcome)
{
    gsize n = 0;

    for (gsize i = 0; i < fill->n; i++)
        n += fill->lines[i].outcome == outcome;
    return n;
}

/* ---- what the form brings. Families: narrative.12 is of task 12, value.17 of target 17. */

enum { LONG_TEXT = 20000, SHORT_TEXT = 4000, AMOUNT_TEXT = 400, MARK_TEXT = MARKS_CHARS_MOST };

static const Field post_fields[] = {
    { "action", 16, false },           { "period", 16, false },      { "rev", 18, true },
    { "was", MARK_TEXT, true },        { "pick", 1, true },          { "narrative", LONG_TEXT, true },
    { "next_steps", LONG_TEXT, true }, { "light", 8, true },         { "light_reason", SHORT_TEXT, true },
    { "value", AMOUNT_TEXT, true },    { "note", SHORT_TEXT, true },
};

static FillAction action_of(const char *word)
{
    static const char *const words[FILL__N] = { "", "save", "copy", "check", "submit" };

    for (int action = FILL_SAVE; action < FILL__N; action++)
        if (word != NULL && strcmp(words[action], word) == 0)
            return (FillAction)action;
    return FILL_NONE;
}

static bool denied(Verdict verdict, const char *name, GError **err)
{
    return fail_detail(err, ERR_DENIED, (int)verdict, "fill: %s: %s", name, verdict_code(verdict));
}

/* A field of no row of ours: of a task that others lead, that this period does not ask for, or of none. */
static bool foreign(const Req *req, const Fill *fill, const char *name, const BookTask *task, GError **err)
{
    if (task == NULL)
        return fail(err, ERR_BAD_INPUT, "fill: %s is nothing here", name);
    if (book_lead(task, req->who.unit) != NULL)
        return denied(task->state == TASK_CLOSED ? NO_TASK_OPEN : NO_PERIOD_TASK, name, err);
    if (!(req->who.roles & ROLE_BIT(ROLE_FILER)))
        return denied(NO_ROLE, name, err);
    (void)fill;
    return denied(book_takes_part(task, req->who.unit) ? NO_PARTICIPANT : NO_LEAD, name, err);
}

static AmountField *amount_at(const Fill *fill, int64_t target)
{
    for (gsize i = 0; i < fill->n; i++)
        for (gsize k = 0; k < fill->lines[i].fields.n_amounts; k++)
            if (fill->lines[i].fields.amounts[k].target == target)
                return &fill->lines[i].fields.amounts[k];
    return NULL;
}

static const BookTask *task_of_target(const Book *book, int64_t target)
{
    for (gsize i = 0; i < book->n_tasks; i++)
        for (gsize k = 0; k < book->tasks[i].n_targets; k++)
            if (book->tasks[i].targets[k].id == target)
                return &book->tasks[i];
    return NULL;
}

static bool take_amount(const Req *req, const Fill *fill, const Param *param, int64_t target, GError **err)
{
    AmountField *amount = amount_at(fill, target);

    if (amount == NULL)
        return foreign(req, fill, param->name, task_of_target(fill->book, target), err);
    *(param->name[0] == 'v' ? &amount->typed : &amount->note) = param->value;
    return true;
}

static bool take_text(FillLine *line, const char *family, const char *value)
{
    ReportFields *f = &line->fields;
    const struct {
        const char *family;
        const char **text;
    } texts[] = { { "narrative", &f->narrative },
                  { "next_steps", &f->next_steps },
                  { "light_reason", &f->light_reason },
                  { "was", &line->was } };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(texts[i].family, family) == 0) {
            *texts[i].text = value;
            return true;
        }
    return false;
}

static bool take_of_task(FillLine *line, const char *family, const char *value, GError **err)
{
    if (take_text(line, family, value))
        return true;
    if (strcmp(family, "rev") == 0)
        return number_read(value, &line->rev) || fail(err, ERR_BAD_INPUT, "fill: rev is no number");
    if (strcmp(family, "pick") == 0) {
        line->ticked = true;
        return true;
    }
    line->fields.light = light_of(value);
    return value[0] == '\0' || line->fields.light != LIGHT_NONE ||
           fail(err, ERR_BAD_INPUT, "fill: no light %s", value);
}

static bool take(const Req *req, const Fill *fill, const Param *param, GError **err)
{
    const char *dot = strchr(param->name, '.');
    int64_t id;

    if (dot == NULL)
        return true;
    const char *family = mem_text_n(req->mem, param->name, (size_t)(dot - param->name));
    if (!number_read(dot + 1, &id))
        return fail(err, ERR_BAD_INPUT, "fill: %s names no task", param->name);
    if (strcmp(family, "value") == 0 || strcmp(family, "note") == 0)
        return take_amount(req, fill, param, id, err);
    FillLine *line = line_at(fill, id);
    if (line == NULL)
        return foreign(req, fill, param->name, book_task(fill->book, id), err);
    return take_of_task(line, family, param->value, err);
}

/* The rows keep their drafts' words apart from what is typed over them. */
static void own_amounts(Mem *mem, FillLine *line)
{
    AmountField *amounts = mem_array(mem, AmountField, line->fields.n_amounts);

    for (gsize i = 0; i < line->fields.n_amounts; i++)
        amounts[i] = line->fields.amounts[i];
    line->fields.amounts = amounts;
}

bool fill_typed(Req *req, Fill *fill, FillAction *action, GError **err)
{
    const char *v[G_N_ELEMENTS(post_fields)];

    TRY(form_take(req, post_fields, G_N_ELEMENTS(post_fields), v, err));
    FillAction wanted = action_of(v[0]);
    if (wanted == FILL_NONE)
        return fail(err, ERR_BAD_INPUT, "fill: no action %s", v[0]);
    for (gsize i = 0; i < fill->n; i++)
        own_amounts(req->mem, &fill->lines[i]);
    for (gsize i = 0; i < req->form.n; i++)
        TRY(take(req, fill, &req->form.list[i], err));
    fill->sent_period = v[1];
    *action = wanted;
    return true;
}

void fill_touch(const Req *req, const Fill *fill)
{
    bool any = false;

    for (gsize i = 0; i < fill->n; i++)
        any |= fill->lines[i].verdict == MAY;
    if (any)
        form_time_touch(&req->app->form_times, req->app->db,
                        &(FormTime){ fill->period.id.v, req->who.unit.v, 0, req->now_us });
}

bool page_fill(Req *req, Resp *resp, GError **err)
{
    Fill fill;

    TRY(fill_open(req, &fill, err));
    fill_touch(req, &fill);
    return fill_show(req, resp, &fill, 200, NULL, err);
}
