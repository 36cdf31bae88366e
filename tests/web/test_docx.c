/* test_docx.c: a document is whole XML whatever its words are, and LibreOffice opens it as it is. */
#include "web/docx.h"

#include <string.h>
#include <zip.h>

#include "web/view.h"

static char *folder; /* of the source */

static const DocxColumn columns[] = { { "位次", 1, true }, { "牵头单位", 3, false } };

static void build(Mem *mem, const char *words, const char **bytes, gsize *n)
{
    g_autofree char *parts = g_build_filename(folder, "docx", NULL);
    g_autoptr(GError) error = NULL;
    const char *row[] = { "1", words }, *empty[] = { "", NULL };
    Docx *docx = docx_new(mem);

    docx_text(docx, DOCX_TITLE, "关于“重点任务”的通报");
    docx_text(docx, DOCX_BODY, words);
    docx_turn(docx, true);
    docx_table(docx, columns, G_N_ELEMENTS(columns));
    docx_row(docx, row);
    docx_row(docx, empty);
    docx_turn(docx, false);
    docx_text(docx, DOCX_DATE, "2023年3月6日");
    g_assert_true(docx_finish(docx, parts, bytes, n, &error));
    g_assert_no_error(error);
}

static char *part(const char *bytes, gsize n, const char *name)
{
    zip_error_t error;
    zip_t *archive = zip_open_from_source(zip_source_buffer_create(bytes, n, 0, &error), ZIP_RDONLY, &error);
    zip_stat_t stat;

    g_assert_nonnull(archive);
    g_assert_cmpint(zip_stat(archive, name, 0, &stat), ==, 0);
    char *text = g_malloc0(stat.size + 1);
    zip_file_t *file = zip_fopen(archive, name, 0);
    g_assert_cmpint(zip_fread(file, text, stat.size), ==, stat.size);
    zip_fclose(file);
    zip_close(archive);
    return text;
}

static void check_xml(const char *text)
{
    static const GMarkupParser nothing = { 0 };
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&nothing, 0, NULL, NULL);
    g_autoptr(GError) error = NULL;

    g_markup_parse_context_parse(context, text, -1, &error);
    g_assert_no_error(error);
    g_markup_parse_context_end_parse(context, &error);
    g_assert_no_error(error);
}

static void test_words_stay_words(void)
{
    static const struct {
        const char *label, *words, *wanted;
    } cases[] = {
        { "plain", "绿灯96项", ">绿灯96项<" },
        { "markup", "</w:t><w:t>&amp;\"'", "&lt;/w:t&gt;&lt;w:t&gt;&amp;amp;&quot;&#39;" },
        { "two lines", "一\r\n二", ">一<" },
        { "control characters",
          "a\x01"
          "b\x7F",
          ">a b <" },
        { "nothing", "", "成" },
    };
    static const char *const names[] = {
        "[Content_Types].xml", "_rels/.rels",     "word/_rels/document.xml.rels",
        "word/document.xml",   "word/styles.xml", "word/settings.xml",
        "word/footer1.xml",    "word/footer2.xml"
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        const char *bytes;
        gsize n;
        build(mem, cases[i].words, &bytes, &n);
        for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
            g_autofree char *text = part(bytes, n, names[k]);
            check_xml(text);
        }
        g_autofree char *text = part(bytes, n, "word/document.xml");
        g_test_message("%s", cases[i].label);
        if (cases[i].words[0] != '\0')
            g_assert_nonnull(strstr(text, cases[i].wanted));
    }
}

static void test_same_words_same_bytes(void)
{
    g_autoptr(Mem) mem = mem_new();
    const char *one, *two;
    gsize n_one, n_two;

    build(mem, "一", &one, &n_one);
    build(mem, "一", &two, &n_two);
    g_assert_cmpmem(one, n_one, two, n_two);
}

static void test_across_and_upright(void)
{
    g_autoptr(Mem) mem = mem_new();
    const char *bytes;
    gsize n;

    build(mem, "一", &bytes, &n);
    g_autofree char *text = part(bytes, n, "word/document.xml");
    const char *first = strstr(text, "w:h=\"16838\""), *across = strstr(text, "landscape");
    g_assert_true(first != NULL && across != NULL && first < across);
    g_assert_nonnull(strstr(across, "w:h=\"16838\""));
}

static void test_no_folder(void)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GError) error = NULL;
    const char *bytes;
    gsize n;

    g_assert_false(docx_finish(docx_new(mem), "/nowhere", &bytes, &n, &error));
    g_assert_nonnull(error);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_build_filename(g_getenv("TAIZHANG_SOURCE"), "templates", NULL);
    g_assert_true(templates_load(folder, NULL));
    g_test_add_func("/docx/words", test_words_stay_words);
    g_test_add_func("/docx/same", test_same_words_same_bytes);
    g_test_add_func("/docx/across", test_across_and_upright);
    g_test_add_func("/docx/no_folder", test_no_folder);
    int status = g_test_run();
    g_free(folder);
    return status;
}
