/* target.c: see target.h. */
#include "store/target.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"

static const char *const origins[FROM__N] = { "notice", "added", "split" };

const char *target_origin_code(TargetOrigin origin)
{
    return origins[origin];
}

static TargetOrigin origin_of(const char *code)
{
    int origin = FROM__N - 1;

    while (origin > 0 && strcmp(origins[origin], code) != 0)
        origin--;
    return (TargetOrigin)origin;
}

/* by, name and at lie side by side in the statement. */
static Done done_of(const Cell *c, int by, int name, int at)
{
    return (Done){ .person = { c[by].i }, .name = c[name].s, .at_us = c[at].i };
}

static Promised promised_of(const Cell *low, const Cell *high)
{
    return (Promised){ .low_e4 = cell_amount_e4(low),
                       .has_high = !high->is_null,
                       .high_e4 = cell_amount_e4(high) };
}

static Terms terms_of(const Cell *c)
{
    return (Terms){ .kind = target_sort_of(c[TARGETS_OF_TASK_KIND].s),
                    .has_base = !c[TARGETS_OF_TASK_BASE].is_null,
                    .base_e4 = cell_amount_e4(&c[TARGETS_OF_TASK_BASE]),
                    .due_on = c[TARGETS_OF_TASK_DUE_ON].s,
                    .unit = { c[TARGETS_OF_TASK_UNIT_ID].i },
                    .pace = c[TARGETS_OF_TASK_PACE].s };
}

static TargetSettings settings_of(const Cell *c)
{
    return (TargetSettings){
        .terms = terms_of(c),
        .has_correction = !c[TARGETS_OF_TASK_CORRECTED].is_null,
        .corrected = promised_of(&c[TARGETS_OF_TASK_CORRECTED], &c[TARGETS_OF_TASK_CORRECTED_MAX]),
        .basis = c[TARGETS_OF_TASK_BASIS].s,
        .ended_on = c[TARGETS_OF_TASK_ENDED_ON].s,
        .drop_reason = c[TARGETS_OF_TASK_DROP_REASON].s,
        .is_confirmed = c[TARGETS_OF_TASK_CONFIRMED].i != 0,
        .confirmed = done_of(c, TARGETS_OF_TASK_CONFIRMED_BY, TARGETS_OF_TASK_CONFIRMED_NAME,
                             TARGETS_OF_TASK_CONFIRMED_AT),
        .corrected_by = done_of(c, TARGETS_OF_TASK_CORRECTED_BY, TARGETS_OF_TASK_CORRECTED_NAME,
                                TARGETS_OF_TASK_CORRECTED_AT),
        .set = done_of(c, TARGETS_OF_TASK_SET_BY, TARGETS_OF_TASK_SET_NAME, TARGETS_OF_TASK_SET_AT),
        .dropped = done_of(c, TARGETS_OF_TASK_DROPPED_BY, TARGETS_OF_TASK_DROPPED_NAME,
                           TARGETS_OF_TASK_DROPPED_AT),
    };
}

static TargetRow row_of(const Cell *c)
{
    return (TargetRow){ .id = c[TARGETS_OF_TASK_ID].i,
                        .version = c[TARGETS_OF_TASK_VERSION].i,
                        .no = c[TARGETS_OF_TASK_NO].i,
                        .split_of = c[TARGETS_OF_TASK_SPLIT_OF].i,
                        .subject = c[TARGETS_OF_TASK_SUBJECT].s,
                        .comparator = c[TARGETS_OF_TASK_COMPARATOR].s,
                        .unit_word = c[TARGETS_OF_TASK_UNIT_WORD].s,
                        .quote = c[TARGETS_OF_TASK_QUOTE].s,
                        .doubt = c[TARGETS_OF_TASK_DOUBT].s,
                        .printed = promised_of(&c[TARGETS_OF_TASK_VALUE], &c[TARGETS_OF_TASK_VALUE_MAX]),
                        .origin = origin_of(c[TARGETS_OF_TASK_ORIGIN].s),
                        .unit_name = c[TARGETS_OF_TASK_UNIT_NAME].s,
                        .unit_leads = c[TARGETS_OF_TASK_UNIT_LEADS].i != 0,
                        .settings = settings_of(c) };
}

bool target_rows(Db *db, Mem *mem, TaskId task, TargetRow **rows, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_TARGETS_OF_TASK, ARGS(num(task.v)), &found, err));
    *rows = mem_array(mem, TargetRow, found.n);
    *n = found.n;
    for (gsize i = 0; i < found.n; i++)
        (*rows)[i] = row_of(found.row[i]);
    return true;
}

bool target_is_dropped(const TargetRow *row)
{
    return row->settings.drop_reason[0] != '\0';
}

bool target_is_ended(const TargetRow *row)
{
    return row->settings.ended_on[0] != '\0';
}

