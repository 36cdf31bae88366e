/* dashboard_keep.c: for those who keep watch over the records (auditor) and over the house (admin). */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/house.h"
#include "base/words.h"
#include "page/audit_seal.h"
#include "page/app.h"
#include "page/audit_words.h"
#include "page/dashboard.h"
#include "page/show.h"
#include "rule/event_words.h"
#include "rule/file_kind.h"
#include "store/dashboard_read.h"

enum {
    BULK_LEAST = 10, /* deeds in a minute: nobody reads so many reports */
    TIGHT_PART = 10
};

#define STALE_US (2 * DAY_US) /* backups are made each night */

static int64_t day_start(int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    c.hour = c.minute = c.second = 0;
    return civil_to_us(&c);
}

/* Since Monday. */
static int64_t week_start(int64_t at_us)
{
    return day_start(at_us) - (civil_of(at_us).weekday + 6) % 7 * DAY_US;
}

static bool show_actions(Req *req, View *part, GError **err)
{
    ActionCount *list;
    gsize n;

    TRY(dashboard_actions(req->app->db, req->mem, day_start(req->now_us), week_start(req->now_us), &list, &n,
                          err));
    for (gsize i = 0; i < n; i++) {
        View *action = view_part(part, "ACTION");
        view_text(action, "WORD", action_word(list[i].action));
        view_number(action, "TODAY", list[i].today);
        view_number(action, "WEEK", list[i].week);
    }
    if (n == 0)
        view_show(part, "NO_ACTION");
    return true;
}

static bool show_unusual(Req *req, View *part, GError **err)
{
    Unusual *list;
    gsize n;

    TRY(dashboard_unusual(req->app->db, req->mem, day_start(req->now_us) - 6 * DAY_US, &list, &n, err));
    View *some = view_part(part, n == 0 ? "NOTHING" : "SOME");
    for (gsize i = 0; i < n; i++) {
        View *row = view_part(some, "ROW");
        view_event(req, row, &list[i].row);
        if (strcmp(list[i].row.result, "ok") != 0)
            view_show(row, "REFUSED");
        if (list[i].night)
            view_show(row, "NIGHT");
        if (list[i].mended)
            view_show(row, "MENDED");
        if (list[i].after_all)
            view_show(row, "AFTER_ALL");
    }
    return true;
}

static bool show_bulk(Req *req, View *part, GError **err)
{
    Bulk *list;
    gsize n;

    TRY(dashboard_bulk(req->app->db, req->mem, day_start(req->now_us) - 6 * DAY_US, BULK_LEAST, &list, &n,
                       err));
    View *some = n == 0 ? NULL : view_part(part, "BULK");
    for (gsize i = 0; i < n; i++) {
        View *row = view_part(some, "DEED");
        view_moment(row, req->mem, "AT", list[i].at_us, word_full);
        view_text(row, "ACTOR", list[i].actor);
        view_text(row, "ACTOR_UNIT", list[i].actor_unit);
        view_text(row, "WORD", action_word(list[i].action));
        view_number(row, "N", list[i].n);
        view_number(row, "ID", list[i].id);
    }
    return true;
}

bool dash_auditor(Req *req, View *body, const Season *season, GError **err)
{
    View *part = view_include(body, "AUDITOR", "dash_auditor.tpl");

    (void)season;
    TRY(view_seal(req, part, err));
    TRY(show_actions(req, part, err));
    TRY(show_unusual(req, part, err));
    return show_bulk(req, part, err);
}

static void show_periods(Req *req, View *part, const Season *season)
{
    View *periods = view_part(part, season->n_periods == 0 ? "NO_PERIODS" : "PERIODS");

    for (gsize i = season->n_periods; i-- > 0;) {
        const Period *period = &season->periods[i];
        View *row = view_part(periods, "ROW");
        view_text(row, "PERIOD", word_period(req->mem, period->code));
        view_text(row, "OPENS", word_full(req->mem, period->opens_us));
        view_text(row, "DUE", word_deadline(req->mem, period->due_us));
        view_text(row, "STATE", period_state_word(period->state));
        if (period->state == PERIOD_OPEN)
            view_show(row, "OPEN");
    }
}

static bool show_silent(Req *req, View *part, const Season *season, GError **err)
{
    SilentUnit *list;
    gsize n;

    TRY(dashboard_silent_units(req->app->db, req->mem, season->plan.id, &list, &n, err));
    View *silent = view_part(part, n == 0 ? "ALL_SIGNED" : "SILENT");
    view_number(silent, "N", (int64_t)n);
    for (gsize i = 0; i < n; i++) {
        View *row = view_part(silent, "ROW");
        view_text(row, "NAME", list[i].name);
        view_number(row, "N_TASKS", list[i].n_tasks);
        view_show(row, list[i].can_sign_in ? "NEVER" : "CANNOT");
    }
    return true;
}

static bool show_import(Req *req, View *part, const Season *season, GError **err)
{
    ImportState state;

    TRY(dashboard_import(req->app->db, req->mem, season->plan.id, &state, err));
    View *import = view_part(part, "IMPORT");
    view_text(import, "TITLE", state.title);
    view_text(import, "SHA", state.sha256);
    view_number(import, "SECTIONS", state.sections);
    view_number(import, "TASKS", state.tasks);
    view_number(import, "UNITS", state.units);
    view_number(import, "TARGETS", state.targets);
    view_number(import, "DOUBTS", state.doubts);
    view_number(import, "LEADERLESS", state.leaderless);
    view_number(import, "PERSONS", state.persons);
    view_text(import, "LEDGER", dash_ledger(req, season, ""));
    return true;
}

static void show_room(Req *req, View *part)
{
    int64_t all, left;

    if (!house_room(req->app->conf->evidence.folder, &all, &left)) {
        view_show(part, "NO_ROOM");
        return;
    }
    View *room = view_part(part, "ROOM");
    view_text(room, "ALL", word_file_size(req->mem, all));
    view_text(room, "LEFT", word_file_size(req->mem, left));
    if (left < all / TIGHT_PART)
        view_show(room, "TIGHT");
}

/* The machine's own clock: the demo's stands in another year. */
static void show_backup(Req *req, View *part)
{
    const char *mark = req->app->conf->backup_mark;
    int64_t at_us;

    if (mark == NULL || !house_mark(mark, &at_us)) {
        view_show(part, "NO_BACKUP");
        return;
    }
    View *backup = view_part(part, "BACKUP");
    view_moment(backup, req->mem, "AT", at_us, word_full);
    if (g_get_real_time() - at_us > STALE_US)
        view_show(backup, "STALE");
}

bool dash_admin(Req *req, View *body, const Season *season, GError **err)
{
    View *part = view_include(body, "ADMIN", "dash_admin.tpl");

    show_periods(req, part, season);
    show_room(req, part);
    show_backup(req, part);
    if (!season->has_plan) {
        view_show(part, "NO_IMPORT");
        view_show(part, "ALL_SIGNED");
        return true;
    }
    TRY(show_silent(req, part, season, err));
    return show_import(req, part, season, err);
}
