/* application_words.h: what the pages of applications say alike. Texts live as long as the request. */
#pragma once
#include "store/application.h"
#include "web/req.h"
#include "web/view.h"

/* /applications/12 */
const char *application_path(Req *req, int64_t id);

/* 2024年3月31日; units by their names; （空） for what was not there. asked false: what stood before. */
const char *application_value(Req *req, const StoredApplication *application, bool asked);

/* 延期至 2024年3月31日, in one line. */
const char *application_summary(Req *req, const StoredApplication *application);

/* STATE_CLASS and STATE_WORD of a chip. */
void view_application_state(View *view, const StoredApplication *application);

/* One row of a list: ADDRESS, NO, TITLE, UNIT, ASKS, SUMMARY, APPLIED_NAME, APPLIED_AT, the state, DECIDED. */
void view_application_row(Req *req, View *row, const StoredApplication *application);

/* The checklist: a part CHECK for each line. */
void view_checks(View *view, const StoredCheck *checks, gsize n);

/* A field of a form as one of the field_*.tpl at a marker; why NULL: nothing is wrong with it. */
typedef struct {
    const char *name, *label, *value, *hint, *why;
} FormField;

View *view_form_field(View *view, const char *marker, const char *file, const FormField *field);
void view_form_option(View *field, const char *code, const char *word, const char *chosen);
