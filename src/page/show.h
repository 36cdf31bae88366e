/* show.h: pages in the house's frame: header, navigation, message, body, footer (ux.md §4). */
#pragma once
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* Begins a page: the view of its body, to be filled. file is its template. Within it the markers CSRF, PLAN_PATH are
 * known everywhere. */
View *page_view(Req *req, const char *file);

/* Which page of the navigation is the current one; NAV_NONE is none. show.c groups them under the header's entries. */
typedef enum {
    NAV_NONE,
    NAV_DASHBOARD,
    NAV_REMINDERS,
    NAV_BURDEN,
    NAV_EXPORTS,
    NAV_UNITS,
    NAV_LEDGER,
    NAV_TARGETS,
    NAV_ITEMS,
    NAV_SUMMARY,
    NAV_DISPATCH,
    NAV_REPORTS,
    NAV_RETURNS,
    NAV_REVIEWS,
    NAV_SPOTS,
    NAV_PROBLEMS,
    NAV_NOTICES,
    NAV_INSTRUCTIONS,
    NAV_APPLICATIONS,
    NAV_BULLETINS,
    NAV_BRIEFS,
    NAV_PRACTICES,
    NAV_AUDIT,
    NAV_ACCOUNTS,
    NAV__N
} Nav;

/* One step of the trail below the header; the last has address NULL. Call in order, from the outside in. */
void page_crumb(Req *req, View *body, const char *title, const char *address);

/* Ends the page. title: of the window, without the system's name. */
bool page_show(Req *req, Resp *resp, View *body, int status, Nav nav, const char *title, GError **err);

/* The page asks for itself again every five seconds in browsers without scripts: only while something runs. */
void page_refresh(Req *req);

/* Says a sentence on the next page that the session opens, once. */
bool page_say(Req *req, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A light as badge: fills an include of light.tpl at marker. own: declared by the unit, not yet approved (自评). */
void view_light(View *view, const char *marker, Light light, bool own);

/* A report's status as chip: fills an include of status.tpl. overdue and late as in flow.h and report.late. */
void view_status(View *view, const char *marker, ReportState status, bool overdue, bool late);

/* A <time>: fills MARKER with words and MARKER_ISO with the machine's form. */
void view_moment(View *view, Mem *mem, const char *marker, int64_t at_us, char *(*word)(Mem *, int64_t));
