/* test_resp.c: the head of an answer: every header of R19, one line each, and redirects to ourselves only. */
#include "web/resp.h"

#include <string.h>

static void test_local_paths(void)
{
    static const struct {
        const char *wanted;
        bool good;
    } cases[] = {
        { "/", true },
        { "/plans/2023/tasks?x=1&y=%E4%BB%BB#top", true },
        { "/a//b", true },
        { "/login", true },
        { "//evil.example", false },
        { "///evil.example", false },
        { "/\\evil.example", false },
        { "\\\\evil.example", false },
        { "/x\\y", false },
        { "http://evil.example", false },
        { "https:evil.example", false },
        { "javascript:alert(1)", false },
        { "evil.example", false },
        { "", false },
        { " /x", false },
        { "/x y", false },
        { "/x\r\nSet-Cookie: a=b", false },
        { "/x\n", false },
        { "/\t/evil.example", false },
        { "/任务", false },
        { "/\x7f", false },
        { "?x", false },
        { NULL, false },
    };
    g_autofree char *letters = g_strnfill(600, 'a');

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("'%s'", cases[i].wanted);
        g_assert_cmpstr(local_path(cases[i].wanted), ==, cases[i].good ? cases[i].wanted : "/");
    }
    letters[0] = '/';
    g_assert_cmpstr(local_path(letters), ==, "/");
}

static const char *const headers_of_all[] = {
    "Content-Security-Policy: default-src 'none'; ",
    "form-action 'self'; base-uri 'none'; ",
    "frame-ancestors 'none'\r\n",
    "\r\nX-Content-Type-Options: nosniff\r\n",
    "\r\nReferrer-Policy: same-origin\r\n",
    "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
    "\r\nCache-Control: no-store\r\n",
};

static void check_head(const char *head)
{
    g_assert_true(g_str_has_prefix(head, "Status: "));
    g_assert_true(g_str_has_suffix(head, "\r\n\r\n"));
    g_assert_true(strstr(head, "\r\n\r\n") == head + strlen(head) - 4); /* the head ends once */
    for (gsize i = 0; i < G_N_ELEMENTS(headers_of_all); i++) {
        g_test_message("%s", headers_of_all[i]);
        g_assert_nonnull(strstr(head, headers_of_all[i]));
    }
    for (const char *p = head; *p != '\0'; p++)
        g_assert_true((*p != '\n' || p[-1] == '\r') && (*p != '\r' || p[1] == '\n'));
    g_assert_null(strstr(head, "unsafe-inline"));
}

static void test_heads(void)
{
    g_autoptr(Mem) mem = mem_new();
    Resp text = { 0 }, moved = { 0 }, refused = { .status = 405, .allow = "GET, HEAD" },
         empty = { .status = 500 };
    Resp busy = { .retry_seconds = 5 };

    resp_text(&text, 200, "ok\n");
    check_head(resp_head(&text, mem));
    g_assert_nonnull(
        strstr(resp_head(&text, mem), "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 3\r\n"));
    g_assert_true(resp_see_other(&moved, mem, "/plans/%s/tasks", "2023"));
    check_head(resp_head(&moved, mem));
    g_assert_nonnull(strstr(resp_head(&moved, mem), "Status: 303\r\n"));
    g_assert_nonnull(strstr(resp_head(&moved, mem), "\r\nLocation: /plans/2023/tasks\r\n"));
    check_head(resp_head(&refused, mem));
    g_assert_nonnull(strstr(resp_head(&refused, mem), "\r\nAllow: GET, HEAD\r\n"));
    resp_text(&busy, 503, "");
    g_assert_nonnull(strstr(resp_head(&busy, mem), "\r\nRetry-After: 5\r\n"));
    check_head(resp_head(&empty, mem));
}

/* Whatever stands in an address, it begins no header of its own. */
static void test_no_line_ends_in_location(void)
{
    static const char *const bad[] = { "/x\r\nSet-Cookie: tz=evil", "/x\nX: y", "/x\r\n\r\n<script>",
                                       "/x\rX: y" };

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(Mem) mem = mem_new();
        Resp resp = { 0 };
        resp_see_other(&resp, mem, "%s", bad[i]);
        const char *head = resp_head(&resp, mem);
        check_head(head);
        g_assert_null(strstr(head, "\r\nSet-Cookie:"));
        g_assert_null(strstr(head, "\r\nX: y"));
    }
}

static void test_cookies(void)
{
    g_autoptr(Mem) mem = mem_new();
    Resp resp = { .status = 303 };

    resp_cookie(&resp, mem, "tz", "abc", true);
    resp_cookie(&resp, mem, "tz", "abc", false);
    resp_cookie(&resp, mem, "tzv", NULL, true);
    const char *head = resp_head(&resp, mem);
    check_head(head);
    g_assert_nonnull(
        strstr(head, "Set-Cookie: __Host-tz=abc; Path=/; HttpOnly; SameSite=Strict; Secure\r\n"));
    g_assert_nonnull(strstr(head, "Set-Cookie: tz=abc; Path=/; HttpOnly; SameSite=Strict\r\n"));
    g_assert_nonnull(
        strstr(head, "Set-Cookie: __Host-tzv=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0\r\n"));
    g_assert_null(strstr(head, "Domain="));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/resp/local paths", test_local_paths);
    g_test_add_func("/resp/heads", test_heads);
    g_test_add_func("/resp/no line ends in location", test_no_line_ends_in_location);
    g_test_add_func("/resp/cookies", test_cookies);
    return g_test_run();
}
