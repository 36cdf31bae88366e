/* bulletin.c: see bulletin.h. */
#include "store/bulletin.h"

#include <string.h>

#include "base/err.h"

static ScoreWeights weights_of(const Cell *c, int at)
{
    return (ScoreWeights){ .on_time = c[at].i,
                           .late = c[at + 1].i,
                           .green = c[at + 2].i,
                           .yellow = c[at + 3].i,
                           .returned = c[at + 4].i,
                           .least_tasks = c[at + 5].i };
}

static void read_issue(const Cell *c, Bulletin *b)
{
    b->year = c[BULLETIN_FIND_YEAR].i;
    b->no = c[BULLETIN_FIND_NO].i;
    b->issuer = c[BULLETIN_FIND_ISSUER].s;
    b->issued_name = c[BULLETIN_FIND_ISSUED_NAME].s;
    b->issued_us = c[BULLETIN_FIND_ISSUED_AT].i;
    b->tree_size = c[BULLETIN_FIND_TREE_SIZE].i;
    b->checkpoint = c[BULLETIN_FIND_CHECKPOINT].s;
    b->content = c[BULLETIN_FIND_CONTENT].s;
    b->recalled_name = c[BULLETIN_FIND_RECALLED_NAME].s;
    b->recalled_us = c[BULLETIN_FIND_RECALLED_AT].i;
    b->recall_reason = c[BULLETIN_FIND_RECALL_REASON].s;
}

static bool read_parts(Db *db, Mem *mem, Bulletin *b, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_BULLETIN_PARTS, ARGS(num(b->id), num(b->id)), &rows, err));
    for (int part = 0; part < PART__N; part++)
        b->parts[part] = (BulletinPart){ .words = "" };
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        int64_t place = c[BULLETIN_PARTS_PLACE].i;
        if (place > PART_NONE && place < PART__N)
            b->parts[place] = (BulletinPart){ .shown = c[BULLETIN_PARTS_SHOWN].i != 0,
                                              .words = c[BULLETIN_PARTS_WORDS].s };
    }
    return true;
}

bool bulletin_find(Db *db, Mem *mem, int64_t id, Bulletin *b, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_BULLETIN_FIND, ARGS(num(id)), &c, err));
    *b = (Bulletin){
        .id = c[BULLETIN_FIND_ID].i,
        .version = c[BULLETIN_FIND_VERSION].i,
        .plan_id = { c[BULLETIN_FIND_PLAN_ID].i },
        .plan = c[BULLETIN_FIND_PLAN].s,
        .period_id = { c[BULLETIN_FIND_PERIOD_ID].i },
        .period = c[BULLETIN_FIND_PERIOD].s,
        .opens_us = c[BULLETIN_FIND_PERIOD_OPENS_AT].i,
        .frozen_us = c[BULLETIN_FIND_PERIOD_FROZEN_AT].i,
        .state = bulletin_state_of(c[BULLETIN_FIND_STATE].s),
        .title = c[BULLETIN_FIND_TITLE].s,
        .main_to = c[BULLETIN_FIND_MAIN_TO].s,
        .copies_to = c[BULLETIN_FIND_COPIES_TO].s,
        .weights = weights_of(c, BULLETIN_FIND_ON_TIME),
        .drafted_name = c[BULLETIN_FIND_DRAFTED_NAME].s,
        .drafted_us = c[BULLETIN_FIND_DRAFTED_AT].i,
    };
    read_issue(c, b);
    return read_parts(db, mem, b, err);
}

bool bulletin_list(Db *db, Mem *mem, bool with_drafts, BulletinRow **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_BULLETIN_LIST, ARGS(num(with_drafts)), &rows, err));
    BulletinRow *all = mem_array(mem, BulletinRow, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (BulletinRow){ .id = c[BULLETIN_LIST_ID].i,
                                .state = bulletin_state_of(c[BULLETIN_LIST_STATE].s),
                                .title = c[BULLETIN_LIST_TITLE].s,
                                .period = c[BULLETIN_LIST_PERIOD].s,
                                .year = c[BULLETIN_LIST_YEAR].i,
                                .no = c[BULLETIN_LIST_NO].i,
                                .drafted_name = c[BULLETIN_LIST_DRAFTED_NAME].s,
                                .drafted_us = c[BULLETIN_LIST_DRAFTED_AT].i,
                                .issued_name = c[BULLETIN_LIST_ISSUED_NAME].s,
                                .issued_us = c[BULLETIN_LIST_ISSUED_AT].i,
                                .open_objections = c[BULLETIN_LIST_OPEN_OBJECTIONS].i };
    }
    *list = all;
    *n = rows.n;
    return true;
}

