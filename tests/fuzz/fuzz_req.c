/* fuzz_req.c: a whole request: lines NAME=VALUE up to an empty line, then the body, as FastCGI may bring them. */
#include "web/req.h"

#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"

enum { VARS_MOST = 40 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_line(const char *text)
{
    g_assert_true(text_is_clean(text, strlen(text)));
    g_assert_true(strpbrk(text, "\n\t") == NULL);
}

static void check_request(const Req *req)
{
    g_assert_true(req->path[0] == '/' && strstr(req->path, "..") == NULL && strstr(req->path, "//") == NULL);
    check_line(req->path);
    check_line(req->agent);
    check_line(req->ip);
    check_line(req->id);
    check_line(req->origin);
    check_line(req->cookies);
    for (gsize i = 0; i < req->form.n; i++)
        g_assert_true(form_get(req, req->form.list[i].name) ==
                      req->form.list[i].value); /* none stands there twice */
}

/* Takes a copy of size bytes apart; vars end with NULL. */
static RawReq split(char *bytes, size_t size, char **vars)
{
    size_t at = 0;
    int n = 0;

    while (at < size && n < VARS_MOST && bytes[at] != '\n') {
        char *end = memchr(bytes + at, '\n', size - at);
        if (end == NULL)
            break;
        *end = '\0';
        vars[n++] = bytes + at;
        at = (size_t)(end - bytes) + 1;
    }
    at = MIN(at + 1, size);
    return (RawReq){ .vars = vars, .body = bytes + at, .body_bytes = size - at };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *bytes = g_malloc(MAX(size, 1));
    char *vars[VARS_MOST + 1] = { NULL };
    memcpy(bytes, data, size);
    RawReq raw = split(bytes, size, vars);
    g_autoptr(GError) error = NULL;
    Req req;

    if (req_read(mem, &raw, &req, &error))
        check_request(&req);
    else
        g_assert_cmpint(err_kind(error), ==, ERR_BAD_INPUT);
    return 0;
}
