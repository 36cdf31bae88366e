/* bulletin_edit.c: title, addressees and the words of a draft's parts; each part can be left out (ux.md 4.13). */
#include <string.h>

#include "act/bulletin_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/bulletin.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

enum { REV, TITLE, MAIN_TO, COPIES_TO, SHOWN, WORDS, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [REV] = { "rev", 18, false },           [TITLE] = { "title", 1000, false },
    [MAIN_TO] = { "main_to", 1000, false }, [COPIES_TO] = { "copies_to", 1000, false },
    [SHOWN] = { "shown", 8, true },         [WORDS] = { "words", 20000, true },
};

typedef struct {
    Bulletin b; /* as it stands */
    BulletinWish wish;
    Complaint *complaints;
    gsize n_complaints;
    bool newer;
} Form;

static const char *complaint_on(const Form *form, const char *field)
{
    for (gsize i = 0; i < form->n_complaints; i++)
        if (strcmp(form->complaints[i].field, field) == 0)
            return form->complaints[i].text;
    return NULL;
}

/* One text as typed, what is wrong with it, and what stands there now when somebody else wrote that. */
static void show_text(View *view, const Form *form, const char *section, const char *field, const char *label,
                      const char *mine, const char *theirs)
{
    View *part = view_part(view, section);
    const char *wrong = complaint_on(form, field);

    view_text(part, "FIELD", field);
    view_text(part, "LABEL", label);
    view_text(part, "VALUE", mine);
    if (wrong != NULL)
        view_text(view_part(part, "BAD"), "TEXT", wrong);
    if (form->newer && strcmp(mine, theirs) != 0)
        view_text(view_part(part, "THEIRS"), "TEXT", theirs[0] == '\0' ? "（空）" : theirs);
}

static void show_part(Mem *mem, View *body, const Form *form, PartKind kind)
{
    View *part = view_part(body, "PART");
    const BulletinPart *mine = &form->wish.parts[kind];

    view_text(part, "CODE", part_code(kind));
    view_text(part, "TITLE", part_title(kind));
    if (mine->shown)
        view_show(part, "SHOWN");
    if (form->newer && mine->shown != form->b.parts[kind].shown)
        view_show(part, form->b.parts[kind].shown ? "THEY_SHOW" : "THEY_HIDE");
    show_text(part, form, "AREA", mem_printf(mem, "words.%s", part_code(kind)),
              kind == PART_DEMANDS ? "正文" : "表格和数字之前的文字", mem_printf(mem, "%s", mine->words),
              form->b.parts[kind].words);
}

static bool form_show(Req *req, Resp *resp, const Form *form, int status, GError **err)
{
    const BulletinWish *w = &form->wish;
    View *body = page_view(req, "bulletin_edit.tpl");

    bulletin_crumbs(req, body, &form->b, "修改");
    view_text(body, "PATH", bulletin_path(req->mem, form->b.id));
    view_text(body, "PERIOD", word_period(req->mem, form->b.period));
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", form->b.version);
    if (form->newer)
        view_show(body, form->b.state == BULLETIN_DRAFT ? "NEWER" : "NOW_ISSUED");
    if (form->b.state == BULLETIN_DRAFT)
        view_show(body, "MAY");
    View *box = form->n_complaints == 0 ? NULL : view_part(body, "ERRORS");
    for (gsize i = 0; i < form->n_complaints; i++) {
        View *line = view_part(box, "ERROR");
        view_text(line, "FIELD", form->complaints[i].field);
        view_text(line, "TEXT", form->complaints[i].text);
    }
    show_text(body, form, "LINE", "title", "标题（60 字以内）", w->title, form->b.title);
    show_text(body, form, "LINE", "main_to", "主送（100 字以内，可不填）", w->main_to, form->b.main_to);
    show_text(body, form, "LINE", "copies_to", "抄送（100 字以内，可不填）", w->copies_to, form->b.copies_to);
    for (int kind = PART_NONE + 1; kind < PART__N; kind++)
        show_part(req->mem, body, form, (PartKind)kind);
    return page_show(req, resp, body, status, NAV_BULLETINS, "修改通报", err);
}

bool page_bulletin_edit(Req *req, Resp *resp, GError **err)
{
    Form form = { 0 };

    TRY(bulletin_of(req, &form.b, err));
    if (form.b.state != BULLETIN_DRAFT)
        return resp_see_other(resp, req->mem, "%s", bulletin_path(req->mem, form.b.id));
    form.wish.title = form.b.title;
    form.wish.main_to = form.b.main_to;
    form.wish.copies_to = form.b.copies_to;
    memcpy(form.wish.parts, form.b.parts, sizeof form.wish.parts);
    return form_show(req, resp, &form, 200, err);
}

static bool read_form(Req *req, Form *form, GError **err)
{
    const char *value[N_FIELDS];
    BulletinWish *w = &form->wish;

    TRY(form_take(req, post_fields, N_FIELDS, value, err));
    TRY(form_request_id(req, &w->request, err));
    if (!number_read(value[REV], &w->base_version))
        return fail(err, ERR_BAD_INPUT, "bulletin: rev is no number");
    w->id = form->b.id;
    w->now_us = req->now_us;
    w->title = value[TITLE];
    w->main_to = value[MAIN_TO];
    w->copies_to = value[COPIES_TO];
    for (int kind = PART_NONE + 1; kind < PART__N; kind++) {
        const char *code = part_code((PartKind)kind);
        const char *shown = form_get(req, mem_printf(req->mem, "shown.%s", code));
        const char *words = form_get(req, mem_printf(req->mem, "words.%s", code));
        w->parts[kind] = (BulletinPart){ .shown = shown != NULL && shown[0] != '\0',
                                         .words = words == NULL ? "" : words };
    }
    form->complaints = bulletin_complaints(req->mem, w, &form->n_complaints);
    return true;
}

bool page_bulletin_edit_post(Req *req, Resp *resp, GError **err)
{
    Form form = { 0 };
    GError *error = NULL;

    TRY(bulletin_of(req, &form.b, err));
    TRY(read_form(req, &form, err));
    if (form.n_complaints > 0)
        return form_show(req, resp, &form, 422, err);
    if (act_bulletin_change(req->app->db, req->mem, &req->who, &form.wish, &error)) {
        page_say(req, "已保存通报草稿。");
        return resp_see_other(resp, req->mem, "%s", bulletin_path(req->mem, form.b.id));
    }
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    TRY(bulletin_of(req, &form.b, err));
    form.newer = true;
    return form_show(req, resp, &form, 409, err);
}