static TraceKind trace_of(const char *code)
{
    static const char *const codes[] = { "submit", "decide", "return", "freeze" };
    int kind = TRACE_SUBMIT;

    while (kind < TRACE_FREEZE && strcmp(codes[kind], code) != 0)
        kind++;
    return (TraceKind)kind;
}

bool score_traces(Db *db, Mem *mem, PeriodId period, ScoreTrace **traces, gsize *n, GError **err)
{
    const Arg of = num(period.v);
    Rows rows;

    TRY(db_read(db, mem, SQL_SCORE_EVENTS, ARGS(of, of, of, of), &rows, err));
    ScoreTrace *all = mem_array(mem, ScoreTrace, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (ScoreTrace){ .task = { c[SCORE_EVENTS_TASK_ID].i },
                               .unit = { c[SCORE_EVENTS_UNIT_ID].i },
                               .kind = trace_of(c[SCORE_EVENTS_KIND].s),
                               .event = c[SCORE_EVENTS_EVENT_ID].i,
                               .person = c[SCORE_EVENTS_PERSON].s,
                               .at_us = c[SCORE_EVENTS_AT_US].i };
    }
    *traces = all;
    *n = rows.n;
    return true;
}

bool freeze_note(Db *db, Mem *mem, PeriodId period, LastNote *last, GError **err)
{
    Rows rows;

    TRY(last_note(db, mem, last, err));
    TRY(db_read(db, mem, SQL_FREEZE_SEALED, ARGS(num(period.v)), &rows, err));
    int64_t needed = rows.n == 0 ? 0 : rows.row[0][FREEZE_SEALED_SIZE].i;
    if (needed == 0 || (int64_t)last->size < needed)
        last->note = NULL;
    return true;
}

bool light_words(Db *db, Mem *mem, PeriodId period, LightWords **words, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_LIGHT_WORDS, ARGS(num(period.v)), &rows, err));
    LightWords *all = mem_array(mem, LightWords, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (LightWords){ { c[LIGHT_WORDS_TASK_ID].i },
                               { c[LIGHT_WORDS_UNIT_ID].i },
                               c[LIGHT_WORDS_WORDS].s };
    }
    *words = all;
    *n = rows.n;
    return true;
}

bool plan_weights(Db *db, Mem *mem, const char *plan, PlanId *id, int64_t *version, ScoreWeights *weights,
                  GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_PLAN_WEIGHTS, ARGS(txt(plan)), &c, err));
    id->v = c[PLAN_WEIGHTS_ID].i;
    *version = c[PLAN_WEIGHTS_VERSION].i;
    *weights = weights_of(c, PLAN_WEIGHTS_ON_TIME);
    return true;
}

bool bulletin_score(Db *db, Mem *mem, int64_t bulletin, UnitId unit, StoredScore *score, bool *found,
                    GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_BULLETIN_SCORES, ARGS(num(bulletin), num(unit.v)), &rows, err));
    *found = rows.n > 0;
    if (!*found)
        return true;
    const Cell *c = rows.row[0];
    *score = (StoredScore){ .unit = unit,
                            .unit_name = c[BULLETIN_SCORES_UNIT_NAME].s,
                            .place = c[BULLETIN_SCORES_PLACE].i,
                            .tasks = c[BULLETIN_SCORES_TASKS].i,
                            .score_e1 = c[BULLETIN_SCORES_SCORE_E1].i,
                            .points = c[BULLETIN_SCORES_POINTS].s };
    return true;
}

static const char *const objection_codes[OBJECTION__N] = { "", "open", "upheld", "refused" };

const char *objection_state_code(ObjectionState state)
{
    return objection_codes[state];
}

static ObjectionState objection_state_of(const char *code)
{
    for (int state = OBJECTION_OPEN; state < OBJECTION__N; state++)
        if (strcmp(objection_codes[state], code) == 0)
            return (ObjectionState)state;
    return OBJECTION_NONE;
}

