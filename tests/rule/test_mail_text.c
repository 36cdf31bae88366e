/* test_mail_text.c: mails as they go over the wire: nothing that somebody typed can become a header, a line too long, or a
 * broken character. */
#include "rule/mail_text.h"

#include <string.h>

#include "base/clock.h"

static void test_addresses(void)
{
    static const struct {
        const char *label, *address;
        bool plain;
    } cases[] = {
        { "as a directory has it", "swj1@example.gov.cn", true },
        { "all signs", "a.b_c-d+e9@ex-ample.cn", true },
        { "no domain", "swj1", false },
        { "an empty domain", "swj1@", false },
        { "nobody", "@example.gov.cn", false },
        { "two of them", "a@b@c", false },
        { "an option of a program", "-oQ@example.gov.cn", false },
        { "a dot first", ".a@example.gov.cn", false },
        { "a second line", "a@example.gov.cn\r\nRCPT TO:<b@c>", false },
        { "a blank", "a b@example.gov.cn", false },
        { "angle brackets", "<a>@example.gov.cn", false },
        { "another script", "邵@example.gov.cn", false },
        { "nothing", "", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(mail_address_is_plain(cases[i].address), ==, cases[i].plain);
    }
}

static void test_the_longest_address(void)
{
    g_autofree char *local = g_strnfill(248, 'a');
    g_autofree char *good = g_strconcat(local, "@bc.de", NULL), *more = g_strconcat("x", good, NULL);

    g_assert_cmpuint(strlen(good), ==, 254);
    g_assert_true(mail_address_is_plain(good));
    g_assert_false(mail_address_is_plain(more));
}

static MailText mail_of(const char *name, const char *subject, const char *body)
{
    CivilTime at = { .year = 2023, .month = 4, .day = 3, .hour = 7, .minute = 5, .second = 9 };

    return (MailText){ .from = "taizhang@example.gov.cn",
                       .to = "swj1@example.gov.cn",
                       .to_name = name,
                       .subject = subject,
                       .body = body,
                       .mark = "digest-2023-04-03-7",
                       .domain = "example.gov.cn",
                       .at_us = civil_to_us(&at) };
}

/* The text of a header: its encoded words are decoded, and what stands between two of them is left out (RFC 2047, 6.2). */
static char *header_of(const char *mail, const char *name)
{
    g_autofree char *key = g_strdup_printf("%s:", name);
    const char *at = strstr(mail, key), *end = at;
    g_autoptr(GString) text = g_string_new(NULL);

    g_assert_nonnull(at);
    do
        end = strstr(end, "\r\n") + 2;
    while (*end == ' ');
    for (const char *word = strstr(at, "=?UTF-8?B?"); word != NULL && word < end;
         word = strstr(word + 1, "=?UTF-8?B?")) {
        const char *stop = strstr(word, "?=");
        g_autofree char *coded = g_strndup(word + 10, (gsize)(stop - word - 10));
        gsize n;
        g_autofree guchar *plain = g_base64_decode(coded, &n);
        g_assert_true(g_utf8_validate((char *)plain, (gssize)n, NULL));
        g_assert_cmpint(stop + 2 - word, <=, 75);
        g_string_append_len(text, (char *)plain, (gssize)n);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *body_of(const char *mail)
{
    const char *at = strstr(mail, "\r\n\r\n") + 4;
    gsize n;
    g_autofree guchar *plain = g_base64_decode(at, &n);

    return g_strndup((char *)plain, n);
}

/* So many header lines, none of which begins as we did not write it. */
static void check_headers(const char *mail)
{
    static const char *const ours[] = { "Date: ",         "From: ",         "To: ",
                                        "Subject: ",      "Message-ID: ",   "MIME-Version: ",
                                        "Content-Type: ", "Content-Transf", "Auto-Submitted: " };
    g_autofree char *head = g_strndup(mail, (gsize)(strstr(mail, "\r\n\r\n") - mail));
    g_auto(GStrv) lines = g_strsplit(head, "\r\n", -1);
    gsize seen = 0;

    for (gsize i = 0; lines[i] != NULL; i++) {
        g_assert_null(strpbrk(lines[i], "\r\n"));
        if (lines[i][0] == ' ')
            continue;
        g_assert_cmpuint(seen, <, G_N_ELEMENTS(ours));
        g_assert_true(g_str_has_prefix(lines[i], ours[seen++]));
    }
    g_assert_cmpuint(seen, ==, G_N_ELEMENTS(ours));
}

static void check_lines(const char *mail)
{
    g_auto(GStrv) lines = g_strsplit(mail, "\r\n", -1);

    for (gsize i = 0; lines[i] != NULL; i++)
        g_assert_cmpuint(strlen(lines[i]), <=, 78);
}

static void test_what_was_typed_comes_back(void)
{
    static const struct {
        const char *label, *name, *subject, *body, *body_sent;
    } cases[] = {
        { "plain", "邵海波", "【重点工作台账】3 项工作临近时限", "市商务局：\n\n一\n",
          "市商务局：\r\n\r\n一\r\n" },
        { "a header in the subject", "邵海波", "x\r\nBcc: all@example.com\r\n\r\nbody", "a", "a" },
        { "a header in the name", "邵\r\nBcc: all@example.com", "x", "a", "a" },
        { "a dot alone", "x", "y", "a\n.\nb\n", "a\r\n.\r\nb\r\n" },
        { "lines of other systems", "x", "y", "a\r\nb\rc\n", "a\r\nbc\r\n" },
        { "characters of four bytes", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷",
          "一𠮷二𠮷三𠮷四𠮷五𠮷六𠮷七𠮷八𠮷九𠮷十𠮷一𠮷二𠮷三𠮷四𠮷五𠮷", "𠮷", "𠮷" },
        { "what looks coded", "x", "=?UTF-8?B?eA==?=", "=?UTF-8?B?eA==?=", "=?UTF-8?B?eA==?=" },
        { "nothing", "", "", "", "" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        MailText mail = mail_of(cases[i].name, cases[i].subject, cases[i].body);
        const char *wire = mail_compose(mem, &mail);
        g_autofree char *name = header_of(wire, "To"), *subject = header_of(wire, "Subject");
        g_autofree char *body = body_of(wire);
        g_assert_cmpstr(name, ==, cases[i].name);
        g_assert_cmpstr(subject, ==, cases[i].subject);
        g_assert_cmpstr(body, ==, cases[i].body_sent);
        check_headers(wire);
        check_lines(wire);
    }
}

/* At each length, so that each way to cut between characters is tried. */
static void test_long_texts(void)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GString) text = g_string_new("a");

    for (int i = 0; i < 200; i++) {
        g_string_append(text, i % 3 == 0 ? "督" : i % 3 == 1 ? "é" : "b");
        MailText mail = mail_of(text->str, text->str, text->str);
        const char *wire = mail_compose(mem, &mail);
        g_autofree char *subject = header_of(wire, "Subject"), *body = body_of(wire);
        g_assert_cmpstr(subject, ==, text->str);
        g_assert_cmpstr(body, ==, text->str);
        check_lines(wire);
    }
}

static void test_fixed_headers(void)
{
    g_autoptr(Mem) mem = mem_new();
    MailText mail = mail_of("x", "y", "z");
    const char *wire = mail_compose(mem, &mail);

    g_assert_true(g_str_has_prefix(wire, "Date: Mon, 03 Apr 2023 07:05:09 +0800\r\n"));
    g_assert_nonnull(strstr(wire, "\r\nMessage-ID: <digest-2023-04-03-7@example.gov.cn>\r\n"));
    g_assert_nonnull(strstr(wire, "\r\n <swj1@example.gov.cn>\r\n"));
    g_assert_true(g_str_has_suffix(wire, "\r\n"));
}

static void test_waits(void)
{
    static const struct {
        int64_t tries, seconds;
    } cases[] = { { 0, 60 },   { 1, 60 },   { 2, 120 },   { 3, 240 },         { 6, 1920 },
                  { 7, 3600 }, { 8, 3600 }, { 60, 3600 }, { INT64_MAX, 3600 } };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(mail_wait_seconds(cases[i].tries), ==, cases[i].seconds);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail_text/addresses", test_addresses);
    g_test_add_func("/mail_text/the_longest_address", test_the_longest_address);
    g_test_add_func("/mail_text/what_was_typed_comes_back", test_what_was_typed_comes_back);
    g_test_add_func("/mail_text/long_texts", test_long_texts);
    g_test_add_func("/mail_text/fixed_headers", test_fixed_headers);
    g_test_add_func("/mail_text/waits", test_waits);
    return g_test_run();
}
