/* version.h: the submissions of a report, and what passes between unit and reviewers from one to the next: the tables
 * report_version, return_reason, report_answer.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "store/report.h"

/* The reasons of the last decision that stands; none when it is an approval, or older than reasons are. */
bool return_reasons(Db *db, Mem *mem, ReportId report, Reason **reasons, gsize *n, GError **err);

/* What a submission says to the reasons of the return before it. */
bool version_answers(Db *db, Mem *mem, int64_t version_id, AnswerField **answers, gsize *n, GError **err);

/* The submission of a round; ERR_NOT_FOUND: there is none. */
bool version_of_round(Db *db, Mem *mem, ReportId report, int64_t round, ReportVersion *version, GError **err);

/* A submission with a decision on it; one that was decided on twice (the first was taken back) stands in two lines. */
typedef struct {
    int64_t id, round;
    const char *filed_name;
    int64_t submitted_us;
    bool late, on_behalf;
    Light light;
    bool decided, approve, undone;
    const char *decided_name, *comment;
    int64_t decided_us;
} VersionLine;

/* Newest first. */
bool version_list(Db *db, Mem *mem, ReportId report, VersionLine **list, gsize *n, GError **err);

/* ---- called by act/ only */

bool answers_insert(Tx *tx, int64_t version_id, const ReportFields *fields, GError **err);