bool objections(Db *db, Mem *mem, int64_t bulletin, Objection **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_OBJECTIONS, ARGS(num(bulletin)), &rows, err));
    Objection *all = mem_array(mem, Objection, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (Objection){ .id = c[OBJECTIONS_ID].i,
                              .version = c[OBJECTIONS_VERSION].i,
                              .unit = { c[OBJECTIONS_UNIT_ID].i },
                              .unit_name = c[OBJECTIONS_UNIT_NAME].s,
                              .reason = c[OBJECTIONS_REASON].s,
                              .raised_by = { c[OBJECTIONS_RAISED_BY].i },
                              .raised_name = c[OBJECTIONS_RAISED_NAME].s,
                              .raised_us = c[OBJECTIONS_RAISED_AT].i,
                              .state = objection_state_of(c[OBJECTIONS_STATE].s),
                              .answer = c[OBJECTIONS_ANSWER].s,
                              .settled_name = c[OBJECTIONS_SETTLED_NAME].s,
                              .settled_us = c[OBJECTIONS_SETTLED_AT].i };
    }
    *list = all;
    *n = rows.n;
    return true;
}

/* ---- writes */

bool bulletin_locked(Tx *tx, Mem *mem, int64_t id, Bulletin *b, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_BULLETIN_LOCK, ARGS(num(id)), &c, err));
    return bulletin_find(tx_db(tx), mem, id, b, err);
}

bool bulletin_insert(Tx *tx, const Bulletin *b, PersonId by, int64_t now_us, GError **err)
{
    const ScoreWeights *w = &b->weights;

    return tx_change_one(tx, SQL_BULLETIN_INSERT,
                         ARGS(num(b->id), num(b->plan_id.v), num(b->period_id.v), txt(b->title),
                              txt(b->main_to), txt(b->copies_to), num(w->on_time), num(w->late),
                              num(w->green), num(w->yellow), num(w->returned), num(w->least_tasks), num(by.v),
                              at_us(now_us)),
                         err);
}

bool bulletin_change(Tx *tx, const Bulletin *b, GError **err)
{
    return tx_change_one(tx, SQL_BULLETIN_CHANGE,
                         ARGS(txt(b->title), txt(b->main_to), txt(b->copies_to), num(b->id), num(b->version)),
                         err);
}

bool bulletin_parts_insert(Tx *tx, int64_t id, int64_t at_version, const BulletinPart *parts, GError **err)
{
    for (int place = PART_NONE + 1; place < PART__N; place++)
        TRY(tx_change_one(
            tx, SQL_BULLETIN_PART_INSERT,
            ARGS(num(id), num(at_version), num(place), num(parts[place].shown), txt(parts[place].words)),
            err));
    return true;
}

bool bulletin_last_no(Tx *tx, Mem *mem, int64_t year, int64_t *no, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_BULLETIN_LAST_NO, ARGS(num(year)), &c, err));
    *no = c[BULLETIN_LAST_NO_NO].i;
    return true;
}

bool bulletin_issue(Tx *tx, const Bulletin *b, PersonId by, GError **err)
{
    return tx_change_one(tx, SQL_BULLETIN_ISSUE,
                         ARGS(num(b->year), num(b->no), txt(b->issuer), num(by.v), at_us(b->issued_us),
                              txt(b->content), num(b->tree_size), txt(b->checkpoint), num(b->id),
                              num(b->version)),
                         err);
}

bool bulletin_score_insert(Tx *tx, int64_t bulletin, const StoredScore *s, GError **err)
{
    return tx_change_one(tx, SQL_BULLETIN_SCORE_INSERT,
                         ARGS(num(bulletin), num(s->unit.v), txt(s->unit_name), num(s->place), num(s->tasks),
                              num(s->score_e1), txt(s->points)),
                         err);
}

bool bulletin_recall(Tx *tx, const Bulletin *b, const char *reason, PersonId by, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_BULLETIN_RECALL,
                         ARGS(num(by.v), at_us(now_us), txt(reason), num(b->id), num(b->version)), err);
}

bool objection_insert(Tx *tx, int64_t id, int64_t bulletin, UnitId unit, const char *reason, PersonId by,
                      int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_OBJECTION_INSERT,
                         ARGS(num(id), num(bulletin), num(unit.v), txt(reason), num(by.v), at_us(now_us)),
                         err);
}

bool objection_settle(Tx *tx, const Objection *o, ObjectionState state, const char *answer, PersonId by,
                      int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_OBJECTION_SETTLE,
                         ARGS(txt(objection_state_code(state)), txt(answer), num(by.v), at_us(now_us),
                              num(o->id), num(o->version)),
                         err);
}

bool plan_weights_update(Tx *tx, PlanId id, int64_t version, const ScoreWeights *w, GError **err)
{
    return tx_change_one(tx, SQL_PLAN_WEIGHTS_UPDATE,
                         ARGS(num(w->on_time), num(w->late), num(w->green), num(w->yellow), num(w->returned),
                              num(w->least_tasks), num(id.v), num(version)),
                         err);
}
