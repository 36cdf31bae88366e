/* report_versions.c: see report_versions.h. */
#include "page/report_versions.h"

#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/show.h"
#include "store/version.h"

bool report_rounds_readable(const Req *req, const ReportForm *form)
{
    return (req->who.roles & (ROLE_BIT(ROLE_SUPERVISOR) | ROLE_BIT(ROLE_AUDITOR))) != 0 ||
           authz(&req->who, DEED_READ_DRAFT, &form->place.facts) == MAY;
}

static void show_decision(View *line, Mem *mem, const VersionLine *v)
{
    if (!v->decided)
        return;
    View *part = view_part(line, "DECIDED");
    view_text(part, "NAME", v->decided_name);
    view_moment(part, mem, "AT", v->decided_us, word_moment);
    view_text(part, "WORD", v->approve ? "审核通过" : "退回修改");
    if (v->undone)
        view_show(part, "UNDONE");
}

static void show_line(View *list, Mem *mem, const ReportForm *form, const VersionLine *v, bool shown)
{
    View *line = view_part(list, "LINE");
    View *name = view_part(line, shown ? "HERE" : "THERE");

    view_text(name, "PATH", form->path);
    view_number(name, "ROUND", v->round);
    view_text(line, "FILED_NAME", v->filed_name);
    view_moment(line, mem, "FILED_AT", v->submitted_us, word_moment);
    if (v->late)
        view_show(line, "LATE");
    show_decision(line, mem, v);
    if (v->round > 1) {
        View *link = view_part(line, "COMPARE");
        view_text(link, "PATH", form->path);
        view_number(link, "ROUND", v->round);
        view_number(link, "BEFORE", v->round - 1);
    }
}

bool report_versions_show(const Req *req, View *shown, const ReportForm *form, int64_t shown_round,
                          GError **err)
{
    VersionLine *list;
    gsize n;

    view_text(shown, "PATH", form->path);
    if (!report_rounds_readable(req, form))
        return true;
    TRY(version_list(req->app->db, req->mem, form->place.report, &list, &n, err));
    View *versions = view_part(shown, "VERSIONS");
    view_number(versions, "N", form->place.round);
    for (gsize i = 0; i < n; i++)
        show_line(versions, req->mem, form, &list[i], list[i].round == shown_round);
    if (shown_round != form->place.round) {
        View *earlier = view_part(shown, "EARLIER");
        view_number(earlier, "ROUND", shown_round);
        view_text(earlier, "PATH", form->path);
    }
    return true;
}
