/* paper_show.c: see paper_show.h. */
#include "page/paper_show.h"

#include <string.h>

#include "base/words.h"
#include "page/app.h"
#include "page/chart.h"
#include "rule/bulletin.h"
#include "web/view.h"

/* Each line of text is a paragraph. */
static void show_lines(Mem *mem, View *view, const char *text)
{
    for (char **line = text_split(mem, text, "\n"); *line != NULL; line++)
        view_text(view_part(view, "LINE"), "TEXT", *line);
}

static bool is_objected(const PaperScores *scores, const char *key)
{
    int64_t unit = g_ascii_strtoll(key, NULL, 10);
    bool found = false;

    for (gsize i = 0; i < scores->n_units; i++)
        found = found || scores->units[i] == unit;
    return found;
}

static void show_cell(const PaperTable *t, gsize r, gsize c, View *row, const PaperScores *scores)
{
    View *cell = view_part(row, "CELL");
    const char *text = t->rows[r][c];

    if (t->columns[c].is_number) {
        view_text(view_part(cell, "NUMBER"), "TEXT", text);
    } else if (scores != NULL && t->keys != NULL) {
        View *link = view_part(cell, "LINK");
        view_text(link, "ADDRESS", scores->address);
        view_text(link, "KEY", t->keys[r]);
        view_text(link, "TEXT", text);
        if (is_objected(scores, t->keys[r]))
            view_show(link, "OBJECTED");
    } else {
        view_text(view_part(cell, "WORDS"), "TEXT", text);
    }
}

/* The lights of a ranked unit, as its cells say. */
static void show_lights(Mem *mem, const PaperTable *t, gsize r, View *row)
{
    int64_t lights[LIGHT__N] = { 0 };

    for (int light = LIGHT_NONE; light < LIGHT__N; light++) {
        int at = paper_column(t, light_word((Light)light));
        if (at >= 0)
            lights[light] = g_ascii_strtoll(t->rows[r][at], NULL, 10);
    }
    chart_lights(mem, view_part(row, "LIGHTS"), "BAR", lights);
}

static void show_table(Mem *mem, View *part, const PaperTable *t, const PaperScores *scores)
{
    View *table = view_part(view_part(part, "TABLE"), t->across ? "ACROSS" : "UPRIGHT");
    bool is_rank = strcmp(t->look, "rank") == 0;

    table = view_include(table, "GRID", "paper_table.tpl");
    view_text(table, "TITLE", t->title);
    for (gsize c = 0; c < t->n_columns; c++) {
        View *head = view_part(table, "HEAD");
        view_text(head, "TITLE", t->columns[c].title);
        if (t->columns[c].is_number)
            view_show(head, "NUMBER");
    }
    if (is_rank)
        view_show(table, "LIGHTS_HEAD");
    for (gsize r = 0; r < t->n_rows; r++) {
        View *row = view_part(table, "ROW");
        for (gsize c = 0; c < t->n_columns; c++)
            show_cell(t, r, c, row, scores);
        if (is_rank)
            show_lights(mem, t, r, row);
    }
    if (t->note[0] != '\0')
        view_text(view_part(table, "NOTE"), "TEXT", t->note);
}

static void show_if(View *view, const char *section, const char *text)
{
    if (text[0] != '\0')
        view_text(view_part(view, section), "TEXT", text);
}

void paper_show(Mem *mem, View *view, const char *marker, const Paper *paper, const PaperScores *scores)
{
    View *doc = view_include(view, marker, "paper.tpl");

    show_if(doc, "ORGAN", paper->organ);
    show_if(doc, "ISSUE_NO", paper->issue_no);
    view_text(doc, "TITLE", paper->title);
    show_if(doc, "MAIN_TO", paper->main_to);
    for (gsize i = 0; i < paper->n_parts; i++) {
        const PaperPart *p = &paper->parts[i];
        View *part = view_part(doc, "PART");
        view_text(part, "TITLE", mem_printf(mem, "%s、%s", heading_number((int)i + 1), p->title));
        show_lines(mem, part, p->words);
        show_lines(mem, part, p->text);
        for (gsize t = 0; t < p->n_tables; t++)
            show_table(mem, part, &p->tables[t], scores);
    }
    show_if(doc, "SIGNATURE", paper->signature);
    show_if(doc, "DAY", paper->day);
    show_if(doc, "PROOF", paper->proof);
    show_if(doc, "COPIES_TO", paper->copies_to);
}

View *paper_root(Req *req, const char *title, const char *back)
{
    View *root = view_new(req->mem);

    view_text(root, "TITLE", title);
    view_text(root, "OFFICIAL", req->app->official);
    view_text(root, "BACK", back);
    return root;
}

bool paper_render(Req *req, Resp *resp, View *root, GError **err)
{
    if (!view_render(req->mem, "official.tpl", root, &resp->body, &resp->body_bytes, err))
        return false;
    resp->status = 200;
    resp->type = "text/html; charset=utf-8";
    return true;
}

bool paper_print(Req *req, Resp *resp, const Paper *paper, const char *back, GError **err)
{
    View *root = paper_root(req, paper->title, back);

    paper_show(req->mem, root, "PAPER", paper, NULL);
    return paper_render(req, resp, root, err);
}