const TargetRow *target_in(const TargetRow *rows, gsize n, int64_t id)
{
    for (gsize i = 0; i < n; i++)
        if (rows[i].id == id)
            return &rows[i];
    return NULL;
}

bool target_last_event(Db *db, Mem *mem, int64_t target, int64_t version, Done *done, const char **action,
                       GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_TARGET_EVENT, ARGS(num(target), num(version)), &c, err));
    *done = (Done){ .name = c[TARGET_EVENT_ACTOR].s, .at_us = c[TARGET_EVENT_AT_US].i };
    *action = c[TARGET_EVENT_ACTION].s;
    return true;
}

bool target_task_locked(Tx *tx, Mem *mem, const char *plan, int64_t no, TargetTask *task, GError **err)
{
    Db *db = tx_db(tx);
    const Cell *c;
    Rows leads;

    TRY(db_read_one(db, mem, SQL_TARGET_TASK_LOCK, ARGS(txt(plan), num(no)), &c, err));
    *task = (TargetTask){ .task = { c[TARGET_TASK_LOCK_ID].i }, .source = c[TARGET_TASK_LOCK_SOURCE].s };
    TRY(db_read(db, mem, SQL_TARGET_LEADS_LOCK, ARGS(num(task->task.v)), &leads, err));
    task->leads = mem_array(mem, UnitId, leads.n);
    task->n_leads = leads.n;
    for (gsize i = 0; i < leads.n; i++)
        task->leads[i] = (UnitId){ leads.row[i][TARGET_LEADS_LOCK_UNIT_ID].i };
    return target_rows(db, mem, task->task, &task->rows, &task->n, err);
}

bool target_of_request(Tx *tx, Mem *mem, int64_t *target, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;

    TRY(db_read(tx_db(tx), mem, SQL_TARGET_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)), &rows,
                err));
    *target = rows.n == 0 ? 0 : rows.row[0][TARGET_REQUEST_ENTITY_ID].i;
    return true;
}

static Arg decimal(Mem *mem, int64_t amount_e4)
{
    return txt(mem_printf(mem, "%" PRId64 ".%04" PRId64, amount_e4 / 10000, amount_e4 % 10000));
}

static Arg decimal_or_null(Mem *mem, bool has, int64_t amount_e4)
{
    return has ? decimal(mem, amount_e4) : (Arg){ 0 };
}

static Arg text_or_null(const char *text)
{
    return text[0] == '\0' ? (Arg){ 0 } : txt(text);
}

bool target_save(Tx *tx, Mem *mem, const TargetRow *row, const TargetSettings *s, GError **err)
{
    const Terms *t = &s->terms;
    bool high = s->has_correction && s->corrected.has_high;

    return tx_change_one(tx, SQL_TARGET_SAVE,
                         ARGS(id_or_null(t->unit.v), txt(target_sort_code(t->kind)),
                              decimal_or_null(mem, t->has_base, t->base_e4), text_or_null(t->due_on),
                              txt(t->pace), decimal_or_null(mem, s->has_correction, s->corrected.low_e4),
                              decimal_or_null(mem, high, s->corrected.high_e4), txt(s->basis),
                              id_or_null(s->corrected_by.person.v), at_us_or_null(s->corrected_by.at_us),
                              num(s->is_confirmed), id_or_null(s->confirmed.person.v),
                              at_us_or_null(s->confirmed.at_us), id_or_null(s->set.person.v),
                              at_us_or_null(s->set.at_us), text_or_null(s->ended_on), txt(s->drop_reason),
                              id_or_null(s->dropped.person.v), at_us_or_null(s->dropped.at_us), num(row->id),
                              num(row->version)),
                         err);
}

int64_t target_next_no(const TargetTask *task)
{
    int64_t no = 1;

    for (gsize i = 0; i < task->n; i++)
        no = MAX(no, task->rows[i].no + 1);
    return no;
}

bool target_add(Tx *tx, Mem *mem, const TargetTask *task, const TargetRow *row, GError **err)
{
    const TargetSettings *s = &row->settings;
    const Terms *t = &s->terms;

    return tx_change_one(
        tx, SQL_TARGET_ADD,
        ARGS(num(row->id), num(task->task.v), num(row->no), txt(row->subject), txt(row->comparator),
             decimal(mem, row->printed.low_e4),
             decimal_or_null(mem, row->printed.has_high, row->printed.high_e4), txt(row->unit_word),
             txt(row->quote), txt(origins[row->origin]), id_or_null(row->split_of), id_or_null(t->unit.v),
             txt(target_sort_code(t->kind)), decimal_or_null(mem, t->has_base, t->base_e4),
             text_or_null(t->due_on), txt(t->pace), num(s->is_confirmed), id_or_null(s->confirmed.person.v),
             at_us_or_null(s->confirmed.at_us), id_or_null(s->set.person.v), at_us_or_null(s->set.at_us)),
        err);
}
