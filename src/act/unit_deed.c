/* unit_deed.c: names, use, aliases and members of units; see unit_deeds.h. Successions are in unit_succeed.c. */
#include "act/unit_deeds.h"

#include <string.h>

#include "act/deed.h"
#include "base/clock.h"
#include "base/err.h"
#include "rule/day_read.h"
#include "store/item.h"

static const char *const codes[UNIT_DEED__N] = { "",        "rename", "stop",  "resume",  "alias",
                                                 "unalias", "join",   "leave", "succeed", "new" };

const char *unit_deed_code(UnitDeed deed)
{
    return codes[deed];
}

UnitDeed unit_deed_of(const char *code)
{
    for (int deed = UNIT_DEED_NONE + 1; deed < UNIT_DEED__N; deed++)
        if (strcmp(codes[deed], code) == 0)
            return (UnitDeed)deed;
    return UNIT_DEED_NONE;
}

const Complaint *unit_refusal(int refusal)
{
    static const Complaint said[UNIT_REFUSAL__N] = {
        [UNIT_NAME_TAKEN] = { "name", "这个名称已是某个单位的名称或别名，请核对后另填" },
        [UNIT_STILL_LEADS] = { "reason", "该单位仍有牵头任务，不能停用；请先用“机构改革”由其他单位承接" },
        [UNIT_FOLLOWED] = { "reason", "该单位的职责已由其他单位承接，不能恢复使用" },
        [UNIT_UNFIT] = { "other", "所选单位是本单位、已停用或是集合，不能这样办理，请另选" },
        [UNIT_BELONGS] = { "other", "所选单位已是集合成员" },
    };

    return refusal > UNIT_MOVED && refusal < UNIT_REFUSAL__N ? &said[refusal] : NULL;
}

static bool wants_day(UnitDeed deed)
{
    return deed == UNIT_RENAME || deed == UNIT_JOIN || deed == UNIT_LEAVE || deed == UNIT_SUCCEED ||
           deed == UNIT_NEW;
}

Complaint *unit_complaints(Mem *mem, const UnitWish *wish, int64_t *day_us, gsize *n)
{
    Complaints to = complaints_new(mem);

    *day_us = wish->now_us;
    if ((wish->deed == UNIT_RENAME || wish->deed == UNIT_ALIAS || wish->deed == UNIT_NEW) &&
        text_is_blank(wish->name))
        complain(&to, "name", "请填写名称");
    complain_most(&to, "name", "名称", wish->name, UNIT_NAME_MOST);
    complain_most(&to, "short", "简称", wish->short_name, UNIT_SHORT_MOST);
    if ((wish->deed == UNIT_RENAME || wish->deed == UNIT_NEW) && text_is_blank(wish->short_name))
        complain(&to, "short", "请填写简称");
    if ((wish->deed == UNIT_JOIN || wish->deed == UNIT_SUCCEED) && wish->other.v == 0)
        complain(&to, "other", "请选择单位");
    if (wants_day(wish->deed) && !day_read(wish->day, day_us))
        complain(&to, "day", "日期请按 2023-5-1 或 2023年5月1日 的格式填写");
    else if (civil_days_between(wish->now_us, *day_us) > 0)
        complain(&to, "day", "日期不能晚于今天，请在生效当天或之后登记");
    if (text_is_blank(wish->reason))
        complain(&to, "reason", "请填写理由（依据的文件或会议）");
    complain_most(&to, "reason", "理由", wish->reason, UNIT_REASON_MOST);
    *n = to.n;
    return to.list;
}

bool unit_event(Tx *tx, const UnitAct *a, const char *etype, int64_t id, int64_t version, const char *action,
                int64_t task, int64_t unit, Changes *changes, GError **err)
{
    Event event = { .etype = etype,
                    .entity_id = id,
                    .entity_seq = version,
                    .action = action,
                    .result = "ok",
                    .task = { task },
                    .unit = { unit },
                    .changes = changes,
                    .at_us = a->wish->now_us };

    change_note(changes, "reason", a->wish->reason);
    return audit_append(tx, a->mem, a->who, &event, err);
}

bool unit_add_name(Tx *tx, const UnitAct *a, const char *name, const char *short_name, const char *until,
                   GError **err)
{
    Changes *changes = changes_new(a->mem);
    int64_t id, unit = a->wish->unit.v;

    TRY(tx_new_id(tx, &id, err));
    change_text(changes, until == NULL ? "alias" : "former", NULL, name);
    if (until != NULL)
        change_text(changes, "until_on", NULL, until);
    TRY(unit_event(tx, a, "unit_alias", id, 1, until == NULL ? "unit.alias" : "unit.rename", 0, unit, changes,
                   err));
    return tx_change_one(tx, SQL_UNIT_ALIAS_INSERT,
                         ARGS(num(id), num(unit), txt(name), txt(short_name),
                              txt(until == NULL ? "alias" : "former"), txt(until), txt(a->wish->reason),
                              num(a->who->person.v), at_us(a->wish->now_us)),
                         err);
}

