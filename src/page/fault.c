/* fault.c: see fault.h. */
#include "page/fault.h"

#include <string.h>

#include "base/err.h"
#include "base/log.h"
#include "base/words.h"
#include "page/gate.h"
#include "page/routes.h"
#include "page/show.h"
#include "rule/item.h"
#include "store/ledger.h"
#include "store/report_read.h"

static const struct {
    int status;
    const char *part; /* of fault.tpl */
    const char *title;
} faults[ERR__N] = {
    [ERR_NONE] = { 500, "BROKEN", "系统出错" },
    [ERR_BAD_INPUT] = { 400, "BAD_INPUT", "无法识别的请求" },
    [ERR_DENIED] = { 403, "DENIED", "没有权限" },
    [ERR_NOT_FOUND] = { 404, "NOT_FOUND", "没有找到" },
    [ERR_CONFLICT] = { 409, "CONFLICT", "内容已有变化" },
    [ERR_BUSY] = { 503, "BUSY", "系统繁忙" },
    [ERR_BROKEN] = { 500, "BROKEN", "系统出错" },
};

/* When even the page cannot be made. */
static void plain_fault(const Req *req, Resp *resp, int status)
{
    *resp = (Resp){ .status = 500 };
    resp_text(resp, status,
              mem_printf(req->mem, "系统出错，操作未完成。请重试；若再次出现，请把编号 %s 告诉管理员。\n",
                         req->id));
}

static void answer(Req *req, Resp *resp, View *body, int status, const char *title)
{
    g_autoptr(GError) error = NULL;

    if (page_show(req, resp, body, status, NAV_NONE, title, &error))
        return;
    log_line(LOG_ERROR, req->id, "the error page failed: %s", error->message);
    plain_fault(req, resp, status);
}

static Req *without_session(Req *req)
{
    req->frame = NULL;
    req->message = "";
    return req;
}

/* The fields of our forms as people know them; what is not here is machinery and not worth copying. */
static const struct {
    const char *name, *label;
} kept_labels[] = {
    { "narrative", "进展情况" },
    { "value", "本期值" },
    { "note", "说明" },
    { "light", "亮灯" },
    { "light_reason", "亮灯说明" },
    { "next_steps", "下一步措施" },
    { "comment", "意见" },
    { "username", "账号" },
    { "instructions", "填报要求" },
    { "opens", "开放时间" },
    { "due", "截止时间" },
    { "freezes", "自动冻结时间" },
    { "base", "基数" },
    { "due_on", "完成时限" },
    { "plan", "计划值" },
    { "corrected", "勘误值" },
    { "basis", "依据" },
    { "corrected_max", "勘误值上限" },
    { "reason", "理由" },
    { "quote", "原文片段" },
    { "subject", "指标名称" },
    { "amount", "数值" },
    { "unit_word", "计量单位" },
    { "amount_max", "数值上限" },
    { "name", "项目名称" },
    { "person", "责任人" },
    { "starts_on", "开始日期" },
    { "q1", "一季度预期成果" },
    { "q2", "二季度预期成果" },
    { "q3", "三季度预期成果" },
    { "q4", "四季度预期成果" },
    { "span_reason", "跨年度原因" },
    { "end_reason", "移出清单的理由" },
    { "item_state", "工作项目状态" },
    { "item_result", "工作项目实际成果" },
};

/* The label of narrative or value.17; NULL for fields that nobody typed. */
static const char *kept_label(const char *name)
{
    size_t length = strcspn(name, ".");

    for (gsize i = 0; i < G_N_ELEMENTS(kept_labels); i++)
        if (strlen(kept_labels[i].name) == length && strncmp(name, kept_labels[i].name, length) == 0)
            return kept_labels[i].label;
    return NULL;
}

/* narrative.12, as the page of all tasks sends it (page/fill.c). */
static bool is_of_task(const char *name)
{
    return g_str_has_prefix(name, "narrative.") || g_str_has_prefix(name, "next_steps.") ||
           g_str_has_prefix(name, "light.") || g_str_has_prefix(name, "light_reason.");
}

/* 量化目标 2 本期值, 第 2 个工作项目状态; the number of other families is their own: 计划值 3. */
static const char *kept_name(Mem *mem, const char *name, const char *label, int targets, int items)
{
    const char *dot = strchr(name, '.');

    if (dot == NULL)
        return label;
    if (g_str_has_prefix(name, "value.") || g_str_has_prefix(name, "note."))
        return mem_printf(mem, "量化目标 %d %s", targets, label);
    if (g_str_has_prefix(name, "item_"))
        return mem_printf(mem, "第 %d 个%s", items, label);
    if (is_of_task(name))
        return mem_printf(mem, "第 %s 项 %s", dot + 1, label);
    return mem_printf(mem, "%s %s", label, dot + 1);
}

/* What was typed, so that no error loses it (ux.md D9): to be copied. A target's value and note follow each other, so
 * that counting the values tells which target is meant. */
