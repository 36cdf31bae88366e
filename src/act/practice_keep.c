/* practice_keep.c: writing a 经验做法 and handing it in; see practice_deeds.h. */
#include "act/deed.h"
#include "act/practice_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const PracticeWish *wish;
    int64_t id;
} Keep;

/* A value is one that was approved for a target of this very task. */
static bool is_value(const PracticeValue *values, gsize n, int64_t version, int64_t target)
{
    bool found = version == 0;

    for (gsize i = 0; i < n; i++)
        found |= values[i].version == version && values[i].target == target;
    return found;
}

static bool check(Tx *tx, const Keep *k, TaskId task, GError **err)
{
    const PracticeFields *f = &k->wish->fields;
    PracticeValue *values;
    gsize n, n_complaints;

    TRY(practice_values(tx_db(tx), k->mem, task, &values, &n, err));
    if (!is_value(values, n, f->before, f->target) || !is_value(values, n, f->after, f->target))
        return fail(err, ERR_BAD_INPUT, "practice: no approved value of the target");
    practice_complaints(k->mem, f, k->wish->step == PRACTICE_SUBMIT,
                        practice_in_order(values, n, f->before, f->after), &n_complaints);
    return n_complaints == 0 ||
           fail(err, ERR_BAD_INPUT, "practice: %" G_GSIZE_FORMAT " complaints", n_complaints);
}

static Changes *changes_of(const Keep *k, const Practice *old, PracticeState to)
{
    static const PracticeFields nothing = { .title = "", .body = "", .effect = "" };
    const PracticeFields *f = &k->wish->fields, *was = old == NULL ? &nothing : &old->fields;
    Changes *changes = changes_new(k->mem);

    change_text(changes, "practice_state", practice_state_code(old == NULL ? PRACTICE_NONE : old->state),
                practice_state_code(to));
    change_text(changes, "title", was->title, f->title);
    change_text(changes, "body", was->body, f->body);
    change_text(changes, "effect", was->effect, f->effect);
    change_number(changes, "of_target", was->target, f->target);
    change_number(changes, "before", was->before, f->before);
    change_number(changes, "after", was->after, f->after);
    return changes;
}

static PracticeWords words_of(const Keep *k, PracticeState to)
{
    return (PracticeWords){ to, &k->wish->fields, k->who->person, k->wish->now_us };
}

/* The one that this request has made already; 0: none. */
static bool read_made(Tx *tx, const Keep *k, int64_t *id, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;
    bool stored;

    TRY(db_read(tx_db(tx), k->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    *id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    return audit_seen(tx, k->mem, k->who, practice_action(k->wish->step), *id, &stored, err);
}

static bool make(Tx *tx, Keep *k, GError **err)
{
    const PracticeWish *wish = k->wish;
    PracticeState to = practice_next(PRACTICE_NONE, wish->step);
    Practice made = { .version = 0, .unit = k->who->unit };

    TRY(read_made(tx, k, &k->id, err));
    if (k->id != 0)
        return true;
    TRY(practice_task(tx_db(tx), k->mem, k->who, wish->plan, wish->no, &made.task, err));
    TRY(deed_allowed(k->who, DEED_KEEP_PRACTICE, &made.task.facts, err));
    TRY(check(tx, k, made.task.id, err));
    TRY(tx_new_id(tx, &made.id, err));
    Changes *changes = changes_of(k, NULL, to);
    change_note(changes, "task_no", mem_printf(k->mem, "%" G_GINT64_FORMAT, made.task.no));
    Event event = practice_event(&made, to, wish->step, changes, wish->now_us);
    TRY(audit_append(tx, k->mem, k->who, &event, err));
    PracticeWords words = words_of(k, to);
    k->id = made.id;
    return practice_insert(tx, made.id, made.task.id, made.unit, &words, err);
}

static bool change(Tx *tx, Keep *k, GError **err)
{
    const PracticeWish *wish = k->wish;
    Practice practice;
    bool stored;

    TRY(practice_locked(tx, k->mem, k->who, wish->id, &practice, err));
    TRY(audit_seen(tx, k->mem, k->who, practice_action(wish->step), practice.id, &stored, err));
    k->id = practice.id;
    if (stored)
        return true;
    TRY(deed_allowed(k->who, DEED_KEEP_PRACTICE, &practice.facts, err));
    TRY(practice_may_step(&practice, wish->step, wish->base_version, err));
    TRY(check(tx, k, practice.task.id, err));
    PracticeState to = practice_next(practice.state, wish->step);
    Changes *changes = changes_of(k, &practice, to);
    if (!changes_any(changes))
        return true;
    Event event = practice_event(&practice, to, wish->step, changes, wish->now_us);
    TRY(audit_append(tx, k->mem, k->who, &event, err));
    PracticeWords words = words_of(k, to);
    return practice_save(tx, &practice, &words, err);
}

static bool keep(Tx *tx, void *what, GError **err)
{
    Keep *k = what;

    return k->wish->id == 0 ? make(tx, k, err) : change(tx, k, err);
}

bool act_practice_keep(Db *db, Mem *mem, const Actor *who, const PracticeWish *wish, int64_t *id,
                       GError **err)
{
    Keep k = { mem, who, wish, 0 };

    TRY(tx_run(db, &wish->request, keep, &k, err));
    *id = k.id;
    return true;
}