static bool refuse(UnitRefusal why, GError **err)
{
    return fail_detail(err, ERR_CONFLICT, (int)why, "unit: refused, reason %d", (int)why);
}

bool unit_name_is_free(Tx *tx, Mem *mem, const char *name, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_UNIT_NAME_TAKEN, ARGS(txt(name), txt(name)), &c, err));
    return c[UNIT_NAME_TAKEN_N].i == 0 || refuse(UNIT_NAME_TAKEN, err);
}

/* The event of the unit comes first, since the request is known by it; then the former name, which the fence looks for. */
static bool rename_unit(Tx *tx, const UnitAct *a, GError **err)
{
    const UnitWish *wish = a->wish;
    const char *old = a->unit[UNIT_ALL_NAME].s;
    bool renamed = strcmp(old, wish->name) != 0;
    Changes *changes = changes_new(a->mem);
    int64_t version = a->unit[UNIT_ALL_VERSION].i;

    change_text(changes, "name", old, wish->name);
    change_text(changes, "short", a->unit[UNIT_ALL_SHORT].s, wish->short_name);
    change_text(changes, "parent", a->unit[UNIT_ALL_PARENT].s,
                a->other == NULL ? "" : a->other[UNIT_ALL_NAME].s);
    if (!changes_any(changes))
        return true;
    if (wish->other.v == wish->unit.v)
        return refuse(UNIT_UNFIT, err);
    if (renamed)
        TRY(unit_name_is_free(tx, a->mem, a->wish->name, err));
    TRY(unit_event(tx, a, "unit", wish->unit.v, version + 1, "unit.rename", 0, wish->unit.v, changes, err));
    if (renamed)
        TRY(unit_add_name(tx, a, old, a->unit[UNIT_ALL_SHORT].s, a->day, err));
    return tx_change_one(tx, SQL_UNIT_RENAME,
                         ARGS(txt(wish->name), txt(wish->short_name), id_or_null(wish->other.v),
                              num(wish->unit.v), num(version)),
                         err);
}

bool unit_stop_row(Tx *tx, const UnitAct *a, const char *day, GError **err)
{
    Changes *changes = changes_new(a->mem);
    int64_t id = a->wish->unit.v, version = a->unit[UNIT_ALL_VERSION].i;

    change_text(changes, "stopped_on", a->unit[UNIT_ALL_STOPPED_ON].s, day == NULL ? "" : day);
    if (!changes_any(changes))
        return true;
    TRY(unit_event(tx, a, "unit", id, version + 1, day == NULL ? "unit.resume" : "unit.stop", 0, id, changes,
                   err));
    return tx_change_one(tx, SQL_UNIT_STOP, ARGS(txt(day), num(id), num(version)), err);
}

static bool stop_unit(Tx *tx, const UnitAct *a, GError **err)
{
    if (a->unit[UNIT_ALL_LEADS].i > 0)
        return refuse(UNIT_STILL_LEADS, err);
    return unit_stop_row(tx, a, a->today, err);
}

static bool add_alias(Tx *tx, const UnitAct *a, GError **err)
{
    TRY(unit_name_is_free(tx, a->mem, a->wish->name, err));
    return unit_add_name(tx, a, a->wish->name, "", NULL, err);
}

