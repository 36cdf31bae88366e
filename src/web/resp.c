/* resp.c: see resp.h. */
#include "web/resp.h"

#include <jansson.h>
#include <string.h>

/* The headers of R19; nginx adds the same to what it answers itself, and Strict-Transport-Security to all, which may go over
 * https only (RFC 6797 §7.2). */
static const char fixed_headers[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), microphone=(), geolocation=()\r\n"
    "Cache-Control: no-store\r\n";

bool resp_see_other(Resp *resp, Mem *mem, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    resp->location = mem_vprintf(mem, format, args);
    va_end(args);
    resp->status = 303;
    resp->body = "";
    resp->body_bytes = 0;
    return true;
}

void resp_text(Resp *resp, int status, const char *text)
{
    resp->status = status;
    resp->type = "text/plain; charset=utf-8";
    resp->body = text;
    resp->body_bytes = strlen(text);
}

bool resp_json(Resp *resp, Mem *mem, int status, ...)
{
    json_t *object = json_object();
    va_list args;

    va_start(args, status);
    for (const char *name = va_arg(args, const char *); name != NULL; name = va_arg(args, const char *))
        json_object_set_new(object, name, json_string(va_arg(args, const char *)));
    va_end(args);
    char *text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    resp_text(resp, status, mem_keep(mem, text, free));
    resp->type = "application/json; charset=utf-8";
    return true;
}

void resp_cookie(Resp *resp, Mem *mem, const char *name, const char *value, bool secure)
{
    g_assert(resp->n_cookies < COOKIES_MOST);
    resp->cookie[resp->n_cookies++] = mem_printf(
        mem, "%s%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", secure ? "__Host-" : "", name,
        value == NULL ? "" : value, secure ? "; Secure" : "", value == NULL ? "; Max-Age=0" : "");
}

static bool is_plain(char c)
{
    return g_ascii_isalnum(c) || strchr("-._~", c) != NULL;
}

void resp_attach(Resp *resp, Mem *mem, const char *type, const char *name)
{
    const char *suffix = strrchr(name, '.');
    GString *escaped = g_string_new(NULL);

    for (const char *p = name; *p != '\0'; p++) {
        if (is_plain(*p))
            g_string_append_c(escaped, *p);
        else
            g_string_append_printf(escaped, "%%%02X", (unsigned char)*p);
    }
    resp->status = 200;
    resp->type = type;
    resp->attachment = mem_printf(mem, "attachment; filename=\"export%s\"; filename*=UTF-8''%s",
                                  suffix == NULL ? "" : suffix, escaped->str);
    g_string_free(escaped, TRUE);
}

const char *local_path(const char *wanted)
{
    if (wanted == NULL || wanted[0] != '/' || wanted[1] == '/' || strlen(wanted) > 512)
        return "/";
    for (const char *p = wanted; *p != '\0'; p++)
        if (*p == '\\' || (unsigned char)*p <= 0x20 || (unsigned char)*p >= 0x7F)
            return "/";
    return wanted;
}

char *resp_head(const Resp *resp, Mem *mem)
{
    GString *head = g_string_new(NULL);

    g_string_append_printf(head, "Status: %d\r\n", resp->status);
    if (resp->type != NULL)
        g_string_append_printf(head, "Content-Type: %s\r\n", resp->type);
    g_string_append_printf(head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", resp->body_bytes);
    if (resp->location !=
        NULL) /* up to its first line end, should there be one: no text begins a header of its own */
        g_string_append_printf(head, "Location: %.*s\r\n", (int)strcspn(resp->location, "\r\n"),
                               resp->location);
    if (resp->attachment != NULL)
        g_string_append_printf(head, "Content-Disposition: %s\r\n", resp->attachment);
    if (resp->sent_by_nginx != NULL)
        g_string_append_printf(head, "X-Accel-Redirect: %s\r\n", resp->sent_by_nginx);
    if (resp->allow != NULL)
        g_string_append_printf(head, "Allow: %s\r\n", resp->allow);
    if (resp->retry_seconds > 0)
        g_string_append_printf(head, "Retry-After: %d\r\n", resp->retry_seconds);
    for (gsize i = 0; i < resp->n_cookies; i++)
        g_string_append_printf(head, "Set-Cookie: %s\r\n", resp->cookie[i]);
    g_string_append(head, fixed_headers);
    g_string_append(head, "\r\n");
    char *text = mem_text_n(mem, head->str, head->len);
    g_string_free(head, TRUE);
    return text;
}
