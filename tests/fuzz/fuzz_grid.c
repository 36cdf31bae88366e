/* fuzz_grid.c: any bytes as a table that comes back: by the first one a .csv, an .xlsx as it is, or the XML parts of an .xlsx that is
 * packed here, since bytes by chance are no zip. What is read is inside the limits and UTF-8; what is not says why. */
#include "web/grid.h"

#include <stdint.h>
#include <string.h>
#include <zip.h>

#include "base/err.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char book[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>";
static const char relations[] =
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

typedef struct {
    const char *name, *text;
    size_t size_bytes;
} Part;

static void pack(zip_t *zip, const Part *part)
{
    zip_source_t *text = zip_source_buffer(zip, part->text, part->size_bytes, 0);

    g_assert_true(text != NULL);
    zip_int64_t at = zip_file_add(zip, part->name, text, ZIP_FL_OVERWRITE);
    g_assert_true(at >= 0);
    zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
}

static uint8_t *packed(const Part *parts, gsize n, size_t *size_bytes)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    zip_stat_t stat;

    g_assert_true(zip != NULL);
    zip_source_keep(source);
    for (gsize i = 0; i < n; i++)
        pack(zip, &parts[i]);
    g_assert_true(zip_close(zip) == 0 && zip_source_stat(source, &stat) == 0);
    uint8_t *bytes = g_malloc(stat.size + 1);
    g_assert_true(zip_source_open(source) == 0);
    g_assert_true(zip_source_read(source, bytes, stat.size) == (zip_int64_t)stat.size);
    zip_source_close(source);
    zip_source_free(source);
    *size_bytes = stat.size;
    return bytes;
}

/* The sheet, then its shared texts and its styles, with \x1e between them. */
static bool read_parts(Mem *mem, const char *text, size_t size, Grid *grid, GError **err)
{
    Part parts[] = { { "xl/worksheets/sheet1.xml", "", 0 },
                     { "xl/sharedStrings.xml", "<sst/>", 6 },
                     { "xl/styles.xml", "<styleSheet/>", 13 },
                     { "xl/workbook.xml", book, sizeof book - 1 },
                     { "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1 } };
    const char *end = text + size;
    size_t size_bytes;

    for (int i = 0; i < 3 && text < end; i++) {
        const char *stop = memchr(text, 0x1e, (size_t)(end - text));
        parts[i].text = text;
        parts[i].size_bytes = (size_t)((stop == NULL ? end : stop) - text);
        text = stop == NULL ? end : stop + 1;
    }
    uint8_t *bytes = packed(parts, G_N_ELEMENTS(parts), &size_bytes);
    bool good = xlsx_read(mem, bytes, size_bytes, "S", grid, err);
    g_free(bytes);
    return good;
}

static bool read_in(Mem *mem, const uint8_t *data, size_t size, Grid *grid, GError **err)
{
    g_autofree uint8_t *own = g_memdup2(data + 1, size - 1); /* of this size: reading behind it is seen */

    switch (data[0] % 3) {
    case 0:
        return csv_read(mem, own, size - 1, grid, err);
    case 1:
        return xlsx_read(mem, own, size - 1, "S", grid, err);
    default:
        return read_parts(mem, (const char *)own, size - 1, grid, err);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GError) err = NULL;
    Grid grid = { 0 };

    if (size < 2)
        return 0;
    if (!read_in(mem, data, size, &grid, &err)) {
        g_assert_true(err_kind(err) == ERR_BAD_INPUT && err_detail(err) != GRID_GOOD);
        return 0;
    }
    g_assert_true(err == NULL && grid.n <= GRID_ROWS);
    for (gsize i = 0; i < grid.n; i++) {
        g_assert_true(grid.rows[i].no > 0);
        for (int k = 0; k < GRID_COLUMNS; k++)
            g_assert_true(g_utf8_validate(grid.rows[i].cells[k].text, -1, NULL));
    }
    return 0;
}
