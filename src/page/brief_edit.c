/* brief_edit.c: the words, the order and the lists of a draft of a 简报, with what each item was picked from beside it. */
#include <inttypes.h>
#include <string.h>

#include "act/brief_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/complaints.h"
#include "page/brief.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

enum { LONG_TEXT = 20000, SHORT_TEXT = 4000 };

typedef struct {
    Req *req;
    Resp *resp;
    Brief brief;
    BriefItem *items; /* that are in it */
    gsize n;
    BriefFields fields; /* as stored, or as typed */
    int64_t rev;
    Complaint *complaints;
    gsize n_complaints;
    bool clash;
} BriefForm;

static bool open_form(BriefForm *f, GError **err)
{
    Req *req = f->req;

    TRY(brief_of_address(req, &f->brief, err));
    Verdict verdict = authz(&req->who, DEED_KEEP_BRIEF, &f->brief.facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "keep brief: %s", verdict_code(verdict));
    TRY(brief_items(req->app->db, req->mem, f->brief.id, &f->items, &f->n, err));
    f->n = brief_items_in(f->items, f->n);
    return true;
}

static BriefFields fields_of(Mem *mem, const BriefForm *f)
{
    const Brief *b = &f->brief;
    BriefFields fields = { b->title,   b->lead,     b->report_to,
                           b->send_to, b->issue_to, mem_array(mem, BriefItemFields, f->n),
                           f->n };

    for (gsize i = 0; i < f->n; i++)
        fields.items[i] = (BriefItemFields){ .id = f->items[i].id,
                                             .version = f->items[i].version,
                                             .place = (int64_t)i + 1,
                                             .title = f->items[i].title,
                                             .text = f->items[i].text };
    return fields;
}

/* ---- the form */

static void show_why(const BriefForm *f, View *view, const char *name)
{
    const char *why = complaint_about(f->req->mem, f->complaints, f->n_complaints, name);

    if (why != NULL)
        view_text(view_part(view, "BAD"), "WHY", why);
}

static void show_text(const BriefForm *f, View *body, const char *part, const char *name, const char *value,
                      const char *theirs)
{
    View *view = view_part(body, part);

    view_text(view, "V", value);
    show_why(f, view, name);
    if (f->clash && strcmp(value, theirs) != 0)
        view_text(view_part(view, "THEIRS"), "THEIRS_TEXT", theirs[0] == '\0' ? "（空）" : theirs);
}

/* A list is a line of its own with a short label. */
static void show_list(const BriefForm *f, View *body, const char *name, const char *word, const char *value,
                      const char *theirs)
{
    View *view = view_part(body, "LIST");

    view_text(view, "F", name);
    view_text(view, "WORD", word);
    view_text(view, "V", value);
    show_why(f, view, name);
    if (f->clash && strcmp(value, theirs) != 0)
        view_text(view_part(view, "THEIRS"), "THEIRS_TEXT", theirs[0] == '\0' ? "（空）" : theirs);
}

static void show_source(const BriefForm *f, View *view, const BriefItem *item)
{
    Mem *mem = f->req->mem;

    view_text(view, "SOURCE",
              item->practice != 0
                  ? mem_printf(mem, "经验做法，%s，第 %" PRId64 " 项", item->unit_name, item->task_no)
                  : mem_printf(mem, "%s%s进展报送，第 %" PRId64 " 项", item->unit_name,
                               word_period(mem, item->period), item->task_no));
    view_text(view, "SOURCE_TITLE", item->source_title);
    view_text(view, "SOURCE_TEXT", item->source_text);
}

static void show_item(const BriefForm *f, View *body, const BriefItem *item, const BriefItemFields *typed)
{
    Mem *mem = f->req->mem;
    View *view = view_part(body, "ITEM");

    view_number(view, "ITEM_ID", item->id);
    view_number(view, "ITEM_NO", typed->place);
    view_text(view, "ITEM_TITLE", typed->title);
    show_source(f, view, item);
    View *place = view_part(view, "PLACE");
    view_text(place, "V", typed->place <= 0 ? "" : mem_printf(mem, "%" PRId64, typed->place));
    show_why(f, place, mem_printf(mem, "entry_place.%" PRId64, item->id));
    show_text(f, view, "TITLE", mem_printf(mem, "entry_title.%" PRId64, item->id), typed->title, item->title);
    show_text(f, view, "TEXT", mem_printf(mem, "entry_text.%" PRId64, item->id), typed->text, item->text);
    if (typed->drop)
        view_show(view, "DROPPED");
}

static const BriefItemFields *typed_of(const BriefForm *f, const BriefItem *item)
{
    for (gsize i = 0; i < f->fields.n_items; i++)
        if (f->fields.items[i].id == item->id)
            return &f->fields.items[i];
    return NULL;
}

static bool show_form(BriefForm *f, int status, GError **err)
{
    Req *req = f->req;
    BriefFields stored = fields_of(req->mem, f);
    View *body = page_view(req, "brief_edit.tpl");
    const BriefFields *v = &f->fields;

    page_crumb(req, body, "简报", "/briefs");
    page_crumb(req, body, "编辑草稿", NULL);
    view_complaints(body, f->complaints, f->n_complaints);
    if (f->clash)
        view_show(body, "CLASH");
    view_number(body, "ID", f->brief.id);
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", f->rev);
    show_text(f, body, "BRIEF_TITLE", "title", v->title, stored.title);
    show_text(f, body, "LEAD", "lead_text", v->lead, stored.lead);
    for (gsize i = 0; i < f->n; i++) {
        const BriefItemFields *typed = typed_of(f, &f->items[i]);
        show_item(f, body, &f->items[i], typed != NULL ? typed : &stored.items[i]);
    }
    if (f->n == 0)
        view_show(body, "EMPTY");
    show_list(f, body, "report_to", "报", v->report_to, stored.report_to);
    show_list(f, body, "send_to", "送", v->send_to, stored.send_to);
    show_list(f, body, "issue_to", "发", v->issue_to, stored.issue_to);
    return page_show(req, f->resp, body, status, NAV_BRIEFS, "编辑简报", err);
}

