/* The lines of .csv files: quotes, numbers, and what must not become a formula. */
#include "web/csv.h"

typedef struct {
    const char *label, *text, *want;
} Case;

static void test_texts(void)
{
    static const Case cases[] = {
        { "plain", "市科技局", "市科技局" },
        { "empty", "", "" },
        { "none", NULL, "" },
        { "comma", "甲,乙", "\"甲,乙\"" },
        { "quotation mark", "所谓\"试点\"", "\"所谓\"\"试点\"\"\"" },
        { "line end", "一\n二", "\"一\n二\"" },
        { "formula", "=1+1", "\"'=1+1\"" },
        { "a command", "=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"" },
        { "plus", "+3", "\"'+3\"" },
        { "minus", "-3", "\"'-3\"" },
        { "at", "@SUM(A1)", "\"'@SUM(A1)\"" },
        { "tab", "\t=1", "\"'\t=1\"" },
        { "carriage return", "\r=1", "\"'\r=1\"" },
        { "full-width", "＝1+1", "\"'＝1+1\"" },
        { "an equals sign inside", "1=1", "1=1" },
        { "an apostrophe of its own", "'=1", "\"''=1\"" },
        { "an apostrophe before a word", "'甲", "'甲" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        SheetCell cell = sheet_text(cases[i].text);
        g_autofree char *want = g_strconcat(cases[i].want, "\r\n", NULL);
        g_test_message("%s", cases[i].label);
        csv_row(mem, out, &cell, 1);
        g_assert_cmpstr(out->str, ==, want);
    }
}

static void test_numbers(void)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GString) out = g_string_new(NULL);
    SheetCell cells[] = { sheet_whole(128), sheet_amount(-31250), sheet_text("家"), sheet_amount(0) };

    csv_row(mem, out, cells, G_N_ELEMENTS(cells));
    g_assert_cmpstr(out->str, ==, "128,-3.125,家,0\r\n");
}

static void test_forms(void)
{
    g_assert_cmpint(sheet_form_of("tasks.xlsx"), ==, SHEET_XLSX);
    g_assert_cmpint(sheet_form_of("tasks.csv"), ==, SHEET_CSV);
    g_assert_cmpint(sheet_form_of("tasks"), ==, SHEET_NONE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/texts", test_texts);
    g_test_add_func("/csv/numbers", test_numbers);
    g_test_add_func("/csv/forms", test_forms);
    return g_test_run();
}
