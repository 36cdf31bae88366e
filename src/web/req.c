/* req.c: see req.h. */
#include "web/req.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"

enum { PATH_BYTES = 512, QUERY_BYTES = 4096, HEADER_BYTES = 1024, AGENT_CHARS = 180 };

static const char *var_get(const RawReq *raw, const char *name)
{
    size_t length = strlen(name);

    for (char **var = raw->vars; *var != NULL; var++)
        if (strncmp(*var, name, length) == 0 && (*var)[length] == '=')
            return *var + length + 1;
    return "";
}

static int hex_digit(char c)
{
    return g_ascii_xdigit_value(c);
}

/* Undoes %XX and, in forms, +. CRLF becomes LF, as text areas are sent with CRLF and were typed with one key. */
static char *unescape(Mem *mem, const char *text, size_t size_bytes, size_t *out_bytes)
{
    char *out = mem_alloc(mem, size_bytes + 1);
    size_t n = 0;

    for (size_t i = 0; i < size_bytes; i++) {
        char c = text[i] == '+' ? ' ' : text[i];
        if (c == '%') {
            if (i + 2 >= size_bytes || hex_digit(text[i + 1]) < 0 || hex_digit(text[i + 2]) < 0)
                return NULL;
            c = (char)(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        }
        if (c == '\n' && n > 0 && out[n - 1] == '\r')
            n--;
        out[n++] = c;
    }
    *out_bytes = n;
    return out;
}

/* Clean text of one line: what addresses and names of fields are made of. */
static bool is_one_line(const char *text, size_t size_bytes)
{
    return text_is_clean(text, size_bytes) && strpbrk(text, "\n\t") == NULL;
}

static bool param_read(Mem *mem, const char *text, size_t size_bytes, Param *param, GError **err)
{
    const char *equals = memchr(text, '=', size_bytes);
    size_t name_bytes = equals == NULL ? size_bytes : (size_t)(equals - text);
    size_t rest = equals == NULL ? 0 : size_bytes - name_bytes - 1;
    size_t name_length = 0, value_length = 0;
    char *name = unescape(mem, text, name_bytes, &name_length);
    char *value = unescape(mem, text + size_bytes - rest, rest, &value_length);

    if (name == NULL || value == NULL || name_length > PARAM_NAME_BYTES || !is_one_line(name, name_length))
        return fail(err, ERR_BAD_INPUT, "form: a field that cannot be read");
    if (!text_is_clean(value, value_length))
        return fail(err, ERR_BAD_INPUT, "form: field %s is not clean UTF-8 text", name);
    *param = (Param){ name, value };
    return true;
}

/* So many fields there can be at most, so that a small form does not take the room of the largest. */
static gsize room_for(const char *text, size_t size_bytes)
{
    gsize n = 1;

    for (size_t i = 0; i < size_bytes; i++)
        n += text[i] == '&';
    return MIN(n, PARAMS_MOST);
}

bool params_read(Mem *mem, const char *text, size_t size_bytes, Params *params, GError **err)
{
    Params made = { .list = mem_array(mem, Param, room_for(text, size_bytes)) };
    const char *end = text + size_bytes;

    for (const char *p = text; p < end;) {
        const char *next = memchr(p, '&', (size_t)(end - p));
        const char *stop = next == NULL ? end : next;
        if (made.n == PARAMS_MOST)
            return fail(err, ERR_BAD_INPUT, "form: more than %d fields", PARAMS_MOST);
        if (stop > p)
            TRY(param_read(mem, p, (size_t)(stop - p), &made.list[made.n++], err));
        p = stop + 1;
    }
    *params = made;
    return true;
}

static const char *param_get(const Params *params, const char *name)
{
    for (gsize i = 0; i < params->n; i++)
        if (strcmp(params->list[i].name, name) == 0)
            return params->list[i].value;
    return NULL;
}

const char *query_get(const Req *req, const char *name)
{
    return param_get(&req->query, name);
}

const char *form_get(const Req *req, const char *name)
{
    return param_get(&req->form, name);
}

const char *cookie_get(Mem *mem, const char *header, const char *name)
{
    const char *found = NULL;
    char **pairs = text_split(mem, header, ";");

    for (gsize i = 0; pairs[i] != NULL; i++) {
        char *pair = g_strstrip(pairs[i]);
        char *equals = strchr(pair, '=');
        if (equals == NULL || (size_t)(equals - pair) != strlen(name) ||
            strncmp(pair, name, strlen(name)) != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = equals + 1;
    }
    return found;
}

bool number_read(const char *text, int64_t *number)
{
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > 18 || text[digits] != '\0')
        return false;
    *number = g_ascii_strtoll(text, NULL, 10);
    return true;
}

char *url_escape(Mem *mem, const char *text)
{
    g_autofree char *escaped = g_uri_escape_string(text, NULL, FALSE);

    return mem_text(mem, escaped);
}

static Method method_of(const char *word, bool *is_head)
{
    *is_head = strcmp(word, "HEAD") == 0;
    if (*is_head || strcmp(word, "GET") == 0)
        return GET;
    return strcmp(word, "POST") == 0 ? POST : METHOD_NONE;
}

/* The path without its query, unescaped; dots and double slashes have no business in ours. */
static bool path_read(Mem *mem, const char *uri, Req *req, GError **err)
{
    const char *question = strchr(uri, '?');
    size_t size = question == NULL ? strlen(uri) : (size_t)(question - uri), length;

    if (uri[0] != '/' || size > PATH_BYTES || memchr(uri, '+', size) != NULL)
        return fail(err, ERR_BAD_INPUT, "path: not one of ours");
    char *path = unescape(mem, uri, size, &length);
    if (path == NULL || !is_one_line(path, length) || strstr(path, "//") != NULL ||
        strstr(path, "..") != NULL)
        return fail(err, ERR_BAD_INPUT, "path: not one of ours");
    req->path = path;
    req->query_text = question == NULL ? "" : mem_text(mem, question + 1);
    if (strlen(req->query_text) > QUERY_BYTES)
        return fail(err, ERR_BAD_INPUT, "query: longer than %d bytes", QUERY_BYTES);
    return params_read(mem, req->query_text, strlen(req->query_text), &req->query, err);
}

/* Parameters of the type (charset=…) do not matter: forms are UTF-8, or refused. */
static bool is_form_type(const char *type)
{
    static const char form[] = "application/x-www-form-urlencoded";

    return g_ascii_strncasecmp(type, form, strlen(form)) == 0 && strchr("; ", type[strlen(form)]) != NULL;
}

/* A form that is sent as text only has the name of each chosen file instead of its bytes, all under one name: the first says
 * enough. */
static void drop_file_names(Params *form)
{
    gsize n = 0;
    bool any = false;

    for (gsize i = 0; i < form->n; i++) {
        bool is_file = strcmp(form->list[i].name, FILES_PARAM) == 0;
        if (!is_file || !any)
            form->list[n++] = form->list[i];
        any |= is_file;
    }
    form->n = n;
}

/* What the body holds is in req->form, whichever way it was sent. */
static bool fields_read(Mem *mem, const RawReq *raw, Req *req, GError **err)
{
    if (raw->uploads != NULL) {
        req->form = raw->parts;
        req->uploads = raw->uploads;
        return true;
    }
    if (raw->body_bytes > 0 && !is_form_type(var_get(raw, "CONTENT_TYPE")))
        return fail(err, ERR_BAD_INPUT, "body: a type that no form sends");
    TRY(params_read(mem, raw->body, raw->body_bytes, &req->form, err));
    drop_file_names(&req->form);
    return true;
}

static bool body_read(Mem *mem, const RawReq *raw, Req *req, GError **err)
{
    if (req->method != POST)
        return true;
    TRY(fields_read(mem, raw, req, err));
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < req->form.n; i++)
        if (!g_hash_table_add(names, (gpointer)req->form.list[i].name))
            return fail(err, ERR_BAD_INPUT, "form: field %s stands there twice", req->form.list[i].name);
    return true;
}

