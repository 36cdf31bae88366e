/* search.c: one box for the whole house: tasks by number, title, issued text and units; reports by their texts. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/readable.h"
#include "page/show.h"
#include "rule/find_text.h"
#include "store/search_read.h"

enum { QUERY_CHARS = 100, SHOWN = 20, SHOWN_MORE = 500, LINE_BEFORE = 24, LINE_AFTER = 60 };

typedef struct {
    Req *req;
    const Book *book;
    const char *typed; /* trimmed */
    char **words;      /* folded */
    gsize most;        /* reports that are shown */
} Search;

static void read_query(Req *req, Search *s)
{
    const char *typed = query_get(req, "q"), *more = query_get(req, "more");
    char *trimmed = g_strstrip(mem_text(req->mem, typed == NULL ? "" : typed));

    if (g_utf8_strlen(trimmed, -1) > QUERY_CHARS)
        trimmed = text_stretch(req->mem, trimmed, 0, QUERY_CHARS);
    s->typed = trimmed;
    s->words = search_words(req->mem, trimmed, SEARCH_WORDS);
    s->most = more != NULL && strcmp(more, "1") == 0 ? SHOWN_MORE : SHOWN;
}

/* A line around the first of the words, cut at signs, on one line; all words in it are marked. */
static void show_line(const Search *s, View *hit, const char *text)
{
    Mem *mem = s->req->mem;
    Stretch *places;
    gsize n = words_find(mem, text, s->words, &places);
    int64_t length = g_utf8_strlen(text, -1);

    if (n == 0)
        return;
    int64_t from = MAX(places[0].from - LINE_BEFORE, 0), to = MIN(places[0].to + LINE_AFTER, length);
    View *line = view_part(hit, "LINE");
    view_text(view_part(line, "PIECE"), "TEXT", from > 0 ? "…" : "");
    int64_t at = from;
    for (gsize i = 0; i < n && places[i].from < to; i++) {
        int64_t end = MIN(places[i].to, to);
        View *piece = view_part(line, "PIECE");
        view_text(piece, "TEXT", text_stretch(mem, text, at, places[i].from));
        view_text(view_part(piece, "FOUND"), "WORD", text_stretch(mem, text, places[i].from, end));
        at = end;
    }
    View *rest = view_part(line, "PIECE");
    view_text(rest, "TEXT", mem_printf(mem, "%s%s", text_stretch(mem, text, at, to), to < length ? "…" : ""));
}

/* ---- tasks */

static bool task_has(const Search *s, const BookTask *task)
{
    for (gsize i = 0; s->words[i] != NULL; i++) {
        int64_t no;
        bool is_number = search_number(s->words[i], &no) && no == task->no;
        if (!is_number && strstr(task->folded, s->words[i]) == NULL)
            return false;
    }
    return true;
}

static const char *lead_words(Mem *mem, const BookTask *task)
{
    const char *words = "";

    for (gsize i = 0; i < task->n_leads; i++)
        words = mem_printf(mem, "%s%s%s", words, i == 0 ? "" : "、", task->leads[i].unit->name);
    return words;
}

static void show_task(const Search *s, View *part, const BookTask *task)
{
    View *hit = view_part(part, "TASK");

    view_text(hit, "PLAN", s->book->plan.code);
    view_text(hit, "NO", task->no_text);
    view_text(hit, "TITLE", task->wide_title);
    view_text(hit, "LEADS", lead_words(s->req->mem, task));
    show_line(s, hit, zh_punct(s->req->mem, task->body));
}

static void show_tasks(const Search *s, View *body)
{
    View *part = view_part(body, "TASKS");
    gsize n = 0;

    for (gsize i = 0; i < s->book->n_tasks; i++) {
        if (!task_has(s, &s->book->tasks[i]))
            continue;
        if (n++ < SHOWN)
            show_task(s, part, &s->book->tasks[i]);
    }
    view_number(part, "N", (int64_t)n);
    if (n == 0)
        view_show(part, "NO_TASK");
    if (n > SHOWN) {
        View *more = view_part(part, "MORE");
        view_number(more, "SHOWN", SHOWN);
        view_text(more, "ADDRESS",
                  mem_printf(s->req->mem, "/plans/%s/tasks?q=%s", s->book->plan.code,
                             url_escape(s->req->mem, s->typed)));
    }
}

