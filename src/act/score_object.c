/* score_object.c: what a unit says against its score, and how that is settled; see bulletin_deeds.h. */
#include <inttypes.h>

#include "act/bulletin_deeds.h"
#include "act/deed.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ObjectionWish *wish;
} Object;

static bool append(Tx *tx, const Object *o, const Bulletin *b, const Objection *about, const char *action,
                   Changes *changes, GError **err)
{
    Event event = { .etype = "score_objection",
                    .entity_id = about->id,
                    .entity_seq = about->version + 1,
                    .action = action,
                    .result = "ok",
                    .unit = about->unit,
                    .period = b->period_id,
                    .changes = changes,
                    .at_us = o->wish->now_us };

    return audit_append(tx, o->mem, o->who, &event, err);
}

static bool is_stored(Tx *tx, const Object *o, bool *stored, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;

    TRY(db_read(tx_db(tx), o->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    int64_t id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    return audit_seen(tx, o->mem, o->who, "score.object", id, stored, err);
}

static bool check_words(const Object *o, const char *field, GError **err)
{
    gsize n;

    objection_complaints(o->mem, field, o->wish->words, &n);
    return n == 0 || fail(err, ERR_BAD_INPUT, "objection: no words, or too many");
}

/* One at a time for each unit. */
static bool check_place(Tx *tx, const Object *o, const Bulletin *b, GError **err)
{
    StoredScore score;
    Objection *list;
    gsize n;
    bool found;

    TRY(bulletin_score(tx_db(tx), o->mem, b->id, o->who->unit, &score, &found, err));
    if (!found)
        return fail(err, ERR_NOT_FOUND, "unit %" PRId64 " has no score there", o->who->unit.v);
    if (bulletin_next(b->state, STEP_OBJECT) == BULLETIN_NONE)
        return fail(err, ERR_CONFLICT, "bulletin %" PRId64 " is %s", b->id, bulletin_state_code(b->state));
    TRY(objections(tx_db(tx), o->mem, b->id, &list, &n, err));
    for (gsize i = 0; i < n; i++)
        if (list[i].unit.v == o->who->unit.v && list[i].state == OBJECTION_OPEN)
            return fail(err, ERR_CONFLICT, "objection %" PRId64 " is still open", list[i].id);
    return true;
}

static bool object(Tx *tx, void *what, GError **err)
{
    Object *o = what;
    Bulletin b;
    bool stored;
    Objection fresh = { .unit = o->who->unit };
    Changes *changes = changes_new(o->mem);

    TRY(bulletin_locked(tx, o->mem, o->wish->bulletin, &b, err));
    TRY(is_stored(tx, o, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(o->who, DEED_OBJECT_SCORE, NULL, err));
    TRY(check_words(o, "reason", err));
    TRY(check_place(tx, o, &b, err));
    TRY(tx_new_id(tx, &fresh.id, err));
    change_text(changes, "objection_state", "", objection_state_code(OBJECTION_OPEN));
    change_text(changes, "reason", "", o->wish->words);
    TRY(append(tx, o, &b, &fresh, "score.object", changes, err));
    return objection_insert(tx, fresh.id, b.id, o->who->unit, o->wish->words, o->who->person, o->wish->now_us,
                            err);
}

bool act_score_object(Db *db, Mem *mem, const Actor *who, const ObjectionWish *wish, GError **err)
{
    Object o = { mem, who, wish };

    return tx_run(db, &wish->request, object, &o, err);
}

/* ---- settling one */

static bool find(Tx *tx, const Object *o, Objection *found, GError **err)
{
    Objection *list;
    gsize n;

    TRY(objections(tx_db(tx), o->mem, o->wish->bulletin, &list, &n, err));
    for (gsize i = 0; i < n; i++)
        if (list[i].id == o->wish->objection) {
            *found = list[i];
            return true;
        }
    return fail(err, ERR_NOT_FOUND, "no objection %" PRId64 " there", o->wish->objection);
}

static bool settle(Tx *tx, void *what, GError **err)
{
    Object *o = what;
    const ObjectionWish *wish = o->wish;
    const char *action = wish->upheld ? "score.uphold" : "score.refuse";
    ObjectionState state = wish->upheld ? OBJECTION_UPHELD : OBJECTION_REFUSED;
    Bulletin b;
    Objection about;
    bool stored;
    Changes *changes = changes_new(o->mem);

    TRY(bulletin_locked(tx, o->mem, wish->bulletin, &b, err));
    TRY(find(tx, o, &about, err));
    TRY(audit_seen(tx, o->mem, o->who, action, about.id, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(o->who, DEED_SETTLE_SCORE, &(Facts){ .filed_by = about.raised_by }, err));
    if (about.state != OBJECTION_OPEN || about.version != wish->base_version)
        return fail(err, ERR_CONFLICT, "objection %" PRId64 " is settled", about.id);
    TRY(check_words(o, "answer", err));
    change_text(changes, "objection_state", objection_state_code(about.state), objection_state_code(state));
    change_text(changes, "objection_answer", "", wish->words);
    TRY(append(tx, o, &b, &about, action, changes, err));
    return objection_settle(tx, &about, state, wish->words, o->who->person, wish->now_us, err);
}

bool act_score_settle(Db *db, Mem *mem, const Actor *who, const ObjectionWish *wish, GError **err)
{
    Object o = { mem, who, wish };

    return tx_run(db, &wish->request, settle, &o, err);
}
