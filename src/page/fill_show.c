/* fill_show.c: how the page of all tasks looks: a row a task, opened in place; see fill.h. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/fill.h"
#include "page/report_copy.h"
#include "page/show.h"
#include "page/target_words.h"
#include "rule/flow.h"
#include "web/form.h"

typedef struct {
    const Req *req;
    Mem *mem;
    const Fill *fill;
} Show;

static const char *line_path(const Show *s, const FillLine *line)
{
    const ReportPlace *place = &line->row->place;

    return mem_printf(s->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, s->fill->book->plan.code,
                      place->task_no, place->period_code, place->unit.v);
}

/* narrative → narrative.12; value.17 names its target and is unique as it is; work items are on the single form. */
static const char *field_name(Mem *mem, const FillLine *line, const char *field)
{
    if (g_str_has_prefix(field, "item"))
        field = "t";
    return strchr(field, '.') != NULL ? field
                                      : mem_printf(mem, "%s.%" PRId64, field, line->row->place.task_no);
}

static void show_bad(View *view, Mem *mem, const FillLine *line, const char *section, const char *field)
{
    const char *all = NULL;

    for (gsize i = 0; i < line->n_complaints; i++)
        if (strcmp(line->complaints[i].field, field) == 0)
            all = all == NULL ? line->complaints[i].text
                              : mem_printf(mem, "%s；%s", all, line->complaints[i].text);
    if (all != NULL)
        view_text(view_part(view, section), "WHY", all);
}

/* HTML drops the first newline of a textarea: one of ours goes before the text. */
static void show_area(View *view, Mem *mem, const char *marker, const char *text)
{
    view_text(view, marker, mem_printf(mem, "\n%s", text));
}

static void show_target(View *table, Mem *mem, const FillLine *line, gsize i)
{
    View *row = view_part(table, "TARGET");
    const ReportTarget *target = &line->row->targets[i];
    const ReportedValue *before = before_value(&line->row->before, target->id);
    const char *id = mem_printf(mem, "%" PRId64, target->id);

    view_text(row, "ID", id);
    view_text(row, "SUBJECT", target->subject);
    view_text(row, "KIND", target_kind_text(target->kind));
    view_text(row, "GOAL", word_goal(mem, target));
    view_text(row, "BEFORE", before == NULL ? "—" : word_value(mem, before->value_e4, target->unit_word));
    view_text(row, "VALUE", line->fields.amounts[i].typed);
    view_text(row, "NOTE", line->fields.amounts[i].note);
    view_text(row, "UNIT_WORD", target->unit_word);
    show_bad(row, mem, line, "VALUE_BAD", mem_printf(mem, "value.%s", id));
    show_bad(row, mem, line, "NOTE_BAD", mem_printf(mem, "note.%s", id));
}

static void show_light_choice(View *edit, const FillLine *line)
{
    static const char *const chosen[LIGHT__N] = { NULL, "IS_GREEN", "IS_YELLOW", "IS_RED" };

    view_light(edit, "GREEN", LIGHT_GREEN, false);
    view_light(edit, "YELLOW", LIGHT_YELLOW, false);
    view_light(edit, "RED", LIGHT_RED, false);
    if (chosen[line->fields.light] != NULL)
        view_show(edit, chosen[line->fields.light]);
}

static void show_fields(View *edit, Mem *mem, const FillLine *line)
{
    const ReportFields *f = &line->fields;

    show_area(edit, mem, "NARRATIVE", f->narrative);
    show_area(edit, mem, "NEXT_STEPS", f->next_steps);
    view_text(edit, "LIGHT_REASON", f->light_reason);
    show_bad(edit, mem, line, "NARRATIVE_BAD", "narrative");
    show_bad(edit, mem, line, "NEXT_BAD", "next_steps");
    show_bad(edit, mem, line, "REASON_BAD", "light_reason");
    show_bad(edit, mem, line, "LIGHT_BAD", "light");
    show_light_choice(edit, line);
    if (line->row->n_targets == 0)
        return;
    View *table = view_part(edit, "TARGETS");
    for (gsize i = 0; i < line->row->n_targets; i++)
        show_target(table, mem, line, i);
}

static void show_before(View *edit, const Show *s, const FillLine *line)
{
    const Before *before = &line->row->before;

    if (!before->any)
        return;
    View *part = view_part(edit, "BEFORE_TEXT");
    view_text(part, "PERIOD", word_period(s->mem, before->period_code));
    view_text(part, "WORDS", before->narrative);
    view_text(part, "STEPS", before->next_steps[0] == '\0' ? "未填写" : before->next_steps);
}

