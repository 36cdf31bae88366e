/* compare.h: a submission beside an earlier one, of the period before or of the same report: lights, values, items, texts with
 * what changed. The review shows it, and the page …/diff. */
#pragma once
#include "store/item.h"
#include "store/review_read.h"
#include "store/version.h"
#include "web/req.h"
#include "web/view.h"

/* A submission with all that it says. */
typedef struct {
    bool any;
    const char *name; /* 2023年2月；第 1 次报送 */
    ReportVersion version;
    Light light; /* decided on where it is approved */
    ReportedValue *values;
    gsize n_values;
    ReportedItem *items;
    gsize n_items;
} Said;

typedef struct {
    Said now, before;
    bool same_report;      /* before is an earlier submission of the same report */
    ReportTarget *targets; /* for what the year asks */
    gsize n_targets;
} Compare;

/* compare_now() first, then one of the two others; .before.any false: there is none. round 0: the newest. ERR_NOT_FOUND: no
 * such submission. */
bool compare_now(Req *req, const ReportPlace *place, int64_t round, Compare *c, GError **err);
bool compare_with_period(Req *req, const ReportPlace *place, Compare *c, GError **err);
bool compare_with_round(Req *req, const ReportPlace *place, int64_t round, Compare *c, GError **err);

/* Which way of showing the query asks for: view=changes (unless said otherwise), whole or sides. */
typedef enum { COMPARE_CHANGES, COMPARE_WHOLE, COMPARE_SIDES, COMPARE__N } CompareView;
CompareView compare_view_wanted(const Req *req);
const char *compare_view_code(CompareView how);

/* Fills an include of compare.tpl. task_path: address of the task; period: code of the report's period. */
void compare_show(View *view, const char *marker, Req *req, const char *task_path, const char *period,
                  const Compare *c, CompareView how);

const ReportTarget *compare_target(const Compare *c, int64_t target);
/* A running total that is less than it was. */
bool compare_is_lower(const Compare *c, const ReportedValue *now);
