/* report_diff.c: one submission of a report beside another, or beside the period before (ux.md §4.4). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/compare.h"
#include "page/pages.h"
#include "page/report_form.h"
#include "page/report_versions.h"
#include "page/show.h"
#include "web/form.h"

typedef struct {
    ReportForm form;
    int64_t of, with; /* rounds; with 0: the period before */
    CompareView how;
    Compare compare;
} Page;

/* with=previous-period, with=returned, with=2; of=3. What is no round of this report is not found. */
static bool read_query(const Req *req, Page *p, GError **err)
{
    const char *with = query_get(req, "with"), *of = query_get(req, "of");
    int64_t rounds = p->form.place.round;

    p->of = rounds;
    p->with = 0;
    p->how = compare_view_wanted(req);
    bool good = of == NULL || number_read(of, &p->of);
    if (with != NULL && strcmp(with, "returned") == 0)
        p->with = p->of - 1;
    else if (with != NULL && strcmp(with, "previous-period") != 0)
        good = good && number_read(with, &p->with) && p->with >= 1;
    return (good && p->of >= 1 && p->of <= rounds && p->with >= 0 && p->with <= rounds && p->with != p->of) ||
           fail(err, ERR_NOT_FOUND, "report: no such rounds to compare");
}

static bool read_texts(Req *req, Page *p, GError **err)
{
    const ReportPlace *place = &p->form.place;

    TRY(compare_now(req, place, p->of, &p->compare, err));
    if (p->with == 0)
        return compare_with_period(req, place, &p->compare, err);
    return compare_with_round(req, place, p->with, &p->compare, err);
}

static void add_link(Req *req, View *body, const Page *p, const char *part, const char *name, int64_t with,
                     CompareView how, bool here)
{
    View *link = view_part(view_part(body, part), here ? "HERE" : "THERE");

    view_text(link, "NAME", name);
    view_text(link, "PATH", p->form.path);
    view_number(link, "OF", p->of);
    view_text(link, "WITH", with == 0 ? "previous-period" : mem_printf(req->mem, "%" PRId64, with));
    view_text(link, "VIEW", compare_view_code(how));
}

static void show_links(Req *req, View *body, const Page *p)
{
    static const char *const names[COMPARE__N] = { "只看变化", "全文", "并排" };

    add_link(req, body, p, "WITH_LINK", "与上期对比", 0, p->how, p->with == 0);
    for (int64_t round = p->form.place.round; round >= 1; round--)
        if (round != p->of)
            add_link(req, body, p, "WITH_LINK", mem_printf(req->mem, "与第 %" PRId64 " 次报送对比", round),
                     round, p->how, p->with == round);
    for (int how = 0; p->compare.before.any && how < COMPARE__N; how++)
        add_link(req, body, p, "VIEW_LINK", names[how], p->with, (CompareView)how,
                 p->how == (CompareView)how);
}

static bool show(Req *req, Resp *resp, Page *p, GError **err)
{
    const ReportForm *form = &p->form;
    View *body = page_view(req, "report_diff.tpl");

    report_crumbs(req, body, form, "版本对比");
    view_number(body, "TASK_NO", form->place.task_no);
    view_text(body, "TASK_TITLE", zh_punct(req->mem, form->place.title));
    view_text(body, "PERIOD", word_period(req->mem, form->place.period_code));
    view_text(body, "UNIT", form->place.unit_name);
    view_text(body, "PATH", form->path);
    show_links(req, body, p);
    View *pair = view_part(body, p->compare.before.any ? "PAIR" : "ALONE");
    view_text(pair, "BEFORE_NAME", p->compare.before.any ? p->compare.before.name : "");
    view_text(pair, "NOW_NAME",
              mem_printf(req->mem, "%s第 %" PRId64 " 次报送",
                         p->with == 0 ? word_period(req->mem, form->place.period_code) : "", p->of));
    compare_show(body, "COMPARE", req, form->task_path, form->at.period, &p->compare, p->how);
    return page_show(req, resp, body, 200, NAV_NONE, "版本对比", err);
}

/* The newest beside the period before is for whoever may read the report. */
static bool may_compare(const Req *req, const Page *p)
{
    return (p->of == p->form.place.round && p->with == 0) || report_rounds_readable(req, &p->form);
}

bool page_report_diff(Req *req, Resp *resp, GError **err)
{
    Page p;

    TRY(report_form_open(req, &p.form, err));
    Verdict verdict = authz(&req->who, DEED_READ_REPORT, &p.form.place.facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "report diff: %s", verdict_code(verdict));
    if (p.form.place.report.v == 0)
        return fail(err, ERR_NOT_FOUND, "report: nothing was handed in");
    TRY(read_query(req, &p, err));
    if (!may_compare(req, &p))
        return fail_detail(err, ERR_DENIED, (int)NO_DRAFT, "report diff: an earlier round");
    TRY(read_texts(req, &p, err));
    return show(req, resp, &p, err);
}