static bool end_alias(Tx *tx, const UnitAct *a, GError **err)
{
    Rows rows;

    TRY(db_read(tx_db(tx), a->mem, SQL_UNIT_NAMES, ARGS(num(a->wish->unit.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        Changes *changes = changes_new(a->mem);
        if (c[UNIT_NAMES_ID].i != a->wish->row || c[UNIT_NAMES_ENDED_ON].s[0] != '\0' ||
            strcmp(c[UNIT_NAMES_KIND].s, "alias") != 0)
            continue;
        change_text(changes, "alias", c[UNIT_NAMES_NAME].s, "");
        TRY(unit_event(tx, a, "unit_alias", a->wish->row, c[UNIT_NAMES_VERSION].i + 1, "unit.unalias", 0,
                       a->wish->unit.v, changes, err));
        return tx_change_one(tx, SQL_UNIT_ALIAS_END,
                             ARGS(txt(a->today), num(a->wish->row), num(c[UNIT_NAMES_VERSION].i)), err);
    }
    return refuse(UNIT_MOVED, err);
}

bool unit_join_row(Tx *tx, const UnitAct *a, int64_t group, int64_t unit, GError **err)
{
    Changes *changes = changes_new(a->mem);
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    change_number(changes, "group", 0, group);
    change_number(changes, "member", 0, unit);
    change_text(changes, "since_on", NULL, a->day);
    TRY(unit_event(tx, a, "unit_member", id, 1, "unit.join", 0, unit, changes, err));
    return tx_change_one(tx, SQL_UNIT_MEMBER_INSERT,
                         ARGS(num(id), num(group), num(unit), txt(a->day), txt(a->wish->reason),
                              num(a->who->person.v), at_us(a->wish->now_us)),
                         err);
}

bool unit_leave_row(Tx *tx, const UnitAct *a, int64_t id, int64_t version, int64_t unit, GError **err)
{
    Changes *changes = changes_new(a->mem);

    change_text(changes, "ended_on", NULL, a->day);
    TRY(unit_event(tx, a, "unit_member", id, version + 1, "unit.leave", 0, unit, changes, err));
    return tx_change_one(tx, SQL_UNIT_MEMBER_END, ARGS(txt(a->day), num(id), num(version)), err);
}

bool unit_is_kind(const Cell *unit, const char *kind)
{
    return unit != NULL && strcmp(unit[UNIT_ALL_KIND].s, kind) == 0 && unit[UNIT_ALL_STOPPED_ON].s[0] == '\0';
}

static bool member_deed(Tx *tx, const UnitAct *a, GError **err)
{
    bool joins = a->wish->deed == UNIT_JOIN;
    Rows rows;

    TRY(db_read(tx_db(tx), a->mem, SQL_UNIT_MEMBER_ROWS, ARGS(num(a->wish->unit.v)), &rows, err));
    if (joins && (!unit_is_kind(a->unit, "group") || !unit_is_kind(a->other, "bureau")))
        return refuse(UNIT_UNFIT, err);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        if (c[UNIT_MEMBER_ROWS_ENDED_ON].s[0] != '\0')
            continue;
        if (joins && c[UNIT_MEMBER_ROWS_UNIT_ID].i == a->wish->other.v)
            return refuse(UNIT_BELONGS, err);
        if (!joins && c[UNIT_MEMBER_ROWS_ID].i == a->wish->row)
            return unit_leave_row(tx, a, a->wish->row, c[UNIT_MEMBER_ROWS_VERSION].i,
                                  c[UNIT_MEMBER_ROWS_UNIT_ID].i, err);
    }
    return joins ? unit_join_row(tx, a, a->wish->unit.v, a->wish->other.v, err) : refuse(UNIT_MOVED, err);
}

static bool go(Tx *tx, const UnitAct *a, GError **err)
{
    switch (a->wish->deed) {
    case UNIT_RENAME:
        return rename_unit(tx, a, err);
    case UNIT_STOP:
        return stop_unit(tx, a, err);
    case UNIT_RESUME:
        return a->unit[UNIT_ALL_SUCCESSOR].s[0] == '\0' ? unit_stop_row(tx, a, NULL, err)
                                                        : refuse(UNIT_FOLLOWED, err);
    case UNIT_ALIAS:
        return add_alias(tx, a, err);
    case UNIT_UNALIAS:
        return end_alias(tx, a, err);
    case UNIT_JOIN:
    case UNIT_LEAVE:
        return member_deed(tx, a, err);
    case UNIT_SUCCEED:
        if (!unit_is_kind(a->unit, "bureau") || !unit_is_kind(a->other, "bureau") || a->unit == a->other)
            return refuse(UNIT_UNFIT, err);
        return unit_succeed(tx, a, err);
    default:
        return fail(err, ERR_BAD_INPUT, "unit: no deed");
    }
}

const Cell *unit_with(const Rows *units, UnitId unit)
{
    for (gsize i = 0; i < units->n; i++)
        if (units->row[i][UNIT_ALL_ID].i == unit.v)
            return units->row[i];
    return NULL;
}

bool unit_stored(Tx *tx, Mem *mem, const Actor *who, UnitDeed deed, int64_t *id, bool *stored, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;

    TRY(db_read(tx_db(tx), mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)), &rows,
                err));
    *id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    return audit_seen(tx, mem, who, mem_printf(mem, "unit.%s", unit_deed_code(deed)), *id, stored, err);
}

static bool keep(Tx *tx, void *what, GError **err)
{
    UnitAct *a = what;
    Rows locked;
    bool stored;
    int64_t id;

    TRY(db_read(tx_db(tx), a->mem, SQL_UNIT_LOCK_ALL, NO_ARGS, &locked, err));
    TRY(unit_stored(tx, a->mem, a->who, a->wish->deed, &id, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(a->who, DEED_KEEP_UNITS, NULL, err));
    TRY(db_read(tx_db(tx), a->mem, SQL_UNIT_ALL, NO_ARGS, &a->units, err));
    a->unit = unit_with(&a->units, a->wish->unit);
    a->other = a->wish->other.v == 0 ? NULL : unit_with(&a->units, a->wish->other);
    if (a->unit == NULL || (a->wish->other.v != 0 && a->other == NULL))
        return fail(err, ERR_NOT_FOUND, "no such unit");
    if (a->unit[UNIT_ALL_VERSION].i != a->wish->base_version)
        return refuse(UNIT_MOVED, err);
    return go(tx, a, err);
}

bool act_unit(Db *db, Mem *mem, const Actor *who, const UnitWish *wish, GError **err)
{
    int64_t day_us;
    gsize n;

    unit_complaints(mem, wish, &day_us, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "unit: %" G_GSIZE_FORMAT " complaints", n);
    UnitAct a = { .mem = mem,
                  .who = who,
                  .wish = wish,
                  .today = item_day(mem, wish->now_us),
                  .day = item_day(mem, day_us) };
    return tx_run(db, &wish->request, keep, &a, err);
}
