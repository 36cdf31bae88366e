/* spot.c: see spot.h. */
#include "store/spot.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "store/audit.h"

enum { DRAWS = 10000 };

static const char *const codes[SPOT__N] = { "", "waiting", "same", "different", "void" };

const char *spot_state_code(SpotState state)
{
    return codes[state];
}

static SpotState spot_state_of(const char *code)
{
    for (int state = SPOT_WAITING; state < SPOT__N; state++)
        if (strcmp(codes[state], code) == 0)
            return (SpotState)state;
    return SPOT_NONE;
}

int spot_draw(Mem *mem, int64_t version_id)
{
    const char *text = mem_printf(mem, "spot %" PRId64, version_id);
    Hash mac = audit_mac(text, strlen(text));
    uint64_t number = 0;

    for (int i = 0; i < 8; i++)
        number = number << 8 | mac.bytes[i];
    return (int)(number % DRAWS);
}

/* The columns of spot_list are the same. */
static SpotCheck spot_of_cells(const Cell *c)
{
    return (SpotCheck){
        .id = c[SPOT_FIND_ID].i,
        .version = c[SPOT_FIND_VERSION].i,
        .report = { c[SPOT_FIND_REPORT_ID].i },
        .state = spot_state_of(c[SPOT_FIND_STATE].s),
        .comment = c[SPOT_FIND_COMMENT].s,
        .checked_name = c[SPOT_FIND_CHECKED_NAME].s,
        .checked_us = c[SPOT_FIND_CHECKED_AT].i,
        .at = { .plan = c[SPOT_FIND_PLAN].s,
                .no = c[SPOT_FIND_NO].i,
                .period = c[SPOT_FIND_PERIOD].s,
                .unit = { c[SPOT_FIND_UNIT_ID].i } },
        .title = c[SPOT_FIND_TITLE].s,
        .unit_name = c[SPOT_FIND_UNIT_NAME].s,
        .period = period_state_of(c[SPOT_FIND_PERIOD_STATE].s),
        .declared = light_of(c[SPOT_FIND_DECLARED].s),
        .light = light_of(c[SPOT_FIND_LIGHT].s),
        .decided_by = { c[SPOT_FIND_DECIDED_BY].i },
        .filed_by = { c[SPOT_FIND_FILED_BY].i },
        .took_part = c[SPOT_FIND_TOOK_PART].i != 0,
        .decided_name = c[SPOT_FIND_DECIDED_NAME].s,
        .decided_us = c[SPOT_FIND_DECIDED_AT].i,
    };
}

bool spot_find(Db *db, Mem *mem, PersonId actor, int64_t id, SpotCheck *spot, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_SPOT_FIND, ARGS(num(actor.v), num(actor.v), num(actor.v), num(id)), &c,
                    err));
    *spot = spot_of_cells(c);
    return true;
}

bool spot_of_decision(Db *db, Mem *mem, PersonId actor, int64_t decision_id, SpotCheck *spot, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_SPOT_OF_DECISION, ARGS(num(decision_id)), &rows, err));
    *spot = (SpotCheck){ .state = SPOT_NONE };
    return rows.n == 0 || spot_find(db, mem, actor, rows.row[0][SPOT_OF_DECISION_ID].i, spot, err);
}

bool spot_list(Db *db, Mem *mem, PersonId actor, SpotState state, SpotCheck **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_SPOT_LIST,
                ARGS(num(actor.v), num(actor.v), num(actor.v), txt(spot_state_code(state))), &rows, err));
    SpotCheck *all = mem_array(mem, SpotCheck, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        all[i] = spot_of_cells(rows.row[i]);
    *list = all;
    *n = rows.n;
    return true;
}

/* While a check waits its approval stands: taking that back makes it void. */
Facts spot_facts(const SpotCheck *spot)
{
    return (Facts){ .period = spot->period,
                    .report = REPORT_APPROVED,
                    .filed_by = spot->filed_by,
                    .took_part = spot->took_part,
                    .decided_by = spot->decided_by,
                    .spot_waiting = spot->state == SPOT_WAITING };
}

bool spot_share(Tx *tx, Mem *mem, ReportId report, int64_t *share, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_SPOT_SHARE_OF_REPORT, ARGS(num(report.v)), &c, err));
    *share = c[SPOT_SHARE_OF_REPORT_SHARE].i;
    return true;
}

bool spot_insert(Tx *tx, const NewSpot *spot, GError **err)
{
    return tx_change_one(
        tx, SQL_SPOT_INSERT,
        ARGS(num(spot->id), num(spot->report.v), num(spot->decision_id), num(spot->drawn), num(spot->share)),
        err);
}

bool spot_locked(Tx *tx, Mem *mem, PersonId actor, int64_t id, SpotCheck *spot, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_SPOT_LOCK, ARGS(num(id)), &c, err));
    return spot_find(tx_db(tx), mem, actor, id, spot, err);
}

bool spot_settle(Tx *tx, const SpotCheck *spot, SpotState state, const char *comment, PersonId by,
                 int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_SPOT_SETTLE,
                         ARGS(txt(spot_state_code(state)), txt(comment), num(by.v), at_us(now_us),
                              num(spot->id), num(spot->version)),
                         err);
}

bool spot_drop(Tx *tx, const SpotCheck *spot, GError **err)
{
    return tx_change_one(tx, SQL_SPOT_VOID, ARGS(num(spot->id), num(spot->version)), err);
}
