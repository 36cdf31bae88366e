/* csv_read.c: comma separated values on their way in; see grid.h. */
#include <string.h>

#include "base/err.h"
#include "web/csv.h"
#include "web/grid.h"

GridRow grid_row(Mem *mem, int no)
{
    GridRow row = { .cells = mem_array(mem, GridCell, GRID_COLUMNS), .no = no };

    for (int i = 0; i < GRID_COLUMNS; i++)
        row.cells[i].text = "";
    return row;
}

static bool bad(GridFault fault, const char *why, GError **err)
{
    return fail_detail(err, ERR_BAD_INPUT, (int)fault, "csv: %s", why);
}

/* Excel in China saves .csv in the code page of the machine, GB18030, unless it is told otherwise. */
static bool decode(Mem *mem, const uint8_t *bytes, size_t size_bytes, const char **text, GError **err)
{
    const char *start = (const char *)bytes;
    size_t mark = strlen(csv_mark);

    if (size_bytes >= mark && memcmp(start, csv_mark, mark) == 0) {
        start += mark;
        size_bytes -= mark;
    }
    if (memchr(start, '\0', size_bytes) != NULL)
        return bad(GRID_SIGNS, "a NUL in it", err);
    if (g_utf8_validate(start, (gssize)size_bytes, NULL)) {
        *text = mem_text_n(mem, start, size_bytes);
        return true;
    }
    char *decoded = g_convert(start, (gssize)size_bytes, "UTF-8", "GB18030", NULL, NULL, NULL);
    if (decoded == NULL)
        return bad(GRID_SIGNS, "neither UTF-8 nor GB18030", err);
    *text = mem_keep(mem, decoded, g_free);
    return true;
}

typedef struct {
    Mem *mem;
    const char *at;
    GString *cell;
} Reader;

/* The text between quotes; "" in it is one quote, and a line end is \n however it was written. */
static bool quoted(Reader *r, GError **err)
{
    for (r->at++; *r->at != '\0'; r->at++) {
        if (*r->at == '"' && r->at[1] != '"') {
            r->at++;
            return true;
        }
        if (*r->at == '\r') {
            g_string_append_c(r->cell, '\n');
            r->at += r->at[1] == '\n';
            continue;
        }
        r->at += *r->at == '"';
        g_string_append_c(r->cell, *r->at);
    }
    return bad(GRID_QUOTES, "a quote that does not close", err);
}

static bool read_cell(Reader *r, GridCell *cell, GError **err)
{
    g_string_truncate(r->cell, 0);
    if (*r->at == '"')
        TRY(quoted(r, err));
    size_t plain = strcspn(r->at, ",\r\n");
    g_string_append_len(r->cell, r->at, (gssize)plain);
    r->at += plain;
    const char *text = csv_plain(r->cell->str);
    if (cell != NULL && text[0] != '\0')
        *cell = (GridCell){ CELL_TEXT, mem_text(r->mem, text) };
    return true;
}

/* At the end of the row, behind its line end. */
static bool read_row(Reader *r, GridRow *row, GError **err)
{
    for (int i = 0;; i++) {
        TRY(read_cell(r, i < GRID_COLUMNS ? &row->cells[i] : NULL, err));
        if (*r->at != ',')
            break;
        r->at++;
    }
    if (*r->at == '\r')
        r->at++;
    if (*r->at == '\n')
        r->at++;
    return true;
}

static bool read_rows(Reader *r, Grid *grid, GError **err)
{
    grid->rows = mem_array(r->mem, GridRow, GRID_ROWS);
    while (*r->at != '\0') {
        if (grid->n == GRID_ROWS)
            return bad(GRID_TOO_LARGE, "too many rows", err);
        grid->rows[grid->n] = grid_row(r->mem, (int)grid->n + 1);
        TRY(read_row(r, &grid->rows[grid->n++], err));
    }
    return true;
}

bool csv_read(Mem *mem, const uint8_t *bytes, size_t size_bytes, Grid *grid, GError **err)
{
    Reader r = { .mem = mem };
    Grid read = { 0 };

    if (size_bytes > GRID_BYTES)
        return bad(GRID_TOO_LARGE, "too long", err);
    TRY(decode(mem, bytes, size_bytes, &r.at, err));
    r.cell = g_string_new(NULL);
    bool good = read_rows(&r, &read, err);
    g_string_free(r.cell, TRUE);
    if (good)
        *grid = read;
    return good;
}