static void echo_form(const Req *req, View *view)
{
    View *box = NULL;
    int targets = 0, items = 0;

    for (gsize i = 0; i < req->form.n; i++) {
        const Param *p = &req->form.list[i];
        const char *label = kept_label(p->name);
        targets += g_str_has_prefix(p->name, "value.");
        items += g_str_has_prefix(p->name, "item_state.");
        if (label == NULL || p->value[0] == '\0')
            continue;
        if (box == NULL)
            box = view_part(view, "KEPT");
        View *field = view_part(box, "KEPT_FIELD");
        bool is_light = strcmp(p->name, "light") == 0 || g_str_has_prefix(p->name, "light.");
        Light light = is_light ? light_of(p->value) : LIGHT_NONE;
        view_text(field, "KEPT_NAME", kept_name(req->mem, p->name, label, targets, items));
        ItemState item = g_str_has_prefix(p->name, "item_state.") ? item_state_of(p->value) : ITEM_NONE;
        view_text(field, "KEPT_VALUE",
                  item != ITEM_NONE     ? item_state_word(item)
                  : light == LIGHT_NONE ? mem_printf(req->mem, "\n%s", p->value)
                                        : light_word(light));
    }
}

/* What was done to the report in the address while its form was open: who, when, what. */
static bool last_deed(Req *req, ReportPlace *place, LastDeed *last)
{
    ReportAddress at = { .plan = req->arg[0], .period = req->arg[2] };

    return at.period != NULL && req->arg[3] != NULL && number_read(req->arg[1], &at.no) &&
           number_read(req->arg[3], &at.unit.v) &&
           report_place(req->app->db, req->mem, &req->who, &at, req->now_us, place, NULL) &&
           report_last_deed(req->app->db, req->mem, place, last, NULL) && last->action[0] != '\0';
}

static void show_happened(Req *req, View *reason)
{
    ReportPlace place;
    LastDeed last;

    if (!last_deed(req, &place, &last)) {
        view_show(reason, "UNKNOWN");
        return;
    }
    View *happened = view_part(reason, "HAPPENED");
    view_text(happened, "ACTOR", last.actor);
    view_moment(happened, req->mem, "AT", last.at_us, word_moment);
    view_show(happened, report_state_code(place.facts.report));
}

/* The reason of a denial as the sentence of ux.md §5.4; it names the leads of the task in the address. */
static void show_denial(Req *req, View *part, Verdict verdict)
{
    View *reason = view_part(part, verdict_code(verdict));
    const char *leads = "";
    int64_t no;

    if (req->arg[0] != NULL && req->arg[1] != NULL && number_read(req->arg[1], &no) &&
        !task_lead_words(req->app->db, req->mem, req->arg[0], no, &leads, NULL))
        leads = "";
    view_text(reason, "LEADS", leads[0] == '\0' ? "牵头单位" : leads);
    view_text(reason, "OWN_UNIT", req->who.unit_name == NULL ? "" : req->who.unit_name);
    view_text(reason, "OWN_ROLE", role_word(first_role(req->who.roles)));
    if (verdict == NO_STATE)
        show_happened(req, reason);
}

static void log_fault(const Req *req, const GError *error)
{
    ErrKind kind = err_kind(error);
    LogLevel level = kind == ERR_BROKEN ? LOG_ERROR : kind == ERR_BUSY ? LOG_WARN : LOG_INFO;

    log_line(level, req->id, "%d %s: %s", faults[kind].status, req->path, error->message);
}

void fault_page(Req *req, Resp *resp, const GError *error)
{
    ErrKind kind = err_kind(error);
    bool reachable = kind != ERR_BUSY && kind != ERR_BROKEN;

    log_fault(req, error);
    *resp = (Resp){ .status = 500, .retry_seconds = kind == ERR_BUSY ? 5 : 0 };
    if (!reachable)
        req->who = (Actor){ .person = { 0 } }; /* the frame asks the database for badges: not now */
    View *body = page_view(without_session(req), "fault.tpl");
    View *part = view_part(body, faults[kind].part);
    view_text(part, "REQUEST", req->id);
    if (kind == ERR_DENIED)
        show_denial(req, part, (Verdict)err_detail(error));
    if (req->method == POST && same_origin(req))
        echo_form(req, body);
    answer(req, resp, body, faults[kind].status, faults[kind].title);
}

void fault_method(Req *req, Resp *resp, const char *allow)
{
    View *body = page_view(without_session(req), "fault.tpl");

    view_text(view_part(body, "METHOD"), "REQUEST", req->id);
    *resp = (Resp){ .status = 405, .allow = allow };
    answer(req, resp, body, 405, "不支持的操作");
}

void fault_lost_session(Req *req, Resp *resp, bool echo)
{
    View *body = page_view(without_session(req), "fault.tpl");

    log_line(LOG_INFO, req->id, "403 %s: no session or a stale token", req->path);
    view_text(view_part(body, "LOST_SESSION"), "REQUEST", req->id);
    if (echo)
        echo_form(req, body);
    answer(req, resp, body, 403, "登录已超时");
}
