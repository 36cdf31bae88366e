/* test_view.c: templates escape by place, and one that would not is refused at the start (F13). */
#include "web/view.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"

#define FIRST "{{%AUTOESCAPE context=\"HTML\"}}\n"

static char *folder;

static void put(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void drop(const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    g_assert_cmpint(remove(path), ==, 0);
}

/* Must run before any folder was loaded: the cache is closed after that. */
static void test_unescaped_templates_are_refused(void)
{
    static const struct {
        const char *label, *text;
    } cases[] = {
        { "no first line", "<p>{{X}}</p>\n" },
        { "on the second line", "\n" FIRST "<p>{{X}}</p>\n" },
        { "another context", "{{%AUTOESCAPE context=\"TEXT\"}}\n<p>{{X}}</p>\n" },
        { "not closed", FIRST "{{#A}}<p>{{X}}</p>\n" },
        { "nothing", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *name = g_strdup_printf("bad%zu.tpl", i);
        put(name, cases[i].text);
        g_test_message("%s", cases[i].label);
        g_assert_false(templates_load(folder, &error));
        g_assert_nonnull(strstr(error->message, name));
        drop(name);
    }
    g_assert_false(templates_load("/nowhere", NULL));
}

static const char *rendered(Mem *mem, const char *file, View *view)
{
    const char *text = NULL;
    size_t size = 0;
    g_autoptr(GError) error = NULL;
    bool good = view_render(mem, file, view, &text, &size, &error);

    g_assert_no_error(error);
    g_assert_true(good);
    g_assert_cmpuint(strlen(text), ==, size);
    return text;
}

static void load_samples(void)
{
    put("text.tpl", FIRST "<p title=\"{{X}}\">{{X}}</p>\n");
    put("area.tpl", FIRST "<textarea>{{X:pre_escape}}</textarea>\n");
    put("link.tpl", FIRST "<a href=\"/login?next={{X:url_query_escape}}\">x</a>\n");
    put("href.tpl", FIRST "<a href=\"{{X}}\">x</a>\n");
    put("rows.tpl", FIRST "{{#ROW}}<li>{{NO}}{{ALL}}</li>{{/ROW}}{{>PART}}\n");
    put("part.tpl", FIRST "<b>{{X}}</b>\n");
    g_autoptr(GError) error = NULL;

    templates_load(folder, &error);
    g_assert_no_error(error);
}

static void test_escaping_by_place(void)
{
    static const struct {
        const char *label, *file, *value, *want;
    } cases[] = {
        { "text and attribute", "text.tpl", "<b>\"A\" & 'B'</b>",
          "<p title=\"&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;\">&lt;b&gt;&quot;A&quot; &amp; "
          "&#39;B&#39;&lt;/b&gt;</p>" },
        { "Chinese", "text.tpl", "任务，“引号”", "<p title=\"任务，“引号”\">任务，“引号”</p>" },
        { "lines of a text area survive", "area.tpl", "一\n二\n\n </textarea>三",
          "<textarea>一\n二\n\n &lt;/textarea&gt;三</textarea>" },
        { "in a query", "link.tpl", "/a?b=1&c=\"<", "<a href=\"/login?next=/a%3Fb%3D1%26c%3D%22%3C\">x</a>" },
        { "an address of our own", "href.tpl", "/plans/2023/tasks/1",
          "<a href=\"/plans/2023/tasks/1\">x</a>" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        View *view = view_new(mem);
        g_test_message("%s", cases[i].label);
        view_text(view, "X", cases[i].value);
        g_assert_cmpstr(rendered(mem, cases[i].file, view), ==, cases[i].want);
    }
}

static void test_no_script_in_an_address(void)
{
    g_autoptr(Mem) mem = mem_new();
    View *view = view_new(mem);

    view_text(view, "X", "javascript:alert(1)");
    g_assert_null(strstr(rendered(mem, "href.tpl", view), "javascript:"));
}

static void test_parts_and_includes(void)
{
    g_autoptr(Mem) mem = mem_new();
    View *view = view_new(mem);

    view_text_everywhere(view, "ALL", "!");
    view_number(view_part(view, "ROW"), "NO", -7);
    view_number(view_part(view, "ROW"), "NO", INT64_MIN);
    View *part = view_include(view, "PART", "part.tpl");
    view_text(view, "X", "parent");
    view_text(part, "X", "<own>");
    g_assert_cmpstr(rendered(mem, "rows.tpl", view), ==,
                    "<li>-7!</li><li>-9223372036854775808!</li><b>&lt;own&gt;</b>");
}

static void test_unknown_file_is_an_error(void)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GError) error = NULL;
    const char *text = "untouched";
    size_t size;

    g_assert_false(view_render(mem, "none.tpl", view_new(mem), &text, &size, &error));
    g_assert_cmpint(err_kind(error), ==, ERR_BROKEN);
    g_assert_cmpstr(text, ==, "untouched");
}

int main(int argc, char **argv)
{
    static const char *const samples[] = { "text.tpl", "area.tpl", "link.tpl",
                                           "href.tpl", "rows.tpl", "part.tpl" };

    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("view-XXXXXX", NULL);
    g_test_add_func("/view/a unescaped templates are refused", test_unescaped_templates_are_refused);
    g_test_add_func("/view/b load", load_samples);
    g_test_add_func("/view/escaping by place", test_escaping_by_place);
    g_test_add_func("/view/no script in an address", test_no_script_in_an_address);
    g_test_add_func("/view/parts and includes", test_parts_and_includes);
    g_test_add_func("/view/unknown file is an error", test_unknown_file_is_an_error);
    int status = g_test_run();
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++)
        drop(samples[i]);
    rmdir(folder);
    g_free(folder);
    return status;
}
