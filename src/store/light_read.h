/* light_read.h: the lights of a plan's leads in a period: which counts, by whom, and why.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Results live as long as mem.
 */
#pragma once
#include "rule/light.h"
#include "store/book.h"
#include "store/report_read.h"

/* One lead of a task in one period. */
typedef struct {
    const BookLead *lead;
    bool asked;       /* the period asks this lead for a report */
    ReportId report;  /* 0: nothing handed in */
    LightFacts facts; /* .overdue: 逾期未报; .computed: of the submission, or of the missing report */
    Light light;      /* the one that counts; LIGHT_NONE: none does */
    LightBy by;
    bool late;            /* 逾期报送 */
    int workdays_overdue; /* of a missing report */
    int late_items;       /* work items past their date; not counted for a frozen period */
} LeadLight;

/* lights[i][k] is book->tasks[i].leads[k]. One reading for the whole plan. A frozen period gives the lights that were
 * frozen, whatever was corrected later. */
bool lights_of_period(Db *db, Mem *mem, const Book *book, const Period *period, int64_t now_us,
                      LeadLight ***lights, GError **err);

/* The light of a task: the worst of its leads'. */
Light task_light(const LeadLight *leads, gsize n);

/* 督查室认定 / 单位自评 / 系统 / "" */
const char *light_by_word(LightBy by);

/* The light of a report as a submission would have it now: what it was computed from, and the result. */
typedef struct {
    LightInput input;
    ComputedLight computed;
    Before before;
} ReportLight;

/* Judges typed fields with the ledger's eyes, as facts stand in the database at this moment: fills what the complaints
 * need (the values before, the suggestion) into fields, and gives inputs and reasons. The deed calls it on locked
 * rows; the form calls it to show the suggestion. targets: as report_targets() gave them. */
bool report_light(Db *db, Mem *mem, const ReportPlace *place, const ReportTarget *targets, gsize n_targets,
                  ReportFields *fields, int64_t now_us, ReportLight *light, GError **err);

/* What was stored with a submission, and the way back. */
char *light_why_write(Mem *mem, const LightInput *input, const ComputedLight *computed);
bool light_why_read(Mem *mem, const char *why, LightInput *input, ComputedLight *computed);
