/* complaints.h: how a form's page says what is wrong: a summary on top, words beside each field. */
#pragma once
#include "rule/complain.h"
#include "web/view.h"

/* ERRORS with ERRORS_N and a part ERROR (ERROR_FIELD, ERROR_TEXT) for each; nothing when n is 0. */
void view_complaints(View *body, const Complaint *list, gsize n);

/* All that is wrong with one field, in one line that lives as long as mem; NULL: nothing is. */
const char *complaint_about(Mem *mem, const Complaint *list, gsize n, const char *field);
