/* message.c: see message.h. The cookie is <base64url of the sentence>.<token>. */
#include "page/message.h"

#include <string.h>

#include "base/secret.h"
#include "page/gate.h"

enum { MESSAGE_BYTES = 1200 };

static const char *seal_of(const Req *req, const char *coded)
{
    return csrf_token(req->app, req->mem, "message", mem_printf(req->mem, "%s:%s", req->session_key, coded));
}

const char *message_take(const Req *req)
{
    const char *cookie = own_cookie(req, MESSAGE_COOKIE);
    const char *dot = cookie == NULL ? NULL : strrchr(cookie, '.');
    char *text = mem_alloc(req->mem, MESSAGE_BYTES + 1);

    if (dot == NULL)
        return "";
    const char *coded = mem_text_n(req->mem, cookie, (size_t)(dot - cookie));
    const char *seal = seal_of(req, coded);
    bool ours = strlen(dot + 1) == strlen(seal) && secret_equal(dot + 1, seal, strlen(seal));
    size_t size_bytes = strlen(coded) * 3 / 4;
    if (!ours || size_bytes > MESSAGE_BYTES || !base64url_read(coded, (uint8_t *)text, size_bytes))
        return "";
    return text;
}

void message_leave(const Req *req, Resp *resp)
{
    bool shown = req->session_key != NULL && resp->status != 303 && own_cookie(req, MESSAGE_COOKIE) != NULL;

    if (req->said != NULL && req->session_key != NULL) {
        size_t size_bytes = MIN(strlen(req->said), (size_t)MESSAGE_BYTES);
        char *coded = mem_alloc(req->mem, size_bytes * 4 / 3 + 4);
        base64url_write((const uint8_t *)req->said, size_bytes, coded, size_bytes * 4 / 3 + 4);
        const char *sealed = mem_printf(req->mem, "%s.%s", coded, seal_of(req, coded));
        resp_cookie(resp, req->mem, MESSAGE_COOKIE, sealed, req->https);
    } else if (shown) {
        resp_cookie(resp, req->mem, MESSAGE_COOKIE, NULL, req->https);
    }
}
