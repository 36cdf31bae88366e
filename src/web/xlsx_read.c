/* xlsx_read.c: the cells of one sheet of a workbook, by libzip and expat; see grid.h. Parts and elements as in ECMA-376
 * Part 1: 18.2 (workbook), 18.3 (worksheet), 18.4 (shared strings), 18.8 (styles); names may have any prefix. */
#include <string.h>

#include "base/err.h"
#include "web/decimal.h"
#include "web/grid.h"
#include "web/xlsx_part.h"

enum { SHEETS_MOST = 100, STRINGS_MOST = 60000, STYLES_MOST = 4000 };

typedef enum { STYLE_PLAIN, STYLE_PERCENT, STYLE_DATE } Style;

typedef struct {
    const char *name, *relation;
} SheetName;

typedef struct {
    int64_t id;
    Style style;
} Format;

typedef struct {
    Mem *mem;
    Package *package;
    SheetName sheets[SHEETS_MOST];
    gsize n_sheets;
    const char *wanted, *target; /* a relation's id, and the part it leads to */
    const char **strings;
    gsize n_strings;
    Format *formats;
    Style *styles; /* one a cell format, in the order of cellXfs */
    gsize n_formats, n_styles;
    bool in_formats;

    bool keep, phonetic; /* texts are gathered; but not how they are pronounced */
    GString *text;       /* owned by package */

    Grid *grid;
    GridRow *row;
    int column, last_row;
    char type[12];
    int64_t style;
    bool formula;
} Workbook;

static bool too_large(Part *part)
{
    return part_stop(part, GRID_TOO_LARGE);
}

/* ---- xl/workbook.xml and its relations */

static void book_start(Part *part, const char *name, const char **a)
{
    Workbook *w = part->data;

    if (strcmp(name, "sheet") != 0)
        return;
    if (w->n_sheets == SHEETS_MOST) {
        too_large(part);
        return;
    }
    w->sheets[w->n_sheets++] = (SheetName){ part_text(part, a, "name"), part_text(part, a, "id") };
}

static void relation_start(Part *part, const char *name, const char **a)
{
    Workbook *w = part->data;

    if (strcmp(name, "Relationship") == 0 && strcmp(part_attribute(a, "Id"), w->wanted) == 0)
        w->target = part_text(part, a, "Target");
}

static const SheetName *sheet_named(const Workbook *w, const char *name)
{
    for (gsize i = 0; i < w->n_sheets; i++)
        if (strcmp(w->sheets[i].name, name) == 0)
            return &w->sheets[i];
    return w->n_sheets == 1 ? &w->sheets[0] : NULL;
}

/* ---- xl/sharedStrings.xml; in it and in cells, texts stand in <t>, in pieces where they change their look */

static void text_start(Workbook *w, const char *name)
{
    if (strcmp(name, "rPh") == 0)
        w->phonetic = true;
    w->keep = strcmp(name, "t") == 0 && !w->phonetic;
}

static void text_end(Workbook *w, const char *name)
{
    w->keep = false;
    if (strcmp(name, "rPh") == 0)
        w->phonetic = false;
}

static void add_text(Part *part, const char *text, int n)
{
    Workbook *w = part->data;

    if (w->keep)
        g_string_append_len(w->text, text, n);
}

static void strings_start(Part *part, const char *name, const char **a)
{
    Workbook *w = part->data;

    (void)a;
    if (strcmp(name, "si") == 0)
        g_string_truncate(w->text, 0);
    text_start(w, name);
}

static void strings_end(Part *part, const char *name)
{
    Workbook *w = part->data;

    text_end(w, name);
    if (strcmp(name, "si") != 0)
        return;
    if (w->n_strings == STRINGS_MOST)
        too_large(part);
    else
        w->strings[w->n_strings++] = xlsx_plain(w->mem, w->text->str);
}

/* ---- xl/styles.xml: which cell formats show a number as percentage or as date (18.8.30) */

static bool is_date_code(const char *code)
{
    bool quoted = false;

    for (const char *p = code; *p != '\0'; p++) {
        if (*p == '"')
            quoted = !quoted;
        else if (*p == '[') /* [Red], [$-804]: no part of the number */
            p += strcspn(p + 1, "]");
        else if (*p == '\\' && p[1] != '\0')
            p++;
        else if (!quoted && strchr("yYmMdDhHsS", *p) != NULL)
            return true;
    }
    return false;
}