static void show_their_values(View *clash, Mem *mem, const FillLine *line)
{
    const ReportFields *theirs = &line->row->draft.fields;

    for (gsize i = 0; i < theirs->n_amounts; i++) {
        const AmountField *amount = &theirs->amounts[i];
        if (amount->typed[0] == '\0' && amount->note[0] == '\0')
            continue;
        View *value = view_part(clash, "THEIR_VALUE");
        view_text(value, "SUBJECT", amount->subject);
        view_text(value, "TYPED", mem_printf(mem, "%s %s", amount->typed, amount->note));
    }
}

/* Somebody else saved: their words stand beside the ones typed, and the next saving goes on from theirs. */
static void show_clash(View *edit, const Show *s, const FillLine *line)
{
    const Draft *theirs = &line->row->draft;
    View *clash = view_part(edit, "CLASH");
    View *by = view_part(clash, theirs->saved_by.v == s->req->who.person.v ? "BY_SELF" : "BY_OTHER");

    view_text(by, "NAME", theirs->saved_name);
    view_text(by, "AT", word_moment(s->mem, theirs->saved_us));
    view_text(clash, "NARRATIVE", theirs->fields.narrative);
    view_text(clash, "NEXT_STEPS", theirs->fields.next_steps);
    view_text(clash, "LIGHT",
              theirs->fields.light == LIGHT_NONE ? "未选择" : light_word(theirs->fields.light));
    view_text(clash, "LIGHT_REASON", theirs->fields.light_reason);
    show_their_values(clash, s->mem, line);
}

static void show_return(View *edit, const Show *s, const FillLine *line)
{
    if (line->row->back_us == 0 || line->row->place.facts.report != REPORT_RETURNED)
        return;
    View *back = view_part(edit, "RETURNED");
    view_text(back, "COMMENT", line->row->back);
    view_text(back, "NAME", line->row->back_name);
    view_text(back, "AT", word_moment(s->mem, line->row->back_us));
}

static void show_edit(View *row, const Show *s, const FillLine *line)
{
    View *edit = view_part(row, "EDIT");
    bool clash = line->outcome == LINE_CLASH;
    bool stays = line->outcome == LINE_BAD && !line->kept;

    /* What is shown goes on from what is stored, but words that are not stored yet are still a change. */
    view_number(edit, "REV", stays ? line->rev : line->row->draft.rev);
    view_text(edit, "WAS", fill_marks(s->mem, &line->row->draft.fields));
    view_text(edit, "PATH", line_path(s, line));
    if (line->ticked)
        view_show(edit, "TICKED");
    if (clash || line->outcome == LINE_BAD || line->row->place.facts.report == REPORT_RETURNED)
        view_show(edit, "OPEN");
    if (clash)
        show_clash(edit, s, line);
    show_return(edit, s, line);
    show_fields(edit, s->mem, line);
    show_before(edit, s, line);
    if (line->row->draft.rev > 0) {
        View *saved = view_part(edit, "SAVED");
        view_text(saved, "NAME", line->row->draft.saved_name);
        view_text(saved, "AT", word_moment(s->mem, line->row->draft.saved_us));
    }
}

const char *fill_shut_word(const FillLine *line)
{
    switch (line->refused) {
    case NO_STATE:
        return line->row->place.facts.report == REPORT_APPROVED ? "该报送已审核通过，不能再修改"
                                                                : "该报送已提交，撤回后才能修改";
    case NO_PERIOD_MORE:
        return "报送期已关闭，内容不能修改";
    case NO_TASK_OPEN:
        return "该任务已销号";
    default:
        return "该任务已不由本单位填报";
    }
}

/* A row that cannot be written: where it stands, and words that came too late, to be copied. */
static void show_shut(View *row, const Show *s, const FillLine *line)
{
    View *shut = view_part(row, "SHUT");

    view_text(shut, "PATH", line_path(s, line));
    if (line->outcome != LINE_SHUT)
        return;
    View *late = view_part(shut, "TOO_LATE");
    view_text(late, "WHY", fill_shut_word(line));
    if (line->fields.narrative[0] != '\0')
        show_area(view_part(late, "TYPED"), s->mem, "WORDS", line->fields.narrative);
}

static void show_row(View *list, const Show *s, const FillLine *line)
{
    View *row = view_part(list, "ROW");
    const ReportPlace *place = &line->row->place;
    ReportState status = report_status(place->facts.report, line->row->draft.rev > 0);

    view_number(row, "NO", place->task_no);
    view_text(row, "TITLE", line->row->task->wide_title);
    view_text(row, "DUE", word_day(s->mem, place->due_us));
    view_status(row, "STATUS", status, report_is_overdue(status, place->facts.period), false);
    if (line->row->before.any)
        view_light(view_part(row, "LAST"), "BEFORE_LIGHT", line->row->before.light, false);
    else
        view_show(row, "NO_LAST");
    if (line->row->draft.rev > 0 && report_is_overdue(status, place->facts.period))
        view_show(row, "HAS_DRAFT"); /* which the chip 逾期未报 does not say */
    if (line->verdict == MAY)
        show_edit(row, s, line);
    else
        show_shut(row, s, line);
}

