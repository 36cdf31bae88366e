/* report_values.h: the values of this period and the ledger's own light, as parts of the report's form. Both want
 * form->light: see report_form_judge(). */
#pragma once
#include "page/report_form.h"

void report_values_show(View *body, Mem *mem, const ReportForm *form);
void report_suggestion_show(View *body, const ReportForm *form);