static Style style_of_code(const char *code)
{
    if (strchr(code, '%') != NULL)
        return STYLE_PERCENT;
    return g_ascii_strcasecmp(code, "General") != 0 && is_date_code(code) ? STYLE_DATE : STYLE_PLAIN;
}

static Style style_of_format(const Workbook *w, int64_t id)
{
    for (gsize i = 0; i < w->n_formats; i++)
        if (w->formats[i].id == id)
            return w->formats[i].style;
    if (id == 9 || id == 10)
        return STYLE_PERCENT;
    bool chinese = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return (id >= 14 && id <= 22) || (id >= 45 && id <= 47) || chinese ? STYLE_DATE : STYLE_PLAIN;
}

static void styles_start(Part *part, const char *name, const char **a)
{
    Workbook *w = part->data;

    if (strcmp(name, "cellXfs") == 0)
        w->in_formats = true;
    if (strcmp(name, "numFmt") == 0 && w->n_formats < STYLES_MOST)
        w->formats[w->n_formats++] = (Format){ part_number(a, "numFmtId"),
                                               style_of_code(part_attribute(a, "formatCode")) };
    if (w->in_formats && strcmp(name, "xf") == 0 && w->n_styles < STYLES_MOST)
        w->styles[w->n_styles++] = style_of_format(w, part_number(a, "numFmtId"));
}

static void styles_end(Part *part, const char *name)
{
    Workbook *w = part->data;

    if (strcmp(name, "cellXfs") == 0)
        w->in_formats = false;
}

/* ---- the sheet */

static void row_start(Part *part, const char **a)
{
    Workbook *w = part->data;
    int64_t no = part_number(a, "r");

    w->last_row = no > 0 && no < INT32_MAX ? (int)no : w->last_row + 1;
    w->column = -1;
    w->row = NULL;
    if (w->grid->n == GRID_ROWS) {
        too_large(part);
        return;
    }
    w->row = &w->grid->rows[w->grid->n++];
    *w->row = grid_row(w->mem, w->last_row);
}

/* "AB12": 27. A cell without a reference stands behind the one before it. */
static int column_of(const char *reference, int before)
{
    int column = 0;

    for (; g_ascii_isupper(*reference) && column < GRID_COLUMNS * 2; reference++)
        column = column * 26 + (*reference - 'A' + 1);
    return column == 0 ? before + 1 : column - 1;
}

static void cell_start(Part *part, const char **a)
{
    Workbook *w = part->data;

    w->column = column_of(part_attribute(a, "r"), w->column);
    g_strlcpy(w->type, part_attribute(a, "t"), sizeof w->type);
    w->style = part_number(a, "s");
    w->formula = false;
    g_string_truncate(w->text, 0);
}

/* 0.125 shown as percentage is 12.5%. */
static GridCell number_cell(Workbook *w, const char *text)
{
    Style style = w->style >= 0 && (gsize)w->style < w->n_styles ? w->styles[w->style] : STYLE_PLAIN;
    bool percent = style == STYLE_PERCENT;
    const char *plain = decimal_plain(w->mem, text, percent ? 2 : 0);

    if (plain == NULL || style == STYLE_DATE)
        return (GridCell){ plain == NULL ? CELL_ODD : CELL_DATE, mem_text(w->mem, text) };
    return (GridCell){ CELL_NUMBER, percent ? mem_printf(w->mem, "%s%%", plain) : plain };
}

static const char *shared(const Workbook *w, const char *place)
{
    char *end;
    guint64 i = g_ascii_strtoull(place, &end, 10);

    return end != place && *end == '\0' && i < w->n_strings ? w->strings[i] : NULL;
}

