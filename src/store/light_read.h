/* light_read.h: the lights of a plan's leads in a period: which counts, by whom, and why.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Results live as long as mem.
 */
#pragma once
#include "rule/light.h"
#include "store/book.h"
#include "store/known.h"
#include "store/report_read.h"

/* One lead of a task in one period. */
typedef struct {
    const BookLead *lead;
    bool asked;       /* the period asks this lead for a report */
    ReportId report;  /* 0: nothing handed in, or the period is frozen */
    LightFacts facts; /* .overdue: 逾期未报; .computed: of the submission, or of the missing report */
    Light light;      /* the one that counts; LIGHT_NONE: none does */
    LightBy by;
    bool late;                /* 逾期报送 */
    bool frozen;              /* as it was then, whatever happened since */
    int workdays_overdue;     /* of a missing report */
    int late_items;           /* work items past their date; 0 unless the report is overdue now */
    int late_problems;        /* problems past their step's limit; the same */
    const char *late_problem; /* the one that is late longest, in words */
    int64_t
        updated_us; /* handed in or decided on, by lights_of_period(); 0: neither, or the period is frozen */
} LeadLight;

/* lights[i][k] is of book->tasks[i].leads[k]. For the whole plan; what was handed in
 * is known in memory (store/known.h). period: of the book. A frozen period
 * gives the lights that were frozen, whatever was corrected later. */
bool lights_of_period(Db *db, Mem *mem, const Book *book, const Period *period, int64_t now_us,
                      LeadLight ***lights, GError **err);

/* The same of several: lights[p] is of periods[p]. */
bool lights_of_periods(Db *db, Mem *mem, const Book *book, const Period *const *periods, gsize n,
                       int64_t now_us, LeadLight ***lights, GError **err);

/* The same for one task, of which known is kept: lights[p][k] is of book->periods[p] and task->leads[k]. */
bool lights_of_task(Db *db, Mem *mem, Known *known, const Book *book, const BookTask *task, int64_t now_us,
                    LeadLight ***lights, GError **err);

/* The light of a task: the worst of its leads'. */
Light task_light(const LeadLight *leads, gsize n);

const char *light_by_word(LightBy by); /* 督查认定 / 单位自评 / 系统; "" for nobody */

/* Why a lead's light was computed as it was: of the submission as stored with it, of a missing report as of now. Of no
 * report, or one from before lights were computed: n_reasons 0. unit_reason: what the unit wrote beside its light. */
bool light_why(Db *db, Mem *mem, const Book *book, const BookTask *task, const Period *period,
               const LeadLight *lead, int64_t now_us, LightInput *input, ComputedLight *computed,
               const char **unit_reason, GError **err);

/* The light of one report as its submission would have it now. */
typedef struct {
    LightInput input;
    ComputedLight computed;
} ReportLight;

/* Looks at typed fields with the ledger's eyes, as things stand in the database at this moment: fills into fields what
 * report_complaints() needs (the values before, the suggestion), and gives inputs and reasons. The deed calls it on locked
 * rows, the form to show the suggestion. */
bool report_light(Db *db, Mem *mem, const ReportPlace *place, ReportFields *fields, int64_t now_us,
                  ReportLight *light, GError **err);

/* The target among the inputs; NULL: it is none of them. */
const LightTarget *light_target(const LightInput *input, int64_t target);

/* What is stored with a submission (JSON), and the way back; false: it is none of ours. */
char *light_why_write(Mem *mem, const LightInput *input, const ComputedLight *computed);
bool light_why_read(Mem *mem, const char *why, LightInput *input, ComputedLight *computed);
