/* dashboard_adoption.c: 采用 counts go back to the unit. */
#include "base/clock.h"
#include "base/err.h"
#include "page/app.h"
#include "page/dashboard.h"
#include "store/brief.h"
#include "store/practice.h"

static bool show_told(Req *req, View *card, GError **err)
{
    PracticeTold *told;
    gsize n;

    TRY(practice_to_note(req->app->db, req->mem, req->who.unit, &told, &n, err));
    View *list = n == 0 ? NULL : view_part(card, "TOLD");
    for (gsize i = 0; i < n; i++) {
        View *item = view_part(list, "TOLD_ITEM");
        view_number(item, "ID", told[i].id);
        view_text(item, "TITLE", told[i].title);
    }
    return true;
}

bool dash_adoption(Req *req, View *part, GError **err)
{
    int year = civil_of(req->now_us).year;
    Adoption a;

    TRY(adoption_of_unit(req->app->db, req->mem, req->who.unit, year, &a, err));
    View *card = view_part(part, "ADOPTION");
    view_number(card, "YEAR", year);
    view_number(card, "ALL", a.reports + a.practices);
    view_number(card, "REPORTS", a.reports);
    view_number(card, "PRACTICES", a.practices);
    view_number(card, "HANDED_IN", a.handed_in);
    view_number(card, "SELECTED", a.selected);
    return show_told(req, card, err);
}
