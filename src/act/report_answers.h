/* report_answers.h: the answers to a return within the deed of handing a report in. */
#pragma once
#include "act/report_deeds.h"
#include "store/audit.h"

/* Gives settled one answer for each reason of the return before, under the deed's lock: as typed, else as in the draft.
 * ERR_BAD_INPUT: the draft's answers, which the form did not show, are not ready. */
bool report_answers_settle(Tx *tx, Mem *mem, const ReportWish *wish, const ReportPlace *place,
                           ReportFields *settled, GError **err);

void report_answers_changes(Mem *mem, Changes *changes, const ReportFields *fields);
