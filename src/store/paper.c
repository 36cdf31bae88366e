/* paper.c: see paper.h. */
#include "store/paper.h"

#include <jansson.h>
#include <string.h>

static json_t *columns_json(const PaperTable *t)
{
    json_t *all = json_array();

    for (gsize i = 0; i < t->n_columns; i++)
        json_array_append_new(
            all, json_pack("[s, i, b]", t->columns[i].title, t->columns[i].wide, t->columns[i].is_number));
    return all;
}

static json_t *keys_json(const PaperTable *t)
{
    json_t *all = json_array();

    for (gsize r = 0; t->keys != NULL && r < t->n_rows; r++)
        json_array_append_new(all, json_string(t->keys[r]));
    return all;
}

static json_t *rows_json(const PaperTable *t)
{
    json_t *all = json_array();

    for (gsize r = 0; r < t->n_rows; r++) {
        json_t *row = json_array();
        for (gsize c = 0; c < t->n_columns; c++)
            json_array_append_new(row, json_string(t->rows[r][c]));
        json_array_append_new(all, row);
    }
    return all;
}

static json_t *tables_json(const PaperPart *p)
{
    json_t *all = json_array();

    for (gsize i = 0; i < p->n_tables; i++) {
        const PaperTable *t = &p->tables[i];
        json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:b, s:o, s:o, s:o, s:s}", "title", t->title,
                                             "sheet", t->sheet, "look", t->look, "across", t->across,
                                             "columns", columns_json(t), "rows", rows_json(t), "keys",
                                             keys_json(t), "note", t->note));
    }
    return all;
}

static json_t *parts_json(const Paper *paper)
{
    json_t *all = json_array();

    for (gsize i = 0; i < paper->n_parts; i++) {
        const PaperPart *p = &paper->parts[i];
        json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:s, s:o}", "code", p->code, "title", p->title,
                                             "words", p->words, "text", p->text, "tables", tables_json(p)));
    }
    return all;
}

const char *paper_write(Mem *mem, const Paper *p)
{
    json_t *all = json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:s}", "organ", p->organ, "issue_no",
                            p->issue_no, "title", p->title, "main_to", p->main_to, "parts", parts_json(p),
                            "signature", p->signature, "day", p->day, "copies_to", p->copies_to, "proof",
                            p->proof);
    char *text = json_dumps(all, JSON_COMPACT);

    json_decref(all);
    return mem_keep(mem, text, free);
}

/* ---- the way back */

static const char *text_in(Mem *mem, const json_t *json, const char *name)
{
    const char *text = json_string_value(json_object_get(json, name));

    return text == NULL ? "" : mem_text(mem, text);
}

static void read_columns(Mem *mem, const json_t *json, PaperTable *t)
{
    gsize n = json_array_size(json);
    PaperColumn *columns = mem_array(mem, PaperColumn, n);

    for (gsize i = 0; i < n; i++) {
        const json_t *one = json_array_get(json, i);
        const char *title = json_string_value(json_array_get(one, 0));
        columns[i] = (PaperColumn){ .title = title == NULL ? "" : mem_text(mem, title),
                                    .wide = (int)json_integer_value(json_array_get(one, 1)),
                                    .is_number = json_is_true(json_array_get(one, 2)) };
    }
    t->columns = columns;
    t->n_columns = n;
}

static void read_keys(Mem *mem, const json_t *json, PaperTable *t)
{
    gsize n = json_array_size(json);
    const char **keys = mem_array(mem, const char *, n);

    for (gsize r = 0; r < n; r++) {
        const char *key = json_string_value(json_array_get(json, r));
        keys[r] = key == NULL ? "" : mem_text(mem, key);
    }
    t->keys = n == t->n_rows && n > 0 ? keys : NULL;
}

static void read_rows(Mem *mem, const json_t *json, PaperTable *t)
{
    gsize n = json_array_size(json);
    const char *const **rows = mem_array(mem, const char *const *, n);

    for (gsize r = 0; r < n; r++) {
        const char **cells = mem_array(mem, const char *, t->n_columns);
        for (gsize c = 0; c < t->n_columns; c++) {
            const char *cell = json_string_value(json_array_get(json_array_get(json, r), c));
            cells[c] = cell == NULL ? "" : mem_text(mem, cell);
        }
        rows[r] = cells;
    }
    t->rows = rows;
    t->n_rows = n;
}

static void read_tables(Mem *mem, const json_t *json, PaperPart *p)
{
    gsize n = json_array_size(json);
    PaperTable *tables = mem_array(mem, PaperTable, n);

    for (gsize i = 0; i < n; i++) {
        const json_t *one = json_array_get(json, i);
        tables[i] = (PaperTable){ .title = text_in(mem, one, "title"),
                                  .sheet = text_in(mem, one, "sheet"),
                                  .look = text_in(mem, one, "look"),
                                  .across = json_is_true(json_object_get(one, "across")),
                                  .note = text_in(mem, one, "note") };
        read_columns(mem, json_object_get(one, "columns"), &tables[i]);
        read_rows(mem, json_object_get(one, "rows"), &tables[i]);
        read_keys(mem, json_object_get(one, "keys"), &tables[i]);
    }
    p->tables = tables;
    p->n_tables = n;
}

static void read_parts(Mem *mem, const json_t *json, Paper *paper)
{
    gsize n = json_array_size(json);
    PaperPart *parts = mem_array(mem, PaperPart, n);

    for (gsize i = 0; i < n; i++) {
        const json_t *one = json_array_get(json, i);
        parts[i] = (PaperPart){ .code = text_in(mem, one, "code"),
                                .title = text_in(mem, one, "title"),
                                .words = text_in(mem, one, "words"),
                                .text = text_in(mem, one, "text") };
        read_tables(mem, json_object_get(one, "tables"), &parts[i]);
    }
    paper->parts = parts;
    paper->n_parts = n;
}

bool paper_read(Mem *mem, const char *text, Paper *paper)
{
    json_t *all = json_loads(text, 0, NULL);

    if (!json_is_object(all)) {
        json_decref(all);
        return false;
    }
    *paper = (Paper){ .organ = text_in(mem, all, "organ"),
                      .issue_no = text_in(mem, all, "issue_no"),
                      .title = text_in(mem, all, "title"),
                      .main_to = text_in(mem, all, "main_to"),
                      .signature = text_in(mem, all, "signature"),
                      .day = text_in(mem, all, "day"),
                      .copies_to = text_in(mem, all, "copies_to"),
                      .proof = text_in(mem, all, "proof") };
    read_parts(mem, json_object_get(all, "parts"), paper);
    json_decref(all);
    return true;
}
