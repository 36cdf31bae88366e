/* answers.h: the reasons of a return with what the unit says to each: in the form, to be ticked or answered; for reading; and
 * hidden, through the page that checks. */
#pragma once
#include "page/report_form.h"

/* The reasons that the report must answer, and what the draft says to them. form->place is there. */
bool report_answers_draft(Req *req, ReportForm *form, GError **err);

/* The same with what the request's form says; form->fields.answers stays NULL when it says nothing of them. */
bool report_answers_typed(Req *req, ReportForm *form, GError **err);

/* Fills ANSWER parts of the form. */
void report_answers_edit(View *note, Mem *mem, const ReportForm *form);
void report_answers_hidden(View *body, Mem *mem, const ReportForm *form);

/* For reading: fills an include of answers.tpl. */
void view_answers(View *view, const char *marker, Mem *mem, const AnswerField *answers, gsize n);
