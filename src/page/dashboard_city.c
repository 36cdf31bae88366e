/* dashboard_city.c: the whole city at a glance, for those who review and those who lead. */
#include <inttypes.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dashboard.h"
#include "page/instruction.h"
#include "page/show.h"
#include "store/dashboard_read.h"

static void show_alarm(Req *req, View *some, const Alarm *alarm)
{
    View *row = view_part(some, "ROW");

    view_text(row, "ADDRESS",
              mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, alarm->plan, alarm->no,
                         alarm->period, alarm->unit.v));
    view_number(row, "NO", alarm->no);
    view_text(row, "TITLE", zh_punct(req->mem, alarm->title));
    view_text(row, "UNIT", alarm->unit_name);
    view_light(row, "LIGHT", alarm->light, alarm->own);
    view_text(row, "REASON", alarm->reason);
    if (authz_role(req->who.roles, DEED_INSTRUCT))
        view_text(view_part(row, "INSTRUCT"), "INSTRUCT_ADDRESS",
                  mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/instruct?unit=%" PRId64 "&period=%s",
                             alarm->plan, alarm->no, alarm->unit.v, alarm->period));
    if (alarm->decided_otherwise)
        view_show(row, "BY_REVIEWER");
}

/* with_own: a leader sees what is approved and nothing that is still on its way. */
static bool show_alarms(Req *req, View *part, const Season *season, bool with_own, GError **err)
{
    Alarm *list;
    gsize n;

    if (season->current == NULL)
        return true;
    TRY(dashboard_alarms(req->app->db, req->mem, season->current->id, with_own, &list, &n, err));
    View *alarms = view_include(part, "ALARMS", "dash_alarms.tpl");
    View *some = view_part(alarms, n == 0 ? "NOTHING" : "SOME");
    view_text(alarms, "PERIOD", word_period(req->mem, season->current->code));
    view_number(alarms, "N", (int64_t)n);
    view_text(alarms, "RED", dash_ledger(req, season, "&light=red"));
    for (gsize i = 0; i < n; i++)
        show_alarm(req, some, &list[i]);
    return true;
}

static const char *days_ago(Mem *mem, int64_t at_us, int64_t now_us)
{
    int64_t days = civil_days_between(at_us, now_us);

    return days <= 0 ? "今天" : mem_printf(mem, "%" PRId64 " 天前", days);
}

static bool show_waiting(Req *req, View *part, GError **err)
{
    int64_t n, oldest_us;

    TRY(dashboard_waiting(req->app->db, req->mem, &n, &oldest_us, err));
    View *waiting = view_part(part, n == 0 ? "QUIET" : "WAITING");
    if (n == 0)
        return true;
    view_number(waiting, "N", n);
    view_moment(waiting, req->mem, "AT", oldest_us, word_moment);
    view_text(waiting, "AGO", days_ago(req->mem, oldest_us, req->now_us));
    return true;
}

static void show_unit(Req *req, View *rows, const Season *season, const UnitProgress *u)
{
    View *row = view_part(rows, "ROW");
    int64_t handed = u->waiting + u->approved + u->returned;

    view_text(row, "ADDRESS", dash_ledger(req, season, mem_printf(req->mem, "&unit=%" PRId64, u->id.v)));
    view_text(row, "NAME", u->name);
    view_number(row, "DUE", u->due);
    view_number(row, "HANDED", handed);
    view_number(row, "WAITING", u->waiting);
    view_number(row, "APPROVED", u->approved);
    view_number(row, "RETURNED", u->returned);
    view_number(row, "MISSING", u->due - handed);
    if (u->overdue == 0) {
        view_show(row, "IN_TIME");
        return;
    }
    View *overdue = view_part(row, "OVERDUE");
    view_number(overdue, "N", u->overdue);
    if (authz_role(req->who.roles, DEED_ISSUE_NOTICE))
        view_text(
            view_part(overdue, "URGE"), "URGE_PATH",
            mem_printf(req->mem, "/notices/new?plan=%s&kind=urge&unit=%" PRId64, season->plan.code, u->id.v));
}

static bool is_through(const UnitProgress *u)
{
    return u->approved == u->due && u->overdue == 0;
}

static View *rows_at(View *view, const char *marker, const char *caption)
{
    View *rows = view_include(view, marker, "dash_unit_rows.tpl");

    view_text(rows, "CAPTION", caption);
    return rows;
}