/* A header as text for the log and the events: valid, one line, cut. */
static const char *header_get(Mem *mem, const RawReq *raw, const char *name)
{
    const char *value = var_get(raw, name);
    g_autofree char *valid = g_utf8_make_valid(value, -1);

    if (strlen(value) > HEADER_BYTES && strcmp(name, "HTTP_COOKIE") != 0)
        return mem_text_n(mem, value, 0);
    for (char *p = valid; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = ' ';
    return mem_text(mem, valid);
}

bool req_read(Mem *mem, const RawReq *raw, Req *req, GError **err)
{
    *req = (Req){ .mem = mem, .message = "", .csrf = "", .path = "", .query_text = "" };
    req->now_us = clock_now_us();
    req->id = header_get(mem, raw, "REQUEST_ID");
    req->ip = header_get(mem, raw, "REMOTE_ADDR");
    req->agent = text_short(mem, header_get(mem, raw, "HTTP_USER_AGENT"), AGENT_CHARS);
    req->host = header_get(mem, raw, "HTTP_HOST");
    req->origin = header_get(mem, raw, "HTTP_ORIGIN");
    req->fetch_site = header_get(mem, raw, "HTTP_SEC_FETCH_SITE");
    req->cookies = header_get(mem, raw, "HTTP_COOKIE");
    req->https = strcmp(var_get(raw, "HTTPS"), "on") == 0;
    req->method = method_of(var_get(raw, "REQUEST_METHOD"), &req->is_head);
    TRY(path_read(mem, var_get(raw, "REQUEST_URI"), req, err));
    return body_read(mem, raw, req, err);
}