/* ---- reports */

/* A text as it stands is looked at first: Chinese words have one form only. */
static bool text_has(Mem *scratch, const char *text, const char *word)
{
    if (strstr(text, word) != NULL)
        return true;
    return g_utf8_strlen(word, -1) * 3 != (glong)strlen(word) &&
           strstr(text_folded(scratch, text), word) != NULL;
}

/* Each word stands in the texts, or names the task or the unit; one at least stands in the texts. */
static bool report_has(const Search *s, Mem *mem, const FoundReport *found)
{
    bool any = false;

    for (gsize i = 0; s->words[i] != NULL; i++) {
        const char *word = s->words[i];
        bool here = text_has(mem, found->narrative, word) || text_has(mem, found->next_steps, word);
        if (!here && !text_has(mem, found->task->title, word) && !text_has(mem, found->unit->name, word))
            return false;
        any |= here;
    }
    return any;
}

static char *on_one_line(Mem *mem, const char *text)
{
    return g_strdelimit(mem_text(mem, text), "\n\t", ' ');
}

static void show_report(const Search *s, View *part, const FoundReport *found)
{
    Mem *mem = s->req->mem;
    View *hit = view_part(part, "REPORT");
    Stretch *places;
    const char *narrative = on_one_line(mem, found->narrative);

    view_text(hit, "ADDRESS",
              mem_printf(mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, s->book->plan.code,
                         found->task->no, found->period->code, found->unit->id.v));
    view_text(hit, "NO", found->task->no_text);
    view_text(hit, "TITLE", found->task->wide_title);
    view_text(hit, "UNIT", found->unit->name);
    view_text(hit, "PERIOD", word_period(mem, found->period->code));
    if (found->state != REPORT_APPROVED)
        view_status(hit, "STATUS", found->state, false, false);
    bool in_narrative = words_find(mem, narrative, s->words, &places) > 0;
    show_line(s, hit, in_narrative ? narrative : on_one_line(mem, found->next_steps));
}

static bool is_hit(const Search *s, Mem *scratch, const FoundReport *found)
{
    mem_reset(scratch);
    return report_is_readable(&s->req->who, found->task, found->unit->id, found->state) &&
           report_has(s, scratch, found);
}

static bool show_reports(const Search *s, View *body, GError **err)
{
    g_autoptr(Mem) scratch = mem_new();
    FoundReport *list;
    gsize n, hits = 0;

    TRY(search_reports(s->req->app->db, s->req->mem, s->book, s->words, &list, &n, err));
    View *part = view_part(body, "REPORTS");
    for (gsize i = 0; i < n; i++) {
        if (!is_hit(s, scratch, &list[i]))
            continue;
        if (hits++ < s->most)
            show_report(s, part, &list[i]);
    }
    view_number(part, "N", (int64_t)hits);
    if (hits == 0)
        view_show(part, "NO_REPORT");
    if (hits > s->most) {
        View *more = view_part(part, "MORE");
        view_number(more, "SHOWN", (int64_t)s->most);
        if (s->most < SHOWN_MORE)
            view_text(view_part(more, "LINK"), "ADDRESS",
                      mem_printf(s->req->mem, "/search?q=%s&more=1", url_escape(s->req->mem, s->typed)));
    }
    return true;
}

/* A number alone is a task's address. */
static bool is_jump(const Search *s, int64_t *no)
{
    return s->words[0] != NULL && s->words[1] == NULL && search_number(s->words[0], no) &&
           book_task(s->book, *no) != NULL;
}

bool page_search(Req *req, Resp *resp, GError **err)
{
    Search s = { .req = req };
    int64_t no;

    read_query(req, &s);
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &s.book, err));
    if (is_jump(&s, &no))
        return resp_see_other(resp, req->mem, "/plans/%s/tasks/%" PRId64, s.book->plan.code, no);
    View *body = page_view(req, "search.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "搜索", NULL);
    view_text(body, "Q", s.typed);
    if (s.words[0] == NULL) {
        view_show(body, "NOTHING_TYPED");
    } else {
        show_tasks(&s, body);
        TRY(show_reports(&s, body, err));
    }
    return page_show(req, resp, body, 200, NAV_NONE, "搜索", err);
}
