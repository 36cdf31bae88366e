/* Tables on their way in: numbers, .csv in its encodings, and back what csv_row() wrote. Workbooks: http/test_returns.py. */
#include "base/err.h"
#include "web/csv.h"
#include "web/decimal.h"
#include "web/grid.h"

#include <string.h>

static void test_numbers(void)
{
    static const struct {
        const char *label, *text;
        int shift;
        const char *want;
    } cases[] = {
        { "whole", "16", 0, "16" },
        { "zero", "0", 0, "0" },
        { "zeros", "0.000", 0, "0" },
        { "in front", "007.50", 0, "7.5" },
        { "what binary numbers leave", "12.300000000000001", 0, "12.3" },
        { "from below", "0.29999999999999999", 0, "0.3" },
        { "all nines", "99999999999999999", 0, "100000000000000000" },
        { "exponent", "1.25E-2", 0, "0.0125" },
        { "large", "1E+15", 0, "1000000000000000" },
        { "negative", "-3.5", 0, "-3.5" },
        { "no negative zero", "-0.0", 0, "0" },
        { "percent", "0.125", 2, "12.5" },
        { "percent of a whole", "1", 2, "100" },
        { "small percent", "0.0005", 2, "0.05" },
        { "two points", "1.2.3", 0, NULL },
        { "a word", "NaN", 0, NULL },
        { "empty", "", 0, NULL },
        { "exponent without digits", "1E", 0, NULL },
        { "blank behind", "1 ", 0, NULL },
        { "beyond all measure", "1E999999999999", 0, NULL },
        { "more digits than any", "11111111111111111111111111111111111111111111111", 0, NULL },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(decimal_plain(mem, cases[i].text, cases[i].shift), ==, cases[i].want);
    }
}

static void test_back(void)
{
    static const char *const texts[] = { "市科技局", "甲,乙", "所谓\"试点\"", "一\n二",
                                         "=1+1",     "'=1",   "''=1",         "'甲",
                                         "-3",       "\t=1",  "＝1",          " 前后有空格 ",
                                         "'" };
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GString) out = g_string_new(csv_mark);
    SheetCell cells[G_N_ELEMENTS(texts)];
    Grid grid = { 0 };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        cells[i] = sheet_text(texts[i]);
    csv_row(mem, out, cells, G_N_ELEMENTS(texts));
    g_assert_true(csv_read(mem, (const uint8_t *)out->str, out->len, &grid, NULL));
    g_assert_cmpuint(grid.n, ==, 1);
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_cmpstr(grid.rows[0].cells[i].text, ==, texts[i]);
}

static void test_csv(void)
{
    static const struct {
        const char *label, *bytes, *first, *last; /* of the first row's first two cells */
        gsize rows;
        int fault;
    } cases[] = {
        { "plain", "甲,乙\r\n丙,丁\r\n", "甲", "乙", 2, GRID_GOOD },
        { "no end", "甲,乙", "甲", "乙", 1, GRID_GOOD },
        { "mark", "\xEF\xBB\xBF甲,乙\n", "甲", "乙", 1, GRID_GOOD },
        { "GB18030", "\xBC\xD7,\xD2\xD2\r\n", "甲", "乙", 1, GRID_GOOD },
        { "line ends in quotes", "\"一\r\n二\",乙\n", "一\n二", "乙", 1, GRID_GOOD },
        { "an open quote", "甲,\"乙\n", NULL, NULL, 0, GRID_QUOTES },
        { "no text", "\xFF\xFF\xFE", NULL, NULL, 0, GRID_SIGNS },
        { "UTF-16", "\xFF\xFE", NULL, NULL, 0, GRID_SIGNS },
        { "empty", "", NULL, NULL, 0, GRID_GOOD },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_autoptr(GError) err = NULL;
        Grid grid = { 0 };
        g_test_message("%s", cases[i].label);
        bool good = csv_read(mem, (const uint8_t *)cases[i].bytes, strlen(cases[i].bytes), &grid, &err);
        g_assert_cmpint(err_detail(err), ==, cases[i].fault);
        g_assert_true(good == (cases[i].fault == GRID_GOOD));
        g_assert_cmpuint(grid.n, ==, cases[i].rows);
        if (grid.n > 0) {
            g_assert_cmpstr(grid.rows[0].cells[0].text, ==, cases[i].first);
            g_assert_cmpstr(grid.rows[0].cells[1].text, ==, cases[i].last);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/grid/numbers", test_numbers);
    g_test_add_func("/grid/back", test_back);
    g_test_add_func("/grid/csv", test_csv);
    return g_test_run();
}
