/* refill.h: puts what somebody typed back into a form of a page that is already made.
 *
 * It reads pages of our own templates, nothing else: tags and attributes in lower case, values in double quotes, text escaped
 * by ctemplate. Every kind of control is known that they use (input, textarea, select); buttons, files and passwords are
 * left as they are, and so are the fields csrf and rid, which belong to the page. One mechanism for all forms: a new page
 * needs nothing for it. Texts live as long as mem.
 */
#pragma once
#include "web/req.h"

typedef struct {
    const char *page; /* filled in; the page itself when there was no form for it */
    size_t page_bytes;
    bool *placed; /* for each of the typed fields: whether the form shows it */
    bool any;     /* there was a form */
} Refilled;

/* The form is the one that is sent to action by POST; of several the one that has most of the typed fields, and never one that
 * does another thing (a hidden field "action" of another value). What opens only by a click (details) is opened where a
 * value changed. */
void form_refill(Mem *mem, const char *page, size_t page_bytes, const char *action, const Params *typed,
                 Refilled *out);