/* What is no draft any more is shown as it is. */
bool page_brief_edit(Req *req, Resp *resp, GError **err)
{
    BriefForm f = { .req = req, .resp = resp };

    TRY(open_form(&f, err));
    if (brief_next(f.brief.state, BRIEF_SAVE) == BRIEF_NONE)
        return resp_see_other(resp, req->mem, "/briefs/%" PRId64, f.brief.id);
    f.fields = fields_of(req->mem, &f);
    f.rev = f.brief.version;
    return show_form(&f, 200, err);
}

/* ---- what it brings */

enum {
    ACTION,
    REV,
    TITLE,
    LEAD,
    REPORT_TO,
    SEND_TO,
    ISSUE_TO,
    PLACE,
    ENTRY_TITLE,
    ENTRY_TEXT,
    DROP,
    N_FIELDS
};

static const Field post_fields[N_FIELDS] = {
    [ACTION] = { "action", 16, false },
    [REV] = { "rev", 18, false },
    [TITLE] = { "title", SHORT_TEXT, false },
    [LEAD] = { "lead_text", LONG_TEXT, false },
    [REPORT_TO] = { "report_to", SHORT_TEXT, false },
    [SEND_TO] = { "send_to", SHORT_TEXT, false },
    [ISSUE_TO] = { "issue_to", SHORT_TEXT, false },
    [PLACE] = { "entry_place", 20, true },
    [ENTRY_TITLE] = { "entry_title", SHORT_TEXT, true },
    [ENTRY_TEXT] = { "entry_text", LONG_TEXT, true },
    [DROP] = { "entry_drop", 1, true },
};

static const char *of_item(const Req *req, const char *family, int64_t id)
{
    return form_get(req, mem_printf(req->mem, "%s.%" PRId64, family, id));
}

static void read_item(const Req *req, const BriefItem *item, BriefItemFields *typed)
{
    const char *place = of_item(req, "entry_place", item->id), *text = of_item(req, "entry_text", item->id);

    typed->id = item->id;
    typed->version = item->version;
    typed->title = g_strstrip(mem_text(req->mem, of_item(req, "entry_title", item->id)));
    typed->text = text == NULL ? item->text : g_strstrip(mem_text(req->mem, text));
    typed->drop = of_item(req, "entry_drop", item->id) != NULL;
    if (place == NULL || !number_read(place, &typed->place) || typed->place > BRIEF_ITEMS_MOST * 10)
        typed->place = 0;
}

/* Only items that the form has shown: one that a colleague picked meanwhile is left as it is. */
static void read_typed(BriefForm *f, const char *const *v)
{
    Mem *mem = f->req->mem;

    f->fields = (BriefFields){ .title = g_strstrip(mem_text(mem, v[TITLE])),
                               .lead = g_strstrip(mem_text(mem, v[LEAD])),
                               .report_to = g_strstrip(mem_text(mem, v[REPORT_TO])),
                               .send_to = g_strstrip(mem_text(mem, v[SEND_TO])),
                               .issue_to = g_strstrip(mem_text(mem, v[ISSUE_TO])),
                               .items = mem_array(mem, BriefItemFields, f->n) };
    for (gsize i = 0; i < f->n; i++)
        if (of_item(f->req, "entry_title", f->items[i].id) != NULL)
            read_item(f->req, &f->items[i], &f->fields.items[f->fields.n_items++]);
}

static bool clash(BriefForm *f, GError **err)
{
    TRY(open_form(f, err));
    if (brief_next(f->brief.state, BRIEF_SAVE) == BRIEF_NONE)
        return fail(err, ERR_CONFLICT, "brief: no draft any more"); /* the error page shows what was typed */
    f->clash = true;
    f->rev = f->brief.version;
    return show_form(f, 409, err);
}

static bool save(BriefForm *f, const char *action, GError **err)
{
    Req *req = f->req;
    BriefSaveWish wish = {
        .id = f->brief.id, .base_version = f->rev, .fields = f->fields, .now_us = req->now_us
    };
    GError *error = NULL;

    TRY(form_request_id(req, &wish.request, err));
    f->complaints = brief_complaints(req->mem, &f->fields, &f->n_complaints);
    if (f->n_complaints > 0)
        return show_form(f, 422, err);
    if (!act_brief_save(req->app->db, req->mem, &req->who, &wish, &error)) {
        if (err_kind(error) != ERR_CONFLICT) {
            g_propagate_error(err, error);
            return false;
        }
        g_clear_error(&error);
        return clash(f, err);
    }
    if (strcmp(action, "pick") == 0)
        return resp_see_other(f->resp, req->mem, "/briefs/%" PRId64 "/pick", f->brief.id);
    page_say(req, "已保存草稿。");
    bool preview = strcmp(action, "preview") == 0;
    return resp_see_other(f->resp, req->mem, "/briefs/%" PRId64 "%s", f->brief.id, preview ? "" : "/edit");
}

bool page_brief_edit_post(Req *req, Resp *resp, GError **err)
{
    BriefForm f = { .req = req, .resp = resp };
    const char *v[N_FIELDS];

    TRY(open_form(&f, err));
    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    if (!number_read(v[REV], &f.rev))
        return fail(err, ERR_BAD_INPUT, "brief: rev is no number");
    read_typed(&f, v);
    return save(&f, v[ACTION], err);
}
