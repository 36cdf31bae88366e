/* application_new.c: a lead unit asks for something; see application_deeds.h. */
#include <inttypes.h>
#include <string.h>

#include "act/application_deeds.h"
#include "act/deed.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ApplyWish *wish;
    int64_t id;
    GroundFacts facts;
    const char *stood, *asked;
    StoredCheck *checks;
    gsize n_checks;
} Ask;

/* The application that this request has made already; 0: none. */
static bool read_stored(Tx *tx, Ask *a, bool *stored, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;

    TRY(db_read(tx_db(tx), a->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    a->id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    return audit_seen(tx, a->mem, a->who, "application.new", a->id, stored, err);
}

static const char *explained_of(const ApplyWish *wish, const CheckLine *line)
{
    for (gsize i = 0; i < wish->n_explained; i++)
        if (wish->explained[i].kind == line->kind && wish->explained[i].target == line->target)
            return wish->explained[i].words;
    return "";
}

static bool read_checks(Tx *tx, Ask *a, GError **err)
{
    const ApplyWish *wish = a->wish;
    CheckLine *lines;

    if (wish->typed.asks != ASKS_CLOSURE)
        return true;
    TRY(closing_now(tx_db(tx), a->mem, a->facts.task, (int64_t)wish->n_files,
                    !text_is_blank(wish->typed.evidence), &lines, &a->n_checks, err));
    a->checks = mem_array(a->mem, StoredCheck, a->n_checks);
    for (gsize i = 0; i < a->n_checks; i++) {
        a->checks[i] = (StoredCheck){ lines[i], explained_of(wish, &lines[i]) };
        if (closing_blocks(&lines[i], a->checks[i].explained) ||
            g_utf8_strlen(a->checks[i].explained, -1) > APPLY_EXPLAIN_MOST)
            return fail(err, ERR_BAD_INPUT, "closure: %s is neither met nor explained",
                        check_code(lines[i].kind));
    }
    return true;
}

static bool check(Tx *tx, Ask *a, GError **err)
{
    int64_t twin;
    gsize n;

    TRY(application_ground(tx_db(tx), a->mem, &a->wish->at, &a->wish->named, a->wish->now_us, &a->facts,
                           err));
    application_complaints(a->mem, &a->wish->typed, &a->facts.ground, &a->stood, &a->asked, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "application: %" G_GSIZE_FORMAT " complaints", n);
    TRY(read_checks(tx, a, err));
    TRY(application_twin(tx, a->mem, &a->facts, a->wish->at.unit, a->wish->typed.asks, &twin, err));
    return twin == 0 || fail(err, ERR_CONFLICT, "application %" PRId64 " asks for the same and waits", twin);
}

static Changes *changes_of(const Ask *a)
{
    const ApplyWish *wish = a->wish;
    Changes *changes = changes_new(a->mem);
    bool unit = wish->typed.asks == ASKS_LEAD || wish->typed.asks == ASKS_ASSIGNMENT;

    change_text(changes, "asks", NULL, asks_code(wish->typed.asks));
    if (wish->typed.asks == ASKS_TARGET)
        change_note(changes, "of_target", a->facts.target_subject);
    change_text(changes, "asked", a->stood[0] == '\0' || unit ? NULL : a->stood,
                unit ? a->facts.other_name : a->asked);
    change_text(changes, "application_reason", NULL, wish->typed.reason);
    change_text(changes, "evidence", NULL, wish->typed.evidence[0] == '\0' ? NULL : wish->typed.evidence);
    if (wish->n_files > 0)
        change_number(changes, "files", 0, (int64_t)wish->n_files);
    for (gsize i = 0; i < a->n_checks; i++)
        if (!a->checks[i].line.met)
            change_note(changes, mem_printf(a->mem, "check.%" G_GSIZE_FORMAT, i + 1),
                        mem_printf(a->mem, "%s：%s", a->checks[i].line.words, a->checks[i].explained));
    return changes;
}

static bool store(Tx *tx, Ask *a, const ItemPlace *place, GError **err)
{
    const ApplyWish *wish = a->wish;
    bool own = wish->at.unit.v == a->who->unit.v;

    TRY(tx_new_id(tx, &a->id, err));
    Event event = { .etype = "application",
                    .entity_id = a->id,
                    .entity_seq = 1,
                    .action = "application.new",
                    .result = "ok",
                    .task = place->task,
                    .unit = wish->at.unit,
                    .period = a->facts.period,
                    .changes = changes_of(a),
                    .at_us = wish->now_us };
    TRY(audit_append(tx, a->mem, a->who, &event, err));
    NewApplication row = { .id = a->id,
                           .facts = &a->facts,
                           .unit = wish->at.unit,
                           .asks = wish->typed.asks,
                           .stood = a->stood,
                           .asked = a->asked,
                           .reason = wish->typed.reason,
                           .evidence = wish->typed.evidence,
                           .files = wish->files,
                           .n_files = wish->n_files,
                           .checks = a->checks,
                           .n_checks = a->n_checks,
                           .on_behalf = !own,
                           .by = a->who->person,
                           .now_us = wish->now_us };
    TRY(application_insert(tx, &row, err));
    return wish->typed.asks != ASKS_CLOSURE ||
           task_step(tx, a->mem, a->who, place, TASK_ASKED, wish->now_us, err);
}

static bool ask(Tx *tx, void *what, GError **err)
{
    Ask *a = what;
    ItemPlace place;
    bool stored;

    TRY(item_place_locked(tx, a->mem, a->who, &a->wish->at, &place, err));
    TRY(part_lock(tx, a->mem, place.task, a->wish->at.unit, err));
    TRY(read_stored(tx, a, &stored, err));
    if (stored)
        return true;
    place.facts.objects = application_objects(a->who, &place, a->wish->typed.asks);
    TRY(deed_allowed(a->who, DEED_APPLY, &place.facts, err));
    TRY(check(tx, a, err));
    return store(tx, a, &place, err);
}

bool act_application_new(Db *db, Mem *mem, const Actor *who, const ApplyWish *wish, int64_t *id, GError **err)
{
    Ask a = { .mem = mem, .who = who, .wish = wish };

    TRY(tx_run(db, &wish->request, ask, &a, err));
    *id = a.id;
    return true;
}