static GridCell cell_of(Workbook *w)
{
    const char *text = w->text->str, *type = w->type;
    bool is_shared = strcmp(type, "s") == 0;
    bool is_text = is_shared || strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0;

    if (w->formula)
        return (GridCell){ CELL_FORMULA, mem_text(w->mem, text) };
    if (text[0] == '\0')
        return (GridCell){ CELL_EMPTY, "" };
    const char *plain = is_shared ? shared(w, text) : xlsx_plain(w->mem, text);
    if (is_text && plain != NULL)
        return (GridCell){ plain[0] == '\0' ? CELL_EMPTY : CELL_TEXT, plain };
    if (strcmp(type, "d") == 0)
        return (GridCell){ CELL_DATE, mem_text(w->mem, text) };
    if (type[0] == '\0' || strcmp(type, "n") == 0)
        return number_cell(w, text);
    return (GridCell){ CELL_ODD, mem_text(w->mem, text) };
}

static void sheet_start(Part *part, const char *name, const char **a)
{
    Workbook *w = part->data;

    text_start(w, name);
    if (strcmp(name, "row") == 0)
        row_start(part, a);
    else if (strcmp(name, "c") == 0)
        cell_start(part, a);
    else if (strcmp(name, "f") == 0)
        w->formula = true;
    else if (strcmp(name, "v") == 0)
        w->keep = true;
}

static void sheet_end(Part *part, const char *name)
{
    Workbook *w = part->data;

    text_end(w, name);
    if (strcmp(name, "c") == 0 && w->row != NULL && w->column >= 0 && w->column < GRID_COLUMNS)
        w->row->cells[w->column] = cell_of(w);
}

/* ---- the whole */

/* "worksheets/sheet1.xml" is beside the workbook, "/xl/…" at the top. */
static const char *part_path(Mem *mem, const char *target)
{
    return target[0] == '/' ? target + 1 : mem_printf(mem, "xl/%s", target);
}

static bool find_sheet(Workbook *w, const char *name, const char **path, GError **err)
{
    PartReader book = { .start = book_start }, relations = { .start = relation_start };
    bool there;

    TRY(package_read(w->package, "xl/workbook.xml", &book, w, &there, err));
    if (!there)
        return fail_detail(err, ERR_BAD_INPUT, GRID_NO_BOOK, "xlsx: no workbook in it");
    const SheetName *sheet = sheet_named(w, name);
    w->wanted = sheet == NULL ? "" : sheet->relation;
    if (sheet != NULL)
        TRY(package_read(w->package, "xl/_rels/workbook.xml.rels", &relations, w, &there, err));
    if (w->target == NULL)
        return fail_detail(err, ERR_BAD_INPUT, GRID_NO_SHEET, "xlsx: no sheet %s", name);
    *path = part_path(w->mem, w->target);
    return true;
}

static bool read_all(Workbook *w, const char *name, GError **err)
{
    PartReader strings = { strings_start, strings_end, add_text },
               styles = { styles_start, styles_end, NULL };
    PartReader sheet = { sheet_start, sheet_end, add_text };
    const char *path = "";
    bool there;

    TRY(find_sheet(w, name, &path, err));
    w->strings = mem_array(w->mem, const char *, STRINGS_MOST);
    w->formats = mem_array(w->mem, Format, STYLES_MOST);
    w->styles = mem_array(w->mem, Style, STYLES_MOST);
    w->grid->rows = mem_array(w->mem, GridRow, GRID_ROWS);
    TRY(package_read(w->package, "xl/sharedStrings.xml", &strings, w, &there, err));
    w->keep = w->phonetic = false;
    TRY(package_read(w->package, "xl/styles.xml", &styles, w, &there, err));
    TRY(package_read(w->package, path, &sheet, w, &there, err));
    return there || fail_detail(err, ERR_BAD_INPUT, GRID_NO_SHEET, "xlsx: no part %s", path);
}

static void string_drop(void *what)
{
    g_string_free(what, TRUE);
}

bool xlsx_read(Mem *mem, const uint8_t *bytes, size_t size_bytes, const char *sheet, Grid *grid, GError **err)
{
    Grid read = { 0 };
    Workbook *w = mem_alloc(mem, sizeof *w);

    *w = (Workbook){ .mem = mem, .grid = &read, .text = mem_keep(mem, g_string_new(NULL), string_drop) };
    TRY(package_open(mem, bytes, size_bytes, &w->package, err));
    TRY(read_all(w, sheet, err));
    *grid = read;
    return true;
}
