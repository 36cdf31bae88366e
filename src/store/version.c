/* version.c: see version.h. */
#include "store/version.h"

#include <string.h>

#include "base/err.h"

bool return_reasons(Db *db, Mem *mem, ReportId report, Reason **reasons, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_RETURN_REASONS, ARGS(num(report.v)), &rows, err));
    Reason *list = mem_array(mem, Reason, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        list[i] = (Reason){ .decision = rows.row[i][RETURN_REASONS_DECISION_ID].i,
                            .place = (int)rows.row[i][RETURN_REASONS_PLACE].i,
                            .reason = rows.row[i][RETURN_REASONS_REASON].s };
    *reasons = list;
    *n = rows.n;
    return true;
}

bool version_answers(Db *db, Mem *mem, int64_t version_id, AnswerField **answers, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_VERSION_ANSWERS, ARGS(num(version_id)), &rows, err));
    AnswerField *list = mem_array(mem, AnswerField, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (AnswerField){ .decision = c[VERSION_ANSWERS_DECISION_ID].i,
                                 .place = (int)c[VERSION_ANSWERS_PLACE].i,
                                 .reason = c[VERSION_ANSWERS_REASON].s,
                                 .mended = c[VERSION_ANSWERS_MENDED].i != 0,
                                 .answer = c[VERSION_ANSWERS_ANSWER].s };
    }
    *answers = list;
    *n = rows.n;
    return true;
}

bool version_of_round(Db *db, Mem *mem, ReportId report, int64_t round, ReportVersion *version, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_VERSION_OF_ROUND, ARGS(num(report.v), num(round)), &c, err));
    *version = version_of_cells(c);
    return true;
}

bool version_list(Db *db, Mem *mem, ReportId report, VersionLine **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_VERSION_LIST, ARGS(num(report.v)), &rows, err));
    VersionLine *lines = mem_array(mem, VersionLine, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        lines[i] = (VersionLine){ .id = c[VERSION_LIST_ID].i,
                                  .round = c[VERSION_LIST_ROUND].i,
                                  .filed_name = c[VERSION_LIST_FILED_NAME].s,
                                  .submitted_us = c[VERSION_LIST_SUBMITTED_AT].i,
                                  .late = c[VERSION_LIST_LATE].i != 0,
                                  .on_behalf = c[VERSION_LIST_ON_BEHALF].i != 0,
                                  .light = light_of(c[VERSION_LIST_LIGHT].s),
                                  .decided = c[VERSION_LIST_DECISION].s[0] != '\0',
                                  .approve = strcmp(c[VERSION_LIST_DECISION].s, "approve") == 0,
                                  .undone = c[VERSION_LIST_UNDONE].i != 0,
                                  .decided_name = c[VERSION_LIST_DECIDED_NAME].s,
                                  .comment = c[VERSION_LIST_COMMENT].s,
                                  .decided_us = c[VERSION_LIST_DECIDED_AT].i };
    }
    *list = lines;
    *n = rows.n;
    return true;
}

bool answers_insert(Tx *tx, int64_t version_id, const ReportFields *fields, GError **err)
{
    for (gsize i = 0; fields->answers != NULL && i < fields->n_answers; i++) {
        const AnswerField *a = &fields->answers[i];
        TRY(tx_change_one(
            tx, SQL_ANSWER_INSERT,
            ARGS(num(version_id), num(a->place), num(a->decision), num(a->mended), txt(a->answer)), err));
    }
    return true;
}
