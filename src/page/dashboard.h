/* dashboard.h: the dashboard's parts, one for each role; each is an include of its own and sees only its own values. */
#pragma once
#include "store/book.h"
#include "store/report_read.h"
#include "web/req.h"
#include "web/view.h"

/* What all parts begin with. */
/* What the person's unit has to report in a period, read once for all parts of the page. */
typedef struct {
    bool is_read;
    UnitReport *list;
    gsize n;
} OwnReports;

typedef struct {
    bool has_plan;
    const Book *book; /* NULL without a plan */
    Plan plan;
    Period *periods;
    gsize n_periods;
    const Period *current; /* NULL: none was opened yet */
    OwnReports *own;       /* one a period */
} Season;

bool dash_filer(Req *req, View *body, const Season *season, GError **err);
bool dash_supervisor(Req *req, View *body, const Season *season, GError **err);
bool dash_security(Req *req, View *body, const Season *season, GError **err);
bool dash_leader(Req *req, View *body, const Season *season, GError **err);
bool dash_auditor(Req *req, View *body, const Season *season, GError **err);
bool dash_admin(Req *req, View *body, const Season *season, GError **err);

/* Lights of all tasks: distribution and trend at LIGHTS, what turned red or yellow since the period before at CHANGES. */
bool dash_city_lights(Req *req, View *part, const Season *season, GError **err);

/* Lights of the tasks that one's unit leads, each count with the ledger's page behind it. */
bool dash_own_lights(Req *req, View *part, const Season *season, GError **err);

/* A line about open problems at PROBLEMS: those that wait for one's unit; those of the city. acts: this person may move them. */
bool dash_problems_own(Req *req, View *part, GError **err);
bool dash_problems_city(Req *req, View *part, bool acts, GError **err);
/* 采用 of one's unit this year, and what was rolled out to it and waits for its 签收; dashboard_adoption.c. */
bool dash_adoption(Req *req, View *part, GError **err);

/* The list of what one's unit has to hand in, at a marker: 已退回, then 逾期未报, then 未报送 and 草稿 (ux.md §4.2). */
bool dash_todo(Req *req, View *view, const Season *season, GError **err);

/* How many applications wait, of a unit or (0) of all; nothing when none does. */
bool dash_applications(Req *req, View *part, UnitId unit, GError **err);

/* /plans/2023/tasks?period=2023-03, or with more conditions; the dashboard itself when there is no plan. */
const char *dash_ledger(Req *req, const Season *season, const char *more);