/* Who is behind stands open; who is through is folded away, so that the page stays short. */
static void show_unit_list(Req *req, View *units, const Season *season, const UnitProgress *list, gsize n)
{
    View *behind = NULL, *through = NULL, *done = NULL;
    int64_t n_through = 0;

    for (gsize i = 0; i < n; i++) {
        if (!is_through(&list[i])) {
            behind = behind != NULL ? behind : rows_at(units, "BEHIND", "还没有全部通过的单位，逾期的在前");
            show_unit(req, behind, season, &list[i]);
            continue;
        }
        if (done == NULL) {
            done = view_part(units, "DONE");
            through = rows_at(done, "ROWS", "已全部通过的单位");
        }
        n_through++;
        show_unit(req, through, season, &list[i]);
    }
    if (done != NULL)
        view_number(done, "N", n_through);
    if (behind == NULL)
        view_show(units, "NONE_BEHIND");
}

/* A sentence to send to those who owe something, ready to be copied. */
static void show_urging(Req *req, View *units, const UnitProgress *list, gsize n)
{
    g_autoptr(GString) names = g_string_new(NULL);
    int64_t behind = 0;

    for (gsize i = 0; i < n; i++) {
        if (list[i].overdue == 0)
            continue;
        g_string_append_printf(names, "%s%s %" PRId64 " 项", behind++ == 0 ? "" : "、", list[i].name,
                               list[i].overdue);
    }
    if (behind == 0)
        return;
    View *urging = view_part(units, "URGING");
    view_number(urging, "URGING_N", behind);
    view_text(urging, "URGING_WORDS",
              mem_printf(req->mem, "\n截至%s，以下单位逾期未报：%s。请于今日登录“重点工作台账”补报。%s",
                         word_moment(req->mem, req->now_us), names->str, req->who.unit_name));
}

/* What the notice promises in numbers and nobody has looked at yet. */
static void show_doubts(Req *req, View *part, const Season *season)
{
    int64_t open = 0, doubtful = 0;

    for (gsize i = 0; season->has_plan && i < season->book->n_tasks; i++) {
        const BookTask *task = &season->book->tasks[i];
        for (gsize k = 0; k < task->n_targets; k++) {
            open += !task->targets[k].confirmed;
            doubtful += !task->targets[k].confirmed && task->targets[k].doubt[0] != '\0';
        }
    }
    if (open == 0)
        return;
    View *doubts = view_part(part, "DOUBTS");
    view_number(doubts, "OPEN_N", open);
    view_text(doubts, "TARGETS", mem_printf(req->mem, "/plans/%s/targets", season->plan.code));
    if (doubtful > 0)
        view_number(view_part(doubts, "DOUBTFUL"), "DOUBTFUL_N", doubtful);
}

static bool show_units(Req *req, View *part, const Season *season, GError **err)
{
    UnitProgress *list;
    gsize n;

    if (season->current == NULL)
        return true;
    TRY(dashboard_units(req->app->db, req->mem, season->plan.id, season->current->id, req->now_us, &list, &n,
                        err));
    if (n == 0)
        return true;
    View *units = view_part(part, "UNITS");
    view_text(units, "PERIOD", word_period(req->mem, season->current->code));
    show_urging(req, units, list, n);
    show_unit_list(req, units, season, list, n);
    return true;
}

bool dash_supervisor(Req *req, View *body, const Season *season, GError **err)
{
    View *part = view_include(body, "SUPERVISOR", "dash_supervisor.tpl");

    TRY(show_waiting(req, part, err));
    show_doubts(req, part, season);
    TRY(dash_problems_city(req, part, true, err));
    TRY(instructions_dash(req, part, err));
    TRY(dash_applications(req, part, (UnitId){ 0 }, err));
    TRY(dash_todo(req, part, season, err));
    TRY(show_units(req, part, season, err));
    TRY(show_alarms(req, part, season, true, err));
    return dash_city_lights(req, part, season, err);
}

/* A reviewer who is also a leader has seen all this already. */
bool dash_leader(Req *req, View *body, const Season *season, GError **err)
{
    if (req->who.roles & ROLE_BIT(ROLE_SUPERVISOR))
        return true;
    View *part = view_include(body, "LEADER", "dash_leader.tpl");
    TRY(dash_problems_city(req, part, false, err));
    TRY(instructions_dash(req, part, err));
    TRY(show_alarms(req, part, season, false, err));
    return dash_city_lights(req, part, season, err);
}