static void show_error(View *box, const Show *s, const FillLine *line, const char *field, const char *text)
{
    View *item = view_part(box, "ERROR");

    view_text(item, "FIELD", field_name(s->mem, line, field));
    view_text(item, "TEXT", mem_printf(s->mem, "第 %" PRId64 " 项：%s", line->row->place.task_no, text));
}

static void show_errors(View *body, const Show *s, const char *trouble)
{
    if (trouble == NULL)
        return;
    View *box = view_part(body, "ERRORS");
    view_text(box, "TROUBLE", trouble);
    for (gsize i = 0; i < s->fill->n; i++) {
        const FillLine *line = &s->fill->lines[i];
        if (line->outcome == LINE_BAD)
            for (gsize k = 0; k < line->n_complaints; k++)
                show_error(box, s, line, line->complaints[k].field, line->complaints[k].text);
        if (line->outcome == LINE_CLASH)
            show_error(box, s, line, "t",
                       mem_printf(s->mem, "%s已保存新版本，您的内容没有保存", line->row->draft.saved_name));
        if (line->outcome == LINE_SHUT)
            show_error(box, s, line, "t", fill_shut_word(line));
    }
}

typedef struct {
    int64_t handed_in, open, empty;
} Counts;

static Counts counts_of(const Fill *fill)
{
    Counts n = { 0 };

    for (gsize i = 0; i < fill->n; i++) {
        const FillLine *line = &fill->lines[i];
        ReportState state = line->row->place.facts.report;
        n.handed_in += state == REPORT_SUBMITTED || state == REPORT_APPROVED;
        n.open += line->verdict == MAY;
        n.empty += line->verdict == MAY && line->row->before.any && !fields_have_words(&line->fields);
    }
    return n;
}

static void show_head(View *body, const Show *s, const Counts *n)
{
    const FillPeriod *period = &s->fill->period;

    view_text(body, "UNIT", s->req->who.unit_name);
    view_text(body, "PERIOD", word_period(s->mem, period->code));
    view_moment(body, s->mem, "DUE", period->due_us, word_deadline);
    view_text(body, "LEFT", word_left(s->mem, s->req->now_us, period->due_us));
    view_number(body, "N", (int64_t)s->fill->n);
    view_number(body, "DONE_N", n->handed_in);
    if (period->state == PERIOD_DUE)
        view_show(body, "OVERDUE");
}

static void show_closed(View *body, const Show *s, const Counts *n)
{
    const FillPeriod *period = &s->fill->period;

    if (s->fill->n == 0)
        view_show(body, "NOTHING");
    else if (period->state == PERIOD_PLANNED)
        view_text(view_part(body, "NOT_YET"), "OPENS", word_date(s->mem, period->opens_us));
    else if (period->state == PERIOD_FROZEN)
        view_show(body, "NO_MORE");
    else if (n->handed_in == (int64_t)s->fill->n)
        view_show(body, "ALL_DONE");
}

bool fill_show(Req *req, Resp *resp, const Fill *fill, int status, const char *trouble, GError **err)
{
    Show s = { .req = req, .mem = req->mem, .fill = fill };
    char *title = mem_printf(req->mem, "批量填报 %s进展", word_period(req->mem, fill->period.code));
    Counts n = counts_of(fill);
    View *body = page_view(req, "fill.tpl");

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "我的报送", mem_printf(req->mem, "/reports?period=%s", fill->period.code));
    page_crumb(req, body, "批量填报", NULL);
    show_head(body, &s, &n);
    show_errors(body, &s, trouble);
    show_closed(body, &s, &n);
    View *form = fill->n > 0 ? view_part(body, "FORM") : NULL;
    for (gsize i = 0; i < fill->n; i++)
        show_row(form, &s, &fill->lines[i]);
    if (n.open > 0) {
        if (authz_role(s.req->who.roles, DEED_BRING_SHEET))
            view_text(view_part(body, "OFFLINE"), "PERIOD_CODE", fill->period.code);
        View *buttons = view_part(form, "BUTTONS");
        if (n.empty > 0)
            view_number(view_part(buttons, "COPY"), "EMPTY_N", n.empty);
    }
    if (form != NULL) {
        view_text(form, "PATH", fill->path);
        view_text(form, "PERIOD_CODE", fill->period.code);
        view_text(form, "RID", request_id_new(req->mem));
    }
    return page_show(req, resp, body, status, NAV_REPORTS, title, err);
}
