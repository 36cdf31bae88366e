/* resp.h: one answer, whole before its first byte leaves, so that an error page can replace half a page. */
#pragma once
#include <stdbool.h>

#include "base/mem.h"

enum { COOKIES_MOST = 3 };

typedef struct {
    int status;
    const char *type;     /* Content-Type; NULL without a body */
    const char *location; /* for 303 */
    const char *allow;    /* for 405 */
    const char *cookie[COOKIES_MOST];
    gsize n_cookies;
    const char *body;
    size_t body_bytes;
    int retry_seconds;      /* Retry-After; 0: none */
    const char *attachment; /* the name under which a browser is to keep it; NULL: to be shown */
    const char
        *sent_by_nginx; /* an internal address whose file nginx sends as the body (X-Accel-Redirect); NULL */
} Resp;

/* 303 to a page of our own. Returns true, so that a page can end with it. */
bool resp_see_other(Resp *resp, Mem *mem, const char *format, ...) G_GNUC_PRINTF(3, 4);

void resp_text(Resp *resp, int status, const char *text);

/* A small JSON object for a script of ours: names and texts in turn, ended by NULL. Returns true. */
bool resp_json(Resp *resp, Mem *mem, int status, ...) G_GNUC_NULL_TERMINATED;

/* A file to be kept: name may hold any signs; browsers that know nothing of RFC 6266 call it "export". */
void resp_attach(Resp *resp, Mem *mem, const char *type, const char *name);

/* value NULL: the cookie is taken back. secure: __Host- and Secure, for https. */
void resp_cookie(Resp *resp, Mem *mem, const char *name, const char *value, bool secure);

/* A path of our own (/x, not //x, not /\x), else "/" (R23). */
const char *local_path(const char *wanted);

/* Status line, all headers (R19) and nothing of the body, as CGI wants them. */
char *resp_head(const Resp *resp, Mem *mem);
