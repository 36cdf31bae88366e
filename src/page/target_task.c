/* target_task.c: the page of a task's targets; see target_page.h. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/target_page.h"
#include "page/target_words.h"
#include "page/task_show.h"
#include "web/form.h"

bool target_is_doubtful(const TargetRow *row)
{
    return row->doubt[0] != '\0' && !row->settings.is_confirmed;
}

char *target_goal(Mem *mem, const char *comparator, const char *quote, const Promised *promised,
                  const char *unit_word)
{
    Qualifier q = target_qualifier(comparator, quote);
    char *number = target_number(mem, promised->low_e4, promised->has_high ? promised->high_e4 : 0);

    return mem_printf(mem, "%s%s%s %s%s", q.before, q.before[0] == '\0' ? "" : " ", number, unit_word,
                      q.after);
}

TermsOf target_terms_of(const TargetPage *page)
{
    UnitId *units = mem_array(page->req->mem, UnitId, page->task->n_leads);

    for (gsize i = 0; i < page->task->n_leads; i++)
        units[i] = page->task->leads[i].unit->id;
    return (TermsOf){ .units = units, .n = page->task->n_leads, .year = (int)page->book->plan.year };
}

typedef struct {
    TargetRow row;
    Stretch place;
} Placed;

/* Ended ones last; in the order of the text, what is not found there behind; then by number. */
static int by_place(const void *a, const void *b)
{
    const Placed *p = a, *q = b;
    int64_t p_at = p->place.to == 0 ? INT64_MAX : p->place.from;
    int64_t q_at = q->place.to == 0 ? INT64_MAX : q->place.from;

    if (target_is_ended(&p->row) != target_is_ended(&q->row))
        return target_is_ended(&p->row) ? 1 : -1;
    if (p_at != q_at)
        return p_at < q_at ? -1 : 1;
    return (p->row.no > q->row.no) - (p->row.no < q->row.no);
}

/* Ended ones take no place: the next with the same words has it. */
static void place_rows(TargetPage *page)
{
    Mem *mem = page->req->mem;
    const char **quotes = mem_array(mem, const char *, page->n);
    Placed *placed = mem_array(mem, Placed, page->n);

    page->places = mem_array(mem, Stretch, page->n);
    for (gsize i = 0; i < page->n; i++)
        quotes[i] = target_is_ended(&page->rows[i]) ? "" : page->rows[i].quote;
    quotes_place(page->task->source, quotes, page->n, page->places);
    for (gsize i = 0; i < page->n; i++)
        placed[i] = (Placed){ page->rows[i], page->places[i] };
    qsort(placed, page->n, sizeof *placed, by_place);
    for (gsize i = 0; i < page->n; i++) {
        page->rows[i] = placed[i].row;
        page->places[i] = placed[i].place;
        page->n_live += !target_is_ended(&placed[i].row);
    }
}

bool target_page_read(Req *req, TargetPage *page, GError **err)
{
    TargetPage p = { .req = req, .may_set = authz(&req->who, DEED_SET_TARGETS, NULL) == MAY };

    TRY(task_of_address(req, &p.book, &p.task, err));
    TRY(target_rows(req->app->db, req->mem, p.task->id, &p.rows, &p.n, err));
    p.address = mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/targets", p.book->plan.code, p.task->no);
    place_rows(&p);
    *page = p;
    return true;
}

static void show_piece(const TargetPage *page, View *paragraph, const char *wide, const MarkPiece *piece)
{
    View *view = view_part(paragraph, "PIECE");
    const char *words = text_stretch(page->req->mem, wide, piece->at.from, piece->at.to);

    view_text(view_part(view, piece->marked ? "MARK" : "PLAIN"), "WORDS", words);
    for (gsize i = 0; i < piece->n_ends; i++) {
        View *end = view_part(view, "END");
        view_number(end, "TARGET_ID", page->rows[piece->ends[i]].id);
        view_number(end, "TARGET_NO", (int64_t)piece->ends[i] + 1);
    }
}

static void show_source(const TargetPage *page, View *body)
{
    Mem *mem = page->req->mem;
    const char *wide = zh_punct(mem, page->task->source); /* as many signs as the text as issued */
    gsize n;
    MarkPiece *pieces = mark_pieces(mem, page->task->source, page->places, page->n_live, &n);
    View *paragraph = NULL;

    for (gsize i = 0; i < n; i++) {
        if (pieces[i].begins_paragraph)
            paragraph = view_part(body, "PARAGRAPH");
        show_piece(page, paragraph, wide, &pieces[i]);
    }
}

static void show_gone(const TargetPage *page, View *body)
{
    Mem *mem = page->req->mem;
    View *box = NULL;

    for (gsize i = page->n_live; i < page->n; i++) {
        const TargetRow *row = &page->rows[i];
        if (box == NULL)
            box = view_part(body, "GONE");
        View *view = view_part(box, "GONE_TARGET");
        view_text(view, "SUBJECT", zh_punct(mem, row->subject));
        view_text(view, "GOAL", target_goal(mem, row->comparator, row->quote, &row->printed, row->unit_word));
        if (!target_is_dropped(row)) {
            view_text(view_part(view, "UNPRINTED"), "ENDED_ON", row->settings.ended_on);
            continue;
        }
        View *dropped = view_part(view, "DROPPED");
        view_text(dropped, "NAME", row->settings.dropped.name);
        view_moment(dropped, mem, "AT", row->settings.dropped.at_us, word_full);
        view_text(dropped, "REASON", row->settings.drop_reason);
    }
}

