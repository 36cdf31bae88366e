/* docx.c: see docx.h. */
#include "web/docx.h"

#include <string.h>
#include <zip.h>

#include "base/err.h"
#include "base/words.h"
#include "web/view.h"

/* 156 mm and 225 mm, the type area of GB/T 9704 5.2.1, in twentieths of a point. */
enum { UPRIGHT_WIDE = 8844, ACROSS_WIDE = 12756, DOS_1980 = 0x21 };

struct Docx {
    Mem *mem;
    View *root, *table;
    bool across;
    const DocxColumn *columns; /* of the table */
    gsize n_columns;
};

static const char *const styles[DOCX__N] = {
    [DOCX_BODY] = "Body",          [DOCX_ORGAN] = "Organ",
    [DOCX_ISSUE_NO] = "IssueNo",   [DOCX_TITLE] = "Title",
    [DOCX_ISSUE] = "Issue",        [DOCX_ISSUED_BY] = "IssuedBy",
    [DOCX_MAIN_TO] = "MainTo",     [DOCX_HEADING_1] = "Heading1",
    [DOCX_HEADING_2] = "Heading2", [DOCX_TABLE_TITLE] = "TableTitle",
    [DOCX_NOTE] = "Note",          [DOCX_SIGNATURE] = "Signature",
    [DOCX_DATE] = "Date",          [DOCX_COPIES] = "Copies",
};

Docx *docx_new(Mem *mem)
{
    Docx *docx = mem_alloc(mem, sizeof *docx);

    docx->mem = mem;
    docx->root = view_new(mem);
    return docx;
}

/* XML 1.0 has no place for control characters, not even escaped. */
static const char *without_controls(Mem *mem, const char *text)
{
    char *clean = mem_text(mem, text);

    for (char *p = clean; *p != '\0'; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7F)
            *p = ' ';
    return clean;
}

static void put_line(Docx *docx, View *part, const char *style, const char *line)
{
    const char *tab = strchr(line, '\t');

    view_text(part, "STYLE", style);
    if (tab != NULL)
        view_text(view_part(part, "TAB"), "REST", without_controls(docx->mem, tab + 1));
    view_text(
        part, "TEXT",
        without_controls(docx->mem, tab == NULL ? line : mem_text_n(docx->mem, line, (gsize)(tab - line))));
}

void docx_text(Docx *docx, DocxStyle style, const char *text)
{
    char **lines = text_split(docx->mem, text, "\r\n");

    for (; *lines != NULL; lines++)
        put_line(docx, view_part(view_part(docx->root, "BLOCK"), "PARAGRAPH"), styles[style], *lines);
}

static int twips(const Docx *docx, gsize at)
{
    int parts = 0;

    for (gsize i = 0; i < docx->n_columns; i++)
        parts += docx->columns[i].wide;
    return (docx->across ? ACROSS_WIDE : UPRIGHT_WIDE) * docx->columns[at].wide / parts;
}

static void put_cell(Docx *docx, View *row, gsize at, const char *style, const char *text)
{
    View *cell = view_part(row, "CELL");
    char **lines = text_split(docx->mem, text, "\r\n");

    view_number(cell, "WIDE", twips(docx, at));
    if (*lines == NULL) /* a cell without a paragraph is what Word calls damaged */
        put_line(docx, view_part(cell, "LINE"), style, "");
    for (; *lines != NULL; lines++)
        put_line(docx, view_part(cell, "LINE"), style, *lines);
}

void docx_table(Docx *docx, const DocxColumn *columns, gsize n_columns)
{
    docx->columns = columns;
    docx->n_columns = n_columns;
    docx->table = view_part(view_part(docx->root, "BLOCK"), "TABLE");
    view_number(docx->table, "WIDE", docx->across ? ACROSS_WIDE : UPRIGHT_WIDE);
    View *row = view_part(docx->table, "ROW");
    view_show(row, "HEAD");
    for (gsize i = 0; i < n_columns; i++) {
        view_number(view_part(docx->table, "GRID"), "WIDE", twips(docx, i));
        put_cell(docx, row, i, "TableHead", columns[i].title);
    }
}

void docx_row(Docx *docx, const char *const *cells)
{
    View *row = view_part(docx->table, "ROW");

    for (gsize i = 0; i < docx->n_columns; i++)
        put_cell(docx, row, i, docx->columns[i].is_number ? "TableNumber" : "TableText",
                 cells[i] == NULL ? "" : cells[i]);
}

