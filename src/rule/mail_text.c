/* mail_text.c: see mail_text.h. */
#include "rule/mail_text.h"

#include <string.h>

#include "base/clock.h"

enum { ADDRESS_MOST = 254, WORD_BYTES = 42, LINE_BYTES = 57, WAIT_FIRST = 60, WAIT_MOST = 3600 };

bool mail_address_is_plain(const char *address)
{
    const char *at = strchr(address, '@');

    if (at == NULL || at == address || at[1] == '\0' || strlen(address) > ADDRESS_MOST)
        return false;
    for (const char *p = address; *p != '\0'; p++)
        if (p != at && !g_ascii_isalnum(*p) && strchr("._-+", *p) == NULL)
            return false;
    return address[0] != '.' && address[0] != '-';
}

/* Encoded words of at most 75 signs, cut between characters, each on a line of its own. */
static void put_words(GString *out, const char *text)
{
    const char *rest = text;

    while (*rest != '\0') {
        const char *end = rest;
        while (*end != '\0' && g_utf8_next_char(end) - rest <= WORD_BYTES)
            end = g_utf8_next_char(end);
        g_autofree char *coded = g_base64_encode((const guchar *)rest, (gsize)(end - rest));
        g_string_append_printf(out, "%s=?UTF-8?B?%s?=", rest == text ? "" : "\r\n ", coded);
        rest = end;
    }
}

static void put_date(GString *out, int64_t at_us)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    CivilTime c = civil_of(at_us);

    g_string_append_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0800\r\n", days[c.weekday], c.day,
                           months[c.month - 1], c.year, c.hour, c.minute, c.second);
}

/* Lines of the text end with CRLF before they are coded (RFC 2045, 6.8). */
static void put_body(GString *out, const char *body)
{
    g_autoptr(GString) wire = g_string_new(NULL);

    for (const char *p = body; *p != '\0'; p++)
        if (*p == '\n')
            g_string_append(wire, "\r\n");
        else if (*p != '\r')
            g_string_append_c(wire, *p);
    for (gsize at = 0; at < wire->len; at += LINE_BYTES) {
        g_autofree char *coded = g_base64_encode((const guchar *)wire->str + at,
                                                 MIN((gsize)LINE_BYTES, wire->len - at));
        g_string_append_printf(out, "%s\r\n", coded);
    }
}

char *mail_compose(Mem *mem, const MailText *mail)
{
    g_autoptr(GString) out = g_string_new(NULL);

    put_date(out, mail->at_us);
    g_string_append_printf(out, "From: %s\r\nTo: ", mail->from);
    put_words(out, mail->to_name);
    g_string_append_printf(out, "\r\n <%s>\r\nSubject: ", mail->to);
    put_words(out, mail->subject);
    g_string_append_printf(out,
                           "\r\nMessage-ID: <%s@%s>\r\nMIME-Version: 1.0\r\n"
                           "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n"
                           "Auto-Submitted: auto-generated\r\n\r\n",
                           mail->mark, mail->domain);
    put_body(out, mail->body);
    return mem_text(mem, out->str);
}

int64_t mail_wait_seconds(int64_t tries)
{
    int64_t wait = WAIT_FIRST;

    for (int64_t i = 1; i < tries && wait < WAIT_MOST; i++)
        wait *= 2;
    return MIN(wait, WAIT_MOST);
}
