/* test_req.c: what cannot be right never gets past req_read(): paths, forms, cookies, types. */
#include "web/req.h"

#include <string.h>

#include "base/err.h"

enum { VARS_MOST = 16 };

typedef struct {
    char *vars[VARS_MOST];
    int n;
} Vars;

static void var_add(Mem *mem, Vars *vars, const char *name, const char *value)
{
    vars->vars[vars->n++] = mem_printf(mem, "%s=%s", name, value);
}

static bool read_request(Mem *mem, const char *method, const char *uri, const char *type, const char *body,
                         size_t size, Req *req)
{
    Vars vars = { 0 };

    var_add(mem, &vars, "REQUEST_METHOD", method);
    var_add(mem, &vars, "REQUEST_URI", uri);
    if (type != NULL)
        var_add(mem, &vars, "CONTENT_TYPE", type);
    RawReq raw = { .vars = vars.vars, .body = body, .body_bytes = size };
    GError *error = NULL;
    bool good = req_read(mem, &raw, req, &error);
    g_assert_true(good == (error == NULL));
    if (error != NULL)
        g_assert_cmpint(err_kind(error), ==, ERR_BAD_INPUT);
    g_clear_error(&error);
    return good;
}

static void test_paths(void)
{
    static const struct {
        const char *label, *uri, *want;
    } cases[] = {
        { "root", "/", "/" },
        { "a task", "/plans/2023/tasks/1", "/plans/2023/tasks/1" },
        { "escaped letters", "/plans/%32023/tasks", "/plans/2023/tasks" },
        { "Chinese", "/plans/%E4%BB%BB", "/plans/任" },
        { "the query is cut off", "/reports?x=1", "/reports" },
        { "an empty query", "/reports?", "/reports" },
        { "dots", "/../etc/passwd", NULL },
        { "dots at the end", "/plans/..", NULL },
        { "escaped dots", "/%2e%2e/etc", NULL },
        { "half-escaped dots", "/.%2E/etc", NULL },
        { "escaped twice stays escaped once", "/%252e%252e/x", "/%2e%2e/x" },
        { "double slash", "//evil.example/x", NULL },
        { "escaped double slash", "/x%2f%2fy", NULL },
        { "NUL", "/x%00y", NULL },
        { "newline", "/x%0ay", NULL },
        { "carriage return", "/x%0dy", NULL },
        { "tab", "/x%09y", NULL },
        { "escape", "/x%1by", NULL },
        { "half an escape", "/x%4", NULL },
        { "a lonely percent", "/x%", NULL },
        { "no digits", "/x%zz", NULL },
        { "overlong slash", "/%c0%af", NULL },
        { "overlong dots", "/%c0%ae%c0%ae/x", NULL },
        { "surrogate", "/%ed%a0%80", NULL },
        { "a plus", "/a+b", NULL },
        { "no slash", "plans", NULL },
        { "nothing", "", NULL },
        { "absolute", "http://evil.example/", NULL },
        { "star", "*", NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        Req req;
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(read_request(mem, "GET", cases[i].uri, NULL, "", 0, &req), ==, cases[i].want != NULL);
        if (cases[i].want != NULL)
            g_assert_cmpstr(req.path, ==, cases[i].want);
    }
}

static void test_long_paths_and_queries(void)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *letters = g_strnfill(5000, 'a');
    Req req;

    g_assert_true(read_request(mem, "GET", mem_printf(mem, "/%.511s", letters), NULL, "", 0, &req));
    g_assert_false(read_request(mem, "GET", mem_printf(mem, "/%.512s", letters), NULL, "", 0, &req));
    g_assert_true(read_request(mem, "GET", mem_printf(mem, "/x?%.4000s", letters + 4950), NULL, "", 0, &req));
    g_assert_false(read_request(mem, "GET", mem_printf(mem, "/x?a=%s", letters), NULL, "", 0, &req));
}

static void test_queries(void)
{
    g_autoptr(Mem) mem = mem_new();
    Req req;

    g_assert_true(read_request(mem, "GET", "/x?a=1&b=%E7%9A%84+x&c&&d=", NULL, "", 0, &req));
    g_assert_cmpstr(query_get(&req, "a"), ==, "1");
    g_assert_cmpstr(query_get(&req, "b"), ==, "的 x");
    g_assert_cmpstr(query_get(&req, "c"), ==, "");
    g_assert_cmpstr(query_get(&req, "d"), ==, "");
    g_assert_null(query_get(&req, "e"));
    g_assert_null(form_get(&req, "a"));
    g_assert_false(read_request(mem, "GET", "/x?a=%ff", NULL, "", 0, &req));
    g_assert_false(read_request(mem, "GET", "/x?a=%00", NULL, "", 0, &req));
}