static void put_section(Docx *docx, View *view)
{
    view_show(view_include(view, "SECTION", "docx_section.tpl"), docx->across ? "ACROSS" : "UPRIGHT");
}

/* In this format a section is described at its end. */
void docx_turn(Docx *docx, bool across)
{
    put_section(docx, view_part(view_part(docx->root, "BLOCK"), "TURN"));
    docx->across = across;
}

/* ---- the archive */

static void discard(void *archive)
{
    zip_discard(archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(zip_t, discard)

static bool add_bytes(zip_t *archive, const char *name, const void *bytes, gsize size_bytes, GError **err)
{
    zip_source_t *source = zip_source_buffer(archive, bytes, size_bytes, 0);
    zip_int64_t at = source == NULL ? -1 : zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);

    if (at < 0) {
        zip_source_free(source);
        return fail(err, ERR_BROKEN, "docx: %s: %s", name, zip_strerror(archive));
    }
    zip_file_set_dostime(archive, (zip_uint64_t)at, 0, DOS_1980, 0);
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder in one order, wherever the folder lies: [Content_Types].xml comes before letters. */
static bool names_in(Mem *mem, const char *folder, const char ***names, gsize *n, GError **err)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, err);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    const char *name;

    if (dir == NULL)
        return false;
    while ((name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(all, mem_text(mem, name));
    *n = all->len;
    *names = mem_array(mem, const char *, all->len + 1);
    for (gsize i = 0; i < all->len; i++)
        (*names)[i] = all->pdata[i];
    qsort(*names, *n, sizeof **names, by_name);
    return true;
}

static bool add_folder(Mem *mem, zip_t *archive, const char *folder, const char *inside, GError **err)
{
    const char **names;
    gsize n, size_bytes;

    TRY(names_in(mem, folder, &names, &n, err));
    for (gsize i = 0; i < n; i++) {
        const char *path = mem_printf(mem, "%s/%s", folder, names[i]);
        const char *name = mem_printf(mem, "%s%s", inside, names[i]);
        char *bytes;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            TRY(add_folder(mem, archive, path, mem_printf(mem, "%s/", name), err));
            continue;
        }
        TRY(g_file_get_contents(path, &bytes, &size_bytes, err));
        mem_keep(mem, bytes, g_free);
        TRY(add_bytes(archive, name, bytes, size_bytes, err));
    }
    return true;
}

static bool read_back(Mem *mem, zip_source_t *source, const char **bytes, gsize *size_bytes, GError **err)
{
    zip_stat_t stat;

    if (zip_source_stat(source, &stat) < 0 || zip_source_open(source) < 0)
        return fail(err, ERR_BROKEN, "docx: no archive was written");
    char *all = mem_alloc(mem, stat.size + 1);
    zip_int64_t n = zip_source_read(source, all, stat.size);
    zip_source_close(source);
    if (n < 0 || (zip_uint64_t)n != stat.size)
        return fail(err, ERR_BROKEN, "docx: the archive cannot be read back");
    *bytes = all;
    *size_bytes = stat.size;
    return true;
}

static void free_source(void *source)
{
    zip_source_free(source);
}

bool docx_finish(Docx *docx, const char *folder, const char **bytes, gsize *size_bytes, GError **err)
{
    const char *text;
    size_t text_bytes;
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);

    if (source == NULL)
        return fail(err, ERR_BROKEN, "docx: no room for an archive");
    mem_keep(docx->mem, source, free_source);
    put_section(docx, docx->root);
    TRY(view_render(docx->mem, "docx_document.tpl", docx->root, &text, &text_bytes, err));

    g_autoptr(zip_t) archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    if (archive == NULL)
        return fail(err, ERR_BROKEN, "docx: no archive");
    zip_source_keep(source); /* the archive frees its own share of it */
    TRY(add_folder(docx->mem, archive, folder, "", err));
    TRY(add_bytes(archive, "word/document.xml", text, text_bytes, err));
    if (zip_close(archive) < 0)
        return fail(err, ERR_BROKEN, "docx: %s", zip_strerror(archive));
    archive = NULL;
    return read_back(docx->mem, source, bytes, size_bytes, err);
}
