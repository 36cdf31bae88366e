/* light_inner.h: what the files of lights share and nobody else sees. */
#pragma once
#include "store/light_read.h"

char *light_today(Mem *mem, int64_t now_us); /* 2023-04-03 */

/* Of a report that is missing: the calendar's part only. */
LightInput light_missing_input(const Book *book, const BookTask *task, const Period *period,
                               const LeadLight *lead, int64_t now_us);

/* “用地手续未办结”，解决环节超期 3 天: a problem past its limit, from the stored words. */
char *light_problem_words(Mem *mem, const char *title, const char *step, const char *due_on, int64_t now_us);

/* Problems of a lead past their step's limit, and the one that is late longest. */
bool light_late_problems(Db *db, Mem *mem, TaskId task, UnitId unit, int64_t now_us, LightInput *input,
                         GError **err);

/* Items past their date that are not said to be done: by fields when these speak of them, else by the last report. fields
 * may be NULL. */
bool light_late_items(Db *db, Mem *mem, TaskId task, UnitId unit, const ReportFields *fields, int64_t now_us,
                      int *n, GError **err);
