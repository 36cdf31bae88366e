/* req.h: one HTTP request, as nginx hands it over, already checked: what cannot be right never gets past req_read().
 *
 * All texts live as long as mem and are valid UTF-8 without control characters (newline and tab only in form values).
 */
#pragma once
#include <stdbool.h>

#include "base/mem.h"
#include "base/secret.h"
#include "rule/authz.h"

typedef enum { METHOD_NONE, GET, POST, METHOD__N } Method;

/* The largest form is the one that fills in all tasks of a unit (page/fill.c): 31 tasks of 3,700 signs, each nine bytes in
 * a form's escapes, are 1 MB; four times that leaves room for slips of the pen. nginx takes 1 MB anywhere else. */
enum { PATH_ARGS = 5, PARAMS_MOST = 4000, PARAM_NAME_BYTES = 64, BODY_BYTES = 4 << 20 };

/* Of a form with files: three of the usual limit, and the texts (nginx-locations.conf says the same). */
#define FILES_PARAM  "file" /* the field of files in every form that has one */
#define UPLOAD_BYTES (INT64_C(64) << 20)

typedef struct {
    const char *name, *value;
} Param;

typedef struct {
    Param *list;
    gsize n;
} Params;

struct App;     /* page/app.h */
struct Uploads; /* web/multipart.h */
struct Route;   /* page/routes.h */

typedef struct {
    Mem *mem;
    struct App *app;
    const struct Route *route;
    Method method;
    bool is_head;
    const char *path, *query_text; /* as sent, without '?' */
    Params query, form;
    const struct Uploads *uploads; /* files that came with the form; NULL: it is not one that brings any */
    const char *arg[PATH_ARGS];    /* what stands for each {} of the route */
    const char *id;                /* the request's number: in the log and on the error page */
    const char *ip, *agent, *host, *origin, *fetch_site, *cookies;
    bool https;
    int64_t now_us; /* one moment for the whole request */

    /* Filled in by the gate. */
    Actor who;               /* .person 0: nobody is signed in */
    const char *session_key; /* the cookie's text; NULL without a session */
    Hash token_hash;
    int64_t display;     /* how the pages are to look: rule/display.h */
    int64_t ends_us;     /* when the session ends whatever is done */
    const char *csrf;    /* what the forms of this answer carry */
    const char *message; /* shown once; "" when there is none */
    const char *said;    /* for the next page; NULL when there is nothing to say (page_say) */

    const struct KeptForm *kept; /* to be filled into this page's form (page/kept.h); NULL: nothing */

    void *frame; /* of the page at hand; page/show.c */
} Req;

/* Raw variables of one FastCGI request: NAME=VALUE texts, and the body; or, of a form with files, its parts, which were read
 * while they came. */
typedef struct {
    char **vars;
    const char *body;
    size_t body_bytes;
    Params parts;
    const struct Uploads *uploads; /* NULL: no such form */
} RawReq;

/* ERR_BAD_INPUT: what the client sent is not a request that we understand. */
bool req_read(Mem *mem, const RawReq *raw, Req *req, GError **err);

/* The value of a query parameter or form field, NULL when there is none. */
const char *query_get(const Req *req, const char *name);
const char *form_get(const Req *req, const char *name);

/* application/x-www-form-urlencoded. ERR_BAD_INPUT: too many, bad escapes, bad UTF-8, control characters. Newlines come
 * out as \n. */
bool params_read(Mem *mem, const char *text, size_t size_bytes, Params *params, GError **err);

/* The named cookie of a Cookie header, NULL when there is none or it stands there twice. */
const char *cookie_get(Mem *mem, const char *header, const char *name);

/* A whole number of at most 18 digits without a sign. */
bool number_read(const char *text, int64_t *number);

/* Escapes for a query string (RFC 3986 unreserved stay). */
char *url_escape(Mem *mem, const char *text);