static void test_methods(void)
{
    static const struct {
        const char *word;
        Method want;
        bool is_head;
    } cases[] = {
        { "GET", GET, false },          { "HEAD", GET, true },           { "POST", POST, false },
        { "PUT", METHOD_NONE, false },  { "get", METHOD_NONE, false },   { "", METHOD_NONE, false },
        { "GETX", METHOD_NONE, false }, { "TRACE", METHOD_NONE, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        Req req;
        g_assert_true(read_request(mem, cases[i].word, "/", NULL, "", 0, &req));
        g_assert_cmpint(req.method, ==, cases[i].want);
        g_assert_cmpint(req.is_head, ==, cases[i].is_head);
    }
}

#define FORM_TYPE "application/x-www-form-urlencoded"

static void test_forms(void)
{
    static const struct {
        const char *label, *body, *want;
    } cases[] = {
        { "plain", "a=1", "1" },
        { "plus is a blank", "a=1+2", "1 2" },
        { "Chinese", "a=%E7%BB%BF", "绿" },
        { "raw Chinese", "a=绿", "绿" },
        { "CRLF becomes LF", "a=1%0D%0A2%0d%0a", "1\n2\n" },
        { "raw CRLF becomes LF", "a=1\r\n2", "1\n2" },
        { "LF stays", "a=1%0A2", "1\n2" },
        { "tab stays", "a=1%092", "1\t2" },
        { "a lonely CR", "a=1%0D2", NULL },
        { "CR at the end", "a=1%0D", NULL },
        { "NUL", "a=1%002", NULL },
        { "escape", "a=%1B[31m", NULL },
        { "bad escape", "a=%G1", NULL },
        { "half an escape", "a=%4", NULL },
        { "overlong", "a=%C0%AF", NULL },
        { "surrogate", "a=%ED%A0%80", NULL },
        { "half a sign", "a=%E7%BB", NULL },
        { "twice", "a=1&a=2", NULL },
        { "twice the same", "a=1&b=2&a=1", NULL },
        { "twice, escaped", "a=1&%61=2", NULL },
        { "a name that is not clean", "a%00=1", NULL },
        { "a name with a newline", "a%0A=1", NULL },
        { "no name", "=1&a=2", "2" },
        { "4-byte sign", "a=%F0%A0%80%80", "𠀀" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        Req req;
        g_test_message("%s", cases[i].label);
        bool good = read_request(mem, "POST", "/x", FORM_TYPE, cases[i].body, strlen(cases[i].body), &req);
        g_assert_cmpint(good, ==, cases[i].want != NULL);
        if (good)
            g_assert_cmpstr(form_get(&req, "a"), ==, cases[i].want);
    }
}

/* name0=x&name1=x… */
static char *many_fields(Mem *mem, int n)
{
    GString *body = g_string_new(NULL);

    for (int i = 0; i < n; i++)
        g_string_append_printf(body, "%sf%d=x", i > 0 ? "&" : "", i);
    return mem_keep(mem, g_string_free(body, FALSE), g_free);
}

static void test_limits_of_forms(void)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *name = g_strnfill(PARAM_NAME_BYTES + 1, 'n');
    Req req;
    char *most = many_fields(mem, PARAMS_MOST), *more = many_fields(mem, PARAMS_MOST + 1);

    g_assert_true(read_request(mem, "POST", "/x", FORM_TYPE, most, strlen(most), &req));
    g_assert_cmpuint(req.form.n, ==, PARAMS_MOST);
    g_assert_false(read_request(mem, "POST", "/x", FORM_TYPE, more, strlen(more), &req));
    g_assert_true(read_request(mem, "POST", "/x", FORM_TYPE, name + 1, PARAM_NAME_BYTES, &req));
    g_assert_false(read_request(mem, "POST", "/x", FORM_TYPE, name, PARAM_NAME_BYTES + 1, &req));
    g_assert_false(read_request(mem, "POST", "/x", FORM_TYPE, "a\0=1", 4, &req));
}

static void test_types_of_bodies(void)
{
    static const struct {
        const char *type;
        bool want;
    } cases[] = {
        { FORM_TYPE, true },
        { FORM_TYPE "; charset=UTF-8", true },
        { FORM_TYPE ";charset=utf-8", true },
        { "text/plain", false },
        { "application/json", false },
        { "multipart/form-data; boundary=x", false },
        { "", false },
        { FORM_TYPE "x", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        Req req;
        g_test_message("%s", cases[i].type);
        g_assert_cmpint(read_request(mem, "POST", "/x", cases[i].type, "a=1", 3, &req), ==, cases[i].want);
        g_assert_true(read_request(mem, "GET", "/x", cases[i].type, "a=1", 3, &req)); /* not even looked at */
        g_assert_null(form_get(&req, "a"));
    }
}

static void test_cookies(void)
{
    static const struct {
        const char *header, *name, *want;
    } cases[] = {
        { "tz=abc", "tz", "abc" },
        { "a=1; tz=abc; b=2", "tz", "abc" },
        { "tz=abc;b=2", "tz", "abc" },
        { " tz=abc ", "tz", "abc" },
        { "tz=a=b", "tz", "a=b" },
        { "tz=", "tz", "" },
        { "tz=a; tz=b", "tz", NULL },
        { "tz=a; tz=a", "tz", NULL },
        { "tzv=a", "tz", NULL },
        { "xtz=a", "tz", NULL },
        { "TZ=a", "tz", NULL },
        { "tz", "tz", NULL },
        { "", "tz", NULL },
        { ";;;", "tz", NULL },
        { "=a", "tz", NULL },
        { "__Host-tz=a; tz=b", "tz", "b" },
        { "__Host-tz=a; tz=b", "__Host-tz", "a" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_test_message("'%s'", cases[i].header);
        g_assert_cmpstr(cookie_get(mem, cases[i].header, cases[i].name), ==, cases[i].want);
    }
}

static void test_headers_are_one_line(void)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *letters = g_strnfill(3000, 'a');
    Vars vars = { 0 };
    Req req;

    var_add(mem, &vars, "REQUEST_METHOD", "GET");
    var_add(mem, &vars, "REQUEST_URI", "/");
    var_add(mem, &vars, "HTTP_USER_AGENT", "Mozilla\n{\"level\":\"info\"}\x1b\xff");
    var_add(mem, &vars, "HTTP_ORIGIN", letters);
    var_add(mem, &vars, "HTTPS", "on");
    RawReq raw = { .vars = vars.vars, .body = "" };
    g_assert_true(req_read(mem, &raw, &req, NULL));
    g_assert_cmpstr(req.agent, ==, "Mozilla {\"level\":\"info\"} \xef\xbf\xbd");
    g_assert_cmpstr(req.origin, ==, "");
    g_assert_cmpstr(req.ip, ==, "");
    g_assert_true(req.https);
}

static void test_numbers(void)
{
    static const struct {
        const char *text;
        bool want;
        int64_t number;
    } cases[] = {
        { "0", true, 0 },
        { "128", true, 128 },
        { "007", true, 7 },
        { "999999999999999999", true, INT64_C(999999999999999999) },
        { "1000000000000000000", false, 0 },
        { "99999999999999999999999", false, 0 },
        { "", false, 0 },
        { "-1", false, 0 },
        { "+1", false, 0 },
        { " 1", false, 0 },
        { "1 ", false, 0 },
        { "1x", false, 0 },
        { "0x1", false, 0 },
        { "１", false, 0 },
        { "1.0", false, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t number = -77;
        g_test_message("'%s'", cases[i].text);
        g_assert_cmpint(number_read(cases[i].text, &number), ==, cases[i].want);
        g_assert_cmpint(number, ==, cases[i].want ? cases[i].number : -77);
    }
}

/* What url_escape() writes, params_read() reads again. */
static void test_escaping_comes_back(void)
{
    static const char *const texts[] = { "",       "a b",  "&=+%",   "/plans/2023/tasks?x=1",
                                         "督查室", "\n\t", "𠀀\"'<>" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Mem) mem = mem_new();
        char *query = mem_printf(mem, "a=%s", url_escape(mem, texts[i]));
        Params params;
        g_assert_true(params_read(mem, query, strlen(query), &params, NULL));
        g_assert_cmpstr(params.list[0].value, ==, texts[i]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/req/paths", test_paths);
    g_test_add_func("/req/long paths and queries", test_long_paths_and_queries);
    g_test_add_func("/req/queries", test_queries);
    g_test_add_func("/req/methods", test_methods);
    g_test_add_func("/req/forms", test_forms);
    g_test_add_func("/req/limits of forms", test_limits_of_forms);
    g_test_add_func("/req/types of bodies", test_types_of_bodies);
    g_test_add_func("/req/cookies", test_cookies);
    g_test_add_func("/req/headers are one line", test_headers_are_one_line);
    g_test_add_func("/req/numbers", test_numbers);
    g_test_add_func("/req/escaping comes back", test_escaping_comes_back);
    return g_test_run();
}
