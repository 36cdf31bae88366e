/* form.h: a form's field table: what a POST may bring. What is not in the table is refused (mass assignment), what is
 * longer than its limit as well; the friendly limits with their words are rule/field.h's.
 */
#pragma once
#include "web/req.h"

typedef struct {
    const char *name;
    int most_chars;
    bool family; /* the name is the part before a dot: value.17, value.18, … */
} Field;

/* values[i] is the text of fields[i], "" when it was not sent; nothing for families (form_get them). The fields csrf
 * and rid belong to every form and need not be listed. */
bool form_take(const Req *req, const Field *fields, gsize n, const char **values, GError **err);

/* The form's request id; a fresh one when it carries none. ERR_BAD_INPUT: not one of ours. */
bool form_request_id(const Req *req, RequestId *id, GError **err);

/* A fresh request id as the text of a hidden field. */
char *request_id_new(Mem *mem);
