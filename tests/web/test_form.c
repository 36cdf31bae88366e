/* test_form.c: a form brings what its table lists, and nothing else (mass assignment). */
#include "web/form.h"

#include <string.h>

#include "base/err.h"

enum { NARRATIVE, LIGHT, VALUE, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [NARRATIVE] = { "narrative", 5, false },
    [LIGHT] = { "light", 8, false },
    [VALUE] = { "value", 4, true },
};

static bool take(Mem *mem, const char *body, const char **values)
{
    Req req = { .mem = mem };

    g_assert_true(params_read(mem, body, strlen(body), &req.form, NULL));
    return form_take(&req, fields, N_FIELDS, values, NULL);
}

static void test_take(void)
{
    static const struct {
        const char *label, *body, *narrative;
    } cases[] = {
        { "all", "narrative=x&light=red&value.17=3&csrf=t&rid=r", "x" },
        { "nothing", "", "" },
        { "five characters", "narrative=%E4%B8%80%E4%BA%8C%E4%B8%89%E5%9B%9B%E4%BA%94", "一二三四五" },
        { "six characters", "narrative=123456", NULL },
        { "an unknown field", "narrative=x&status=approved", NULL },
        { "another unit", "unit_id=7", NULL },
        { "a family without a dot", "value=3", NULL },
        { "a name that only begins like one", "narrativex=1", NULL },
        { "a name in capitals", "Narrative=1", NULL },
        { "a family's value that is too long", "value.17=12345", NULL },
        { "csrf that is too long",
          "csrf=1234567890123456789012345678901234567890123456789012345678901234"
          "12345678901234567890123456789012345678901234567890123456789012345",
          NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        const char *values[N_FIELDS];
        g_test_message("%s", cases[i].label);
        bool good = take(mem, cases[i].body, values);
        g_assert_cmpint(good, ==, cases[i].narrative != NULL);
        if (good)
            g_assert_cmpstr(values[NARRATIVE], ==, cases[i].narrative);
    }
}

static void test_request_ids(void)
{
    g_autoptr(Mem) mem = mem_new();
    Req req = { .mem = mem };
    RequestId one, two;
    char *made = request_id_new(mem);

    g_assert_true(form_request_id(&req, &one, NULL) && form_request_id(&req, &two, NULL));
    g_assert_cmpint(memcmp(&one, &two, sizeof one), !=, 0); /* a form without one is never a repetition */
    char *body = mem_printf(mem, "rid=%s", made);
    g_assert_true(params_read(mem, body, strlen(body), &req.form, NULL));
    g_assert_true(form_request_id(&req, &one, NULL) && form_request_id(&req, &two, NULL));
    g_assert_cmpmem(&one, sizeof one, &two, sizeof two);
    g_assert_true(params_read(mem, "rid=AAAA", 8, &req.form, NULL));
    g_assert_false(form_request_id(&req, &one, NULL));
    g_assert_cmpstr(made, !=, request_id_new(mem));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (!secret_init())
        return 1;
    g_test_add_func("/form/take", test_take);
    g_test_add_func("/form/request ids", test_request_ids);
    return g_test_run();
}
