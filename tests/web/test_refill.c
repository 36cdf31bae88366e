/* test_refill.c: what was typed goes back into the right form, sign for sign, and nothing else of the page changes. */
#include "web/refill.h"

#include <string.h>

#define FORM "<form method=\"post\" action=\"/a\">"
#define FULL "<form data-refilled=\"1\" method=\"post\" action=\"/a\">"

typedef struct {
    const char *label, *page, *typed, *want; /* want: NULL: the page as it is */
} Case;

static Refilled refill(Mem *mem, const char *page, const char *typed)
{
    Params params;
    Refilled out;

    g_assert_true(params_read(mem, typed, strlen(typed), &params, NULL));
    form_refill(mem, page, strlen(page), "/a", &params, &out);
    return out;
}

static void test_controls(void)
{
    static const Case cases[] = {
        { "a line", FORM "<input type=\"text\" name=\"x\" value=\"old\"></form>", "x=new",
          FULL "<input type=\"text\" name=\"x\" value=\"new\"></form>" },
        { "signs", FORM "<input name=\"x\" value=\"\"></form>", "x=%22%26%3C%3E%27",
          FULL "<input name=\"x\" value=\"&quot;&amp;&lt;&gt;&#39;\"></form>" },
        { "a line without a value", FORM "<input name=\"x\"></form>", "x=a%22",
          FULL "<input value=\"a&quot;\" name=\"x\"></form>" },
        { "an area", FORM "<textarea id=\"x\" name=\"x\">\nold</textarea>&amp;</form>", "x=%0Anew%3C",
          FULL "<textarea id=\"x\" name=\"x\">\n\nnew&lt;</textarea>&amp;</form>" },
        { "a hidden field", FORM "<input type=\"hidden\" name=\"rev\" value=\"3\"></form>", "rev=2",
          FULL "<input type=\"hidden\" name=\"rev\" value=\"2\"></form>" },
        { "the page's own fields",
          FORM "<input name=\"csrf\" value=\"c\"><input name=\"rid\" value=\"r\"><input name=\"x\" "
               "value=\"\"></form>",
          "csrf=bad&rid=bad&x=1",
          FULL "<input name=\"csrf\" value=\"c\"><input name=\"rid\" value=\"r\"><input name=\"x\" "
               "value=\"1\"></form>" },
        { "radio buttons",
          FORM "<label class=\"radio on\"><input type=\"radio\" name=\"x\" value=\"1\" checked></label>"
               "<label class=\"radio\"><input type=\"radio\" name=\"x\" value=\"2\"></label></form>",
          "x=2",
          FULL
          "<label class=\"radio\"><input type=\"radio\" name=\"x\" value=\"1\"></label>"
          "<label class=\"radio on\"><input checked type=\"radio\" name=\"x\" value=\"2\"></label></form>" },
        { "a tick that was taken back",
          FORM "<input type=\"checkbox\" name=\"t\" value=\"1\" checked><input name=\"x\" value=\"\"></form>",
          "x=1",
          FULL "<input type=\"checkbox\" name=\"t\" value=\"1\"><input name=\"x\" value=\"1\"></form>" },
        { "a list",
          FORM "<select name=\"x\"><option value=\"1\" selected>a</option><option "
               "value=\"&lt;\">b</option></select></form>",
          "x=%3C",
          FULL "<select name=\"x\"><option value=\"1\">a</option><option selected "
               "value=\"&lt;\">b</option></select></form>" },
        { "a list without it",
          FORM "<select name=\"x\"><option value=\"1\" selected>a</option></select></form>", "x=9",
          FULL "<select name=\"x\"><option value=\"1\" selected>a</option></select></form>" },
        { "passwords and files",
          FORM "<input type=\"password\" name=\"p\"><input type=\"file\" name=\"f\"><input name=\"x\" "
               "value=\"\"></form>",
          "p=1&f=2&x=3",
          FULL "<input type=\"password\" name=\"p\"><input type=\"file\" name=\"f\"><input name=\"x\" "
               "value=\"3\"></form>" },
        { "what is folded opens where something changed",
          FORM "<details><input name=\"x\" value=\"\"></details><details><input name=\"y\" "
               "value=\"1\"></details></form>",
          "x=1&y=1",
          FULL "<details open><input name=\"x\" value=\"1\"></details><details><input name=\"y\" "
               "value=\"1\"></details></form>" },
        { "around the form",
          "<details><summary>s</summary>" FORM "<input name=\"x\" value=\"\"></form></details>", "x=1",
          "<details open><summary>s</summary>" FULL "<input name=\"x\" value=\"1\"></form></details>" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_test_message("%s", cases[i].label);
        Refilled out = refill(mem, cases[i].page, cases[i].typed);
        g_assert_true(out.any);
        g_assert_cmpstr(out.page, ==, cases[i].want);
        g_assert_cmpuint(out.page_bytes, ==, strlen(cases[i].want));
    }
}

static void test_which_form(void)
{
#define OTHER  "<form method=\"post\" action=\"/b\"><input name=\"x\" value=\"\"></form>"
#define GET_IT "<form method=\"get\" action=\"/a\"><input name=\"x\" value=\"\"></form>"
#define ADD                                                                                                  \
    FORM "<input type=\"hidden\" name=\"action\" value=\"add\"><input name=\"x\" value=\"\"><input "         \
         "name=\"y\" value=\"\"></form>"
    static const Case cases[] = {
        { "another address", OTHER, "x=1", NULL },
        { "a search", GET_IT, "x=1", NULL },
        { "none of its fields", FORM "<input name=\"z\" value=\"\"></form>", "x=1", NULL },
        { "it does another thing", ADD, "action=drop&x=1", NULL },
        { "the one with most fields",
          ADD FORM
          "<input type=\"hidden\" name=\"action\" value=\"set\"><input name=\"x\" value=\"\"></form>",
          "action=set&x=1",
          ADD FULL
          "<input type=\"hidden\" name=\"action\" value=\"set\"><input name=\"x\" value=\"1\"></form>" },
        { "words that look like tags",
          "<p>1 < 2 &lt;form</p>" FORM "<input name=\"x\" value=\"a>b\"></form>" OTHER, "x=1",
          "<p>1 < 2 &lt;form</p>" FULL "<input name=\"x\" value=\"1\"></form>" OTHER },
        { "a page that ends in the middle", FORM "<input name=\"x\" value=\"", "x=1", NULL },
        { "an area without an end", FORM "<textarea name=\"x\">", "x=1", NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_test_message("%s", cases[i].label);
        Refilled out = refill(mem, cases[i].page, cases[i].typed);
        if (cases[i].want != NULL)
            g_assert_cmpstr(out.page, ==, cases[i].want);
        else if (!out.any)
            g_assert_true(out.page == cases[i].page && !out.placed[0]);
    }
}

static void test_what_found_no_place(void)
{
    g_autoptr(Mem) mem = mem_new();
    Refilled out = refill(
        mem,
        FORM "<input name=\"x\" value=\"\"><select name=\"s\"><option value=\"1\"></option></select></form>",
        "x=1&gone=2&s=7");

    g_assert_true(out.any && out.placed[0]);
    g_assert_false(out.placed[1] || out.placed[2]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/refill/controls", test_controls);
    g_test_add_func("/refill/which_form", test_which_form);
    g_test_add_func("/refill/no_place", test_what_found_no_place);
    return g_test_run();
}