/* All that can be confirmed at once: not what is doubtful and uncorrected, which wants a look of its own. */
static void show_confirm_all(const TargetPage *page, View *body)
{
    View *form = NULL;
    int64_t n = 0, left = 0;

    for (gsize i = 0; page->may_set && i < page->n_live; i++) {
        const TargetRow *row = &page->rows[i];
        left += target_is_doubtful(row) && !row->settings.has_correction;
        if (row->settings.is_confirmed || (target_is_doubtful(row) && !row->settings.has_correction))
            continue;
        if (form == NULL)
            form = view_part(body, "CONFIRM_ALL");
        View *one = view_part(form, "ONE");
        view_number(one, "TARGET_ID", row->id);
        view_number(one, "REV", row->version);
        n++;
    }
    if (form == NULL)
        return;
    view_text(form, "ADDRESS", page->address);
    view_text(form, "RID", request_id_new(page->req->mem));
    view_number(form, "ALL_N", n);
    if (left > 0)
        view_number(view_part(form, "LEFT"), "LEFT_N", left);
}

static bool has_open(const BookTask *task)
{
    for (gsize i = 0; i < task->n_targets; i++)
        if (!task->targets[i].confirmed)
            return true;
    return false;
}

/* The next task that has something to confirm, round and round. */
static void show_next(const TargetPage *page, View *body)
{
    const Book *book = page->book;
    gsize here = (gsize)(page->task - book->tasks);

    for (gsize step = 1; page->may_set && step < book->n_tasks; step++) {
        const BookTask *task = &book->tasks[(here + step) % book->n_tasks];
        if (!has_open(task))
            continue;
        View *next = view_part(body, "NEXT");
        view_text(next, "PLAN", book->plan.code);
        view_number(next, "NEXT_NO", task->no);
        return;
    }
}

static void show_errors(const TargetPage *page, View *body)
{
    if (page->n_complaints == 0)
        return;
    View *errors = view_part(body, "ERRORS");
    view_number(errors, "ERRORS_N", (int64_t)page->n_complaints);
    for (gsize i = 0; i < page->n_complaints; i++) {
        View *error = view_part(errors, "ERROR");
        view_text(error, "ERROR_FIELD",
                  mem_printf(page->req->mem, "%s-%s-%" PRId64, page->complaints[i].field,
                             target_form_code(page->typed.form), page->typed.target));
        view_text(error, "ERROR_TEXT", page->complaints[i].text);
    }
}

static bool show_conflict(const TargetPage *page, View *body, GError **err)
{
    const TargetRow *row = target_in(page->rows, page->n, page->typed.target);

    if (!page->conflict)
        return true;
    View *conflict = view_part(body, "CONFLICT");
    if (row == NULL) {
        view_show(conflict, "OF_TASK");
        return true;
    }
    const char *action;
    Done last;
    TRY(target_last_event(page->req->app->db, page->req->mem, row->id, row->version, &last, &action, err));
    View *of = view_part(conflict, "OF_TARGET");
    view_text(of, "SUBJECT", zh_punct(page->req->mem, row->subject));
    view_text(of, "NAME", last.name);
    view_moment(of, page->req->mem, "AT", last.at_us, word_moment);
    view_show(of, target_is_ended(row) ? "IS_ENDED" : "IS_OPEN");
    if (target_is_ended(row) && page->typed.form != FORM_CONFIRM)
        target_show_form(page, of, "FORM", page->typed.form, row);
    return true;
}

static void show_targets(const TargetPage *page, View *body)
{
    int64_t confirmed = 0;

    for (gsize i = 0; i < page->n_live; i++) {
        target_show_card(page, body, &page->rows[i], i + 1);
        confirmed += page->rows[i].settings.is_confirmed;
    }
    if (page->n_live == 0) {
        view_show(body, "NO_TARGETS");
        return;
    }
    View *count = view_part(body, "TARGETS");
    view_number(count, "TARGETS_N", (int64_t)page->n_live);
    view_number(count, "DONE_N", confirmed);
}

bool target_page_show(TargetPage *page, Resp *resp, int status, GError **err)
{
    Req *req = page->req;
    View *body = page_view(req, "target_task.tpl");

    task_show_head(req, body, page->book, page->task, "量化目标");
    view_text(body, "LIST", mem_printf(req->mem, "/plans/%s/targets", page->book->plan.code));
    show_errors(page, body);
    TRY(show_conflict(page, body, err));
    show_source(page, body);
    show_targets(page, body);
    show_confirm_all(page, body);
    show_gone(page, body);
    show_next(page, body);
    if (page->may_set)
        target_show_form(page, view_part(body, "FORM_ADD_BOX"), "FORM_ADD", FORM_ADD, NULL);
    const char *title = mem_printf(req->mem, "第%" PRId64 "项 量化目标", page->task->no);
    return page_show(req, resp, body, status, NAV_TARGETS, title, err);
}

bool page_task_targets(Req *req, Resp *resp, GError **err)
{
    TargetPage page;

    TRY(target_page_read(req, &page, err));
    return target_page_show(&page, resp, 200, err);
}
