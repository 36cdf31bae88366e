/* export_audit.c: the change records under the conditions of their page. */
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/audit_filter.h"
#include "page/audit_words.h"
#include "page/export.h"

enum { ID, AT, ACTOR, ACTOR_UNIT, ROLE, IP, ACTION, RESULT, KIND, TASK, UNIT, PERIOD, CHANGES, N_COLUMNS };

static const SheetColumn columns[N_COLUMNS] = {
    [ID] = { "编号", 10 },          [AT] = { "时间", 20 },       [ACTOR] = { "操作人", 12 },
    [ACTOR_UNIT] = { "单位", 18 },  [ROLE] = { "角色", 12 },     [IP] = { "IP", 16 },
    [ACTION] = { "动作", 14 },      [RESULT] = { "结果", 16 },   [KIND] = { "对象", 12 },
    [TASK] = { "任务", 34 },        [UNIT] = { "牵头单位", 18 }, [PERIOD] = { "报送期", 14 },
    [CHANGES] = { "变更内容", 80 },
};

static const char *role_text(const char *code)
{
    for (int role = 0; role < ROLE__N; role++)
        if (g_str_equal(role_code((Role)role), code))
            return role_word((Role)role);
    return code;
}

/* 字段：旧 → 新, a line each. */
static const char *changes_text(Mem *mem, const AuditNames *names, const char *body)
{
    EventField *fields;
    gsize n;
    const char *text = "";

    event_fields(mem, body, &fields, &n);
    for (gsize i = 0; i < n; i++) {
        const EventField *f = &fields[i];
        const char *old = audit_value_word(mem, names, f->field, f->old);
        text = mem_printf(mem, "%s%s%s：%s%s%s", text, i == 0 ? "" : "\n",
                          audit_field_word(mem, names, f->field), old, f->old == NULL ? "" : " → ",
                          audit_value_word(mem, names, f->field, f->new));
    }
    return text;
}

static bool put(Mem *mem, const AuditNames *names, const AuditRow *row, ExportOut *out, GError **err)
{
    SheetCell cells[N_COLUMNS] = { [ID] = sheet_whole(row->id),
                                   [AT] = sheet_text(word_stamp(mem, row->at_us)),
                                   [ACTOR] = sheet_text(row->actor),
                                   [ACTOR_UNIT] = sheet_text(row->actor_unit),
                                   [ROLE] = sheet_text(role_text(row->actor_role)),
                                   [IP] = sheet_text(row->ip),
                                   [ACTION] = sheet_text(action_word(row->action)),
                                   [RESULT] = sheet_text(result_word(row->result)),
                                   [KIND] = sheet_text(etype_word(row->etype)),
                                   [UNIT] = sheet_text(row->unit_name),
                                   [CHANGES] = sheet_text(changes_text(mem, names, row->body)) };

    if (row->task_no != 0)
        cells[TASK] = sheet_text(
            mem_printf(mem, "第%" G_GINT64_FORMAT "项 %s", row->task_no, zh_punct(mem, row->title)));
    if (row->period[0] != '\0')
        cells[PERIOD] = sheet_text(word_period(mem, row->period));
    return export_row(out, cells, err);
}

/* One batch, with memory of its own; *before moves on, *more: there may be others. */
static bool put_batch(const Req *req, const AuditFilter *filter, int64_t *before, bool *more, ExportOut *out,
                      GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    AuditRow *rows;
    AuditNames names;
    gsize n;

    TRY(audit_bulk(req->app->db, mem, filter, *before, &rows, &n, err));
    *more = n > 0;
    if (n == 0)
        return true;
    TRY(audit_names(req->app->db, mem, rows[n - 1].id, rows[0].id, &names, err));
    for (gsize i = 0; i < n; i++)
        TRY(put(mem, &names, &rows[i], out, err));
    *before = rows[n - 1].id;
    return true;
}

/* What is recorded while this runs is newer than its first row and stays out. */
static bool write_rows(Req *req, ExportOut *out, GError **err)
{
    AuditAsked asked;
    int64_t before = 0;
    bool more = true;

    TRY(audit_asked(req, &asked, err));
    while (more)
        TRY(put_batch(req, &asked.filter, &before, &more, out, err));
    return true;
}

static bool count(Req *req, int64_t most, int64_t *n, GError **err)
{
    AuditAsked asked;

    TRY(audit_asked(req, &asked, err));
    return audit_count(req->app->db, req->mem, &asked.filter, most, n, err);
}

static bool conditions(Req *req, const char **words, GError **err)
{
    static const char *const labels[AUDIT_TYPED] = { "从", "到", "操作人", "单位", "动作", "任务序号", "IP" };
    AuditAsked asked;
    const char *text = authz_audit_of(&req->who).v == 0 ? "" : "仅本人操作";

    TRY(audit_asked(req, &asked, err));
    for (int i = 0; i < AUDIT_TYPED; i++) {
        const ActionGroup *group = i == AUDIT_ACT ? action_group(asked.typed[i]) : NULL;
        if (asked.typed[i][0] != '\0')
            text = mem_printf(req->mem, "%s%s%s：%s", text, text[0] == '\0' ? "" : "，", labels[i],
                              group == NULL ? asked.typed[i] : group->word);
    }
    *words = text[0] == '\0' ? "全部记录" : text;
    return true;
}

const ExportKind export_audit = {
    .code = "audit",
    .word = "变更记录",
    .door = DEED_READ_AUDIT,
    .columns = columns,
    .n_columns = N_COLUMNS,
    .count = count,
    .conditions = conditions,
    .write = write_rows,
};
