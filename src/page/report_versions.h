/* report_versions.h: the submissions of a report, one a line, with what was decided on each. */
#pragma once
#include "page/report_form.h"

/* Whether this person may read earlier submissions: the unit, reviewers and auditors; to others they were never public. */
bool report_rounds_readable(const Req *req, const ReportForm *form);

/* Fills VERSIONS, and EARLIER when the shown round is not the newest. */
bool report_versions_show(const Req *req, View *shown, const ReportForm *form, int64_t shown_round,
                          GError **err);
