/* problem_read.h: problems counted: for the home pages and for circulars (通报).
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "rule/authz.h"
#include "store/db.h"

typedef struct {
    int64_t open, late;          /* of the whole city */
    int64_t at_step[PROBLEM__N]; /* open ones by step */
    int64_t office, office_late; /* whose step the supervision office holds */
    int64_t own, own_late;       /* whose step the unit holds */
    int64_t coordinating;        /* that are being coordinated, and the unit was asked to help */
} ProblemCounts;

/* unit 0: none. */
bool problem_counts(Db *db, Mem *mem, UnitId unit, int64_t now_us, ProblemCounts *counts, GError **err);

/* By responsible unit: raised and closed from … up to to, open at to; late: still open now, its step's limit before the day of
 * to. Units without any are left out. For the circular of a period: from its opening to its freezing. */
typedef struct {
    UnitId unit;
    const char *unit_name;
    int64_t raised, closed, open, late;
} ProblemTally;

bool problem_tally(Db *db, Mem *mem, PlanId plan, int64_t from_us, int64_t to_us, ProblemTally **list,
                   gsize *n, GError **err);
