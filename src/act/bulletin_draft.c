/* bulletin_draft.c: a new draft, and changes of one; see bulletin_deeds.h. */
#include <string.h>

#include "act/bulletin_deeds.h"
#include "act/deed.h"
#include "base/err.h"
#include "base/words.h"
#include "store/period.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const DraftWish *wish;
    int64_t id;
} Begin;

static bool first_words(Mem *mem, const char *period, Bulletin *b)
{
    b->title = mem_printf(mem, "%s重点任务推进情况通报", word_period(mem, period));
    b->main_to = "各牵头单位";
    b->copies_to = "市政府领导";
    for (int part = PART_NONE + 1; part < PART__N; part++)
        b->parts[part] = (BulletinPart){ .shown = true, .words = part_words((PartKind)part) };
    return true;
}

/* The id that this request has made already; 0: none. */
static bool read_stored(Tx *tx, const Begin *d, int64_t *id, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;
    bool stored;

    TRY(db_read(tx_db(tx), d->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    *id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    return audit_seen(tx, d->mem, d->who, "bulletin.draft", *id, &stored, err);
}

static bool draft(Tx *tx, void *what, GError **err)
{
    Begin *d = what;
    Bulletin b = { .version = 0 };
    Period period;
    int64_t plan_version;
    Changes *changes = changes_new(d->mem);

    TRY(read_stored(tx, d, &d->id, err));
    if (d->id != 0)
        return true;
    TRY(deed_allowed(d->who, DEED_KEEP_BULLETINS, NULL, err));
    TRY(period_lock(tx, d->mem, d->wish->plan, d->wish->period, &b.plan_id, &period, err));
    if (period.state != PERIOD_FROZEN)
        return fail(err, ERR_CONFLICT, "period %s is not frozen", period.code);
    TRY(plan_weights(tx_db(tx), d->mem, d->wish->plan, &b.plan_id, &plan_version, &b.weights, err));
    b.period_id = period.id;
    first_words(d->mem, period.code, &b);
    TRY(tx_new_id(tx, &b.id, err));
    change_text(changes, "title", "", b.title);
    change_text(changes, "bulletin_state", "", bulletin_state_code(BULLETIN_DRAFT));
    TRY(bulletin_event(tx, d->mem, d->who, &b, "bulletin.draft", changes, d->wish->now_us, err));
    TRY(bulletin_insert(tx, &b, d->who->person, d->wish->now_us, err));
    TRY(bulletin_parts_insert(tx, b.id, 1, b.parts, err));
    d->id = b.id;
    return true;
}

bool act_bulletin_draft(Db *db, Mem *mem, const Actor *who, const DraftWish *wish, int64_t *id, GError **err)
{
    Begin d = { mem, who, wish, 0 };

    TRY(tx_run(db, &wish->request, draft, &d, err));
    *id = d.id;
    return true;
}

/* ---- changing one */

typedef struct {
    Mem *mem;
    const Actor *who;
    const BulletinWish *wish;
} Change;

static const char *shown_code(const BulletinPart *part)
{
    return part->shown ? "yes" : "no";
}

static Changes *changes_of(Mem *mem, const Bulletin *old, const BulletinWish *wish)
{
    Changes *changes = changes_new(mem);

    change_text(changes, "title", old->title, wish->title);
    change_text(changes, "main_to", old->main_to, wish->main_to);
    change_text(changes, "copies_to", old->copies_to, wish->copies_to);
    for (int part = PART_NONE + 1; part < PART__N; part++) {
        const char *code = part_code((PartKind)part);
        change_text(changes, mem_printf(mem, "shown.%s", code), shown_code(&old->parts[part]),
                    shown_code(&wish->parts[part]));
        change_text(changes, mem_printf(mem, "words.%s", code), old->parts[part].words,
                    wish->parts[part].words);
    }
    return changes;
}

static bool change(Tx *tx, void *what, GError **err)
{
    Change *c = what;
    const BulletinWish *wish = c->wish;
    Bulletin b;
    bool stored;
    gsize n;

    TRY(deed_bulletin(tx, c->mem, c->who, wish, STEP_CHANGE, "bulletin.change", &b, &stored, err));
    if (stored)
        return true;
    bulletin_complaints(c->mem, wish, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "bulletin: %" G_GSIZE_FORMAT " complaints", n);
    Changes *changes = changes_of(c->mem, &b, wish);
    if (!changes_any(changes))
        return true;
    b.title = wish->title;
    b.main_to = wish->main_to;
    b.copies_to = wish->copies_to;
    TRY(bulletin_event(tx, c->mem, c->who, &b, "bulletin.change", changes, wish->now_us, err));
    TRY(bulletin_parts_insert(tx, b.id, b.version + 1, wish->parts, err));
    return bulletin_change(tx, &b, err);
}

bool act_bulletin_change(Db *db, Mem *mem, const Actor *who, const BulletinWish *wish, GError **err)
{
    Change c = { mem, who, wish };

    return tx_run(db, &wish->request, change, &c, err);
}
