/* err.h: errors as values, with a kind that says what the caller does next.
 *
 * A function that can fail returns false (or NULL) and sets *err. Results are untouched then. The words are for the
 * log, in English; what a person reads is chosen by the kind (web/…, page/fault.c).
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef enum {
    ERR_NONE,      /* never set: zero is not a kind */
    ERR_BAD_INPUT, /* 422: what was sent cannot be right; say what, keep what was typed */
    ERR_DENIED,    /* 403: the rule says no, with its reason */
    ERR_NOT_FOUND, /* 404 */
    ERR_CONFLICT,  /* 409: somebody else was first */
    ERR_BUSY,      /* 503: try later (a lock, a server that is away) */
    ERR_BROKEN,    /* 500: a bug or a broken machine */
    ERR__N
} ErrKind;

GQuark err_quark(void);

/* Sets *err (domain err_quark(), code kind) and returns false, so that one can `return fail(err, …)`. */
bool fail(GError **err, ErrKind kind, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* The same with a detail that the one who shows the error may ask for (a Verdict, for ERR_DENIED). */
bool fail_detail(GError **err, ErrKind kind, int detail, const char *format, ...) G_GNUC_PRINTF(4, 5);
int err_detail(const GError *err); /* 0 when there is none */

/* The kind of an error; errors of other domains (GLib's) are ERR_BROKEN, none is ERR_NONE. */
ErrKind err_kind(const GError *err);

/* Passes an error up. */
#define TRY(call)                                                                                            \
    do {                                                                                                     \
        if (!(call))                                                                                         \
            return false;                                                                                    \
    } while (0)
