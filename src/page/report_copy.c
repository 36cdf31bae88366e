/* report_copy.c: see report_copy.h. */
#include "page/report_copy.h"

#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/show.h"
#include "web/form.h"

bool fields_have_words(const ReportFields *f)
{
    return f->narrative[0] != '\0' || f->next_steps[0] != '\0' || f->light_reason[0] != '\0';
}

ReportFields fields_copied(const Before *before, const ReportFields *typed)
{
    ReportFields fields = *typed;

    fields.narrative = before->narrative;
    fields.next_steps = before->next_steps;
    fields.light_reason = before->light_reason;
    fields.copied_from = before->period_code;
    return fields;
}

static void show_text(View *body, const char *label, const char *now, const char *before)
{
    View *pair = view_part(body, "PAIR");

    view_text(pair, "LABEL", label);
    view_text(pair, "NOW", now[0] == '\0' ? "（空）" : now);
    view_text(pair, "BEFORE", before[0] == '\0' ? "（空）" : before);
}

/* Each field as it was sent, so that the way back loses nothing. */
static void keep_fields(const Req *req, View *body)
{
    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        bool own = strcmp(param->name, "csrf") == 0 || strcmp(param->name, "rid") == 0 ||
                   strcmp(param->name, "action") == 0;
        if (own)
            continue;
        View *kept = view_part(body, "KEEP");
        view_text(kept, "FIELD", param->name);
        view_text(kept, "VALUE", param->value);
    }
}

static bool show_question(Req *req, Resp *resp, const ReportForm *form, GError **err)
{
    const Before *before = &form->before;
    View *body = page_view(req, "report_copy.tpl");

    report_crumbs(req, body, form, "沿用上期");
    view_number(body, "TASK_NO", form->place.task_no);
    view_text(body, "TASK_TITLE", zh_punct(req->mem, form->place.title));
    view_text(body, "PERIOD", word_period(req->mem, form->place.period_code));
    view_text(body, "BEFORE_PERIOD", word_period(req->mem, before->period_code));
    view_text(body, "PATH", form->path);
    view_text(body, "RID", request_id_new(req->mem));
    show_text(body, "进展情况", form->fields.narrative, before->narrative);
    show_text(body, "亮灯说明", form->fields.light_reason, before->light_reason);
    show_text(body, "下一步措施", form->fields.next_steps, before->next_steps);
    keep_fields(req, body);
    return page_show(req, resp, body, 200, NAV_REPORTS, "沿用上期", err);
}

static bool save(Req *req, Resp *resp, ReportForm *form, const ReportWish *wish, GError **err)
{
    ReportWish copy = *wish;
    GError *error = NULL;

    copy.fields = fields_copied(&form->before, &wish->fields);
    if (act_draft_save(req->app->db, req->mem, &req->who, &copy, NULL, &error)) {
        page_say(req, "已将%s的文字作为草稿，请改为本期情况，并填写本期值和亮灯。",
                 word_period(req->mem, form->before.period_code));
        return resp_see_other(resp, req->mem, "%s/edit#s1", form->path);
    }
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    return report_clash_show(req, resp, form, err);
}

bool report_copy(Req *req, Resp *resp, ReportForm *form, const ReportWish *wish, bool over, GError **err)
{
    Verdict verdict = authz(&req->who, DEED_SAVE_DRAFT, &form->place.facts);

    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "report copy: %s", verdict_code(verdict));
    TRY(report_before(req->app->db, req->mem, &form->place, &form->before, err));
    form->complaints = draft_complaints(req->mem, &form->fields, &form->n_complaints);
    if (!form->before.any || form->n_complaints > 0)
        return report_edit_show(req, resp, form, form->before.any ? 422 : 200, false, err);
    if (!over && fields_have_words(&form->fields))
        return show_question(req, resp, form, err);
    return save(req, resp, form, wish, err);
}
