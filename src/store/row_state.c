/* row_state.c: see row_state.h. */
#include "store/row_state.h"

#include <string.h>

#include "base/err.h"

static const struct {
    const char *etype;
    Sql sql;
} types[] = {
    { "unit", SQL_STATE_UNIT },
    { "person", SQL_STATE_PERSON },
    { "plan", SQL_STATE_PLAN },
    { "section", SQL_STATE_SECTION },
    { "task", SQL_STATE_TASK },
    { "task_lead", SQL_STATE_TASK_LEAD },
    { "task_participant", SQL_STATE_TASK_PARTICIPANT },
    { "target", SQL_STATE_TARGET },
    { "period", SQL_STATE_PERIOD },
    { "period_task", SQL_STATE_PERIOD_TASK },
    { "period_extension", SQL_STATE_PERIOD_EXTENSION },
    { "report", SQL_STATE_REPORT },
    { "work_item", SQL_STATE_WORK_ITEM },
    { "correction", SQL_STATE_CORRECTION },
    { "spot_check", SQL_STATE_SPOT_CHECK },
    { "calendar_day", SQL_STATE_CALENDAR_DAY },
    { "evidence", SQL_STATE_EVIDENCE },
    { "unit_alias", SQL_STATE_UNIT_ALIAS },
    { "unit_member", SQL_STATE_UNIT_MEMBER },
    { "unit_succession", SQL_STATE_UNIT_SUCCESSION },
    { "notice", SQL_STATE_NOTICE },
    { "reminder", SQL_STATE_REMINDER },
    { "problem", SQL_STATE_PROBLEM },
    { "instruction", SQL_STATE_INSTRUCTION },
    { "instruction_unit", SQL_STATE_INSTRUCTION_UNIT },
    { "bulletin", SQL_STATE_BULLETIN },
    { "score_objection", SQL_STATE_SCORE_OBJECTION },
    { "application", SQL_STATE_APPLICATION },
    { "practice", SQL_STATE_PRACTICE },
    { "practice_unit", SQL_STATE_PRACTICE_UNIT },
    { "brief", SQL_STATE_BRIEF },
    { "brief_item", SQL_STATE_BRIEF_ITEM },
};

int row_types(void)
{
    return (int)G_N_ELEMENTS(types);
}

int row_type_of(const char *etype)
{
    for (int i = 0; i < row_types(); i++)
        if (strcmp(types[i].etype, etype) == 0)
            return i;
    return -1;
}

const char *row_type_name(int type)
{
    return types[type].etype;
}

/* The columns of all these statements are those of the first. */
static bool state_of(const Cell *c, RowState *state, GError **err)
{
    state->id = c[STATE_UNIT_ID].i;
    state->version = c[STATE_UNIT_VERSION].i;
    if (c[STATE_UNIT_STATE].size_bytes != HASH_BYTES)
        return fail(err, ERR_BROKEN, "row %" G_GINT64_FORMAT ": no digest of its state", state->id);
    memcpy(state->state.bytes, c[STATE_UNIT_STATE].s, HASH_BYTES);
    return true;
}

bool row_state(Db *db, Mem *mem, int type, int64_t id, RowState *state, bool *found, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, types[type].sql, ARGS(num(id - 1), num(id)), &rows, err));
    *found = rows.n > 0;
    return rows.n == 0 || state_of(rows.row[0], state, err);
}

/* A part of the rows; the statement says how many it gives at most. */
typedef struct {
    EachState each;
    void *what;
    int type;
    int64_t last_id;
    gsize n;
} Part;

static bool one_row(void *what, const Cell *row, GError **err)
{
    Part *part = what;
    RowState state;

    TRY(state_of(row, &state, err));
    part->last_id = state.id;
    part->n++;
    return part->each(part->what, part->type, &state, err);
}

bool row_states(Db *db, int type, EachState each, void *what, GError **err)
{
    Part part = { .each = each, .what = what, .type = type, .last_id = G_MININT64 };

    do {
        part.n = 0;
        TRY(db_each(db, types[type].sql, ARGS(num(part.last_id), num(G_MAXINT64)), one_row, &part, err));
    } while (part.n > 0);
    return true;
}
