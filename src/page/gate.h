/* gate.h: every request passes here: route → form → session → the row's door → CSRF → the page. Do not repeat these
 * checks anywhere else. */
#pragma once
#include "page/app.h"
#include "web/fcgi.h"

/* An FcgiHandler; data is the App. */
void gate(void *data, Mem *mem, const RawReq *raw, const GError *broken, Resp *resp);

/* Whether files of a form that has not been read yet could be taken at all: address, session and door say yes. Nobody else
 * puts a byte on the disk. All checks are done again, with the form's token, when it is there. */
bool gate_takes_files(void *data, Mem *mem, const RawReq *raw);

/* The value that the forms of this answer carry, bound to the session or, before signing in, to a cookie. */
const char *csrf_token(const App *app, Mem *mem, const char *purpose, const char *bound_to);
bool csrf_matches(const App *app, Mem *mem, const char *purpose, const char *bound_to, const char *sent);

/* Whether the browser says that the request comes from a page of our own (R17). */
bool same_origin(const Req *req);
bool says_own(const Req *req); /* and says so outright: what it sent may be shown again */

/* So long a session lives on when nothing is done: a little less than the limit, since "seen" is not written each time. */
int64_t session_idle_us(const Req *req);

/* Names of the cookies; __Host- is put before them over https. */
#define SESSION_COOKIE "tz"
#define VISIT_COOKIE   "tzv"
#define MESSAGE_COOKIE "tzm"
#define DISPLAY_COOKIE "tzd"
const char *own_cookie(const Req *req, const char *name);
