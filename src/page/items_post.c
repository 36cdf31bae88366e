/* items_post.c: what the forms of a project list do: add, change, take off, confirm. */
#include <inttypes.h>
#include <string.h>

#include "act/item_deeds.h"
#include "base/err.h"
#include "page/app.h"
#include "page/items.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

/* Longest texts that are still taken for a slip of the pen and get words (rule/item.h); beyond them it is no form. */
enum { LONG_TEXT = 10000, SHORT_TEXT = 4000 };

enum {
    ACTION,
    ITEM,
    REV,
    NAME,
    PERSON,
    STARTS_ON,
    DUE_ON,
    Q1,
    Q2,
    Q3,
    Q4,
    SPAN_REASON,
    END_REASON,
    SEEN,
    N_FIELDS
};

static const Field post_fields[N_FIELDS] = {
    [ACTION] = { "action", 16, false },
    [ITEM] = { "item", 6, false },
    [REV] = { "rev", 18, false },
    [NAME] = { "name", SHORT_TEXT, false },
    [PERSON] = { "person", SHORT_TEXT, false },
    [STARTS_ON] = { "starts_on", 100, false },
    [DUE_ON] = { "due_on", 100, false },
    [Q1] = { "q1", SHORT_TEXT, false },
    [Q2] = { "q2", SHORT_TEXT, false },
    [Q3] = { "q3", SHORT_TEXT, false },
    [Q4] = { "q4", SHORT_TEXT, false },
    [SPAN_REASON] = { "span_reason", SHORT_TEXT, false },
    [END_REASON] = { "end_reason", LONG_TEXT, false },
    [SEEN] = { "seen", 18, true },
};

typedef struct {
    Resp *resp;
    ItemsPage page;
    ItemsForm form;
    int64_t no;
    RequestId request;
} Post;

typedef struct {
    const char *action;
    ItemsMode mode;
    Deed deed;
    bool (*go)(Post *post, GError **err);
} Action;

static char *stripped(Mem *mem, const char *text)
{
    return g_strstrip(mem_text(mem, text));
}

static ItemFields fields_typed(Mem *mem, const char *const *v)
{
    ItemFields f = { .name = stripped(mem, v[NAME]),
                     .person = stripped(mem, v[PERSON]),
                     .starts_on = v[STARTS_ON],
                     .due_on = v[DUE_ON],
                     .span_reason = stripped(mem, v[SPAN_REASON]) };

    for (int i = 0; i < QUARTERS; i++)
        f.expected[i] = stripped(mem, v[Q1 + i]);
    return f;
}

static ItemWish wish_of(const Post *post)
{
    return (ItemWish){ .at = post->page.at,
                       .request = post->request,
                       .no = post->no,
                       .base_version = post->form.base_version,
                       .fields = post->form.fields,
                       .reason = post->form.reason,
                       .now_us = post->page.req->now_us };
}

static bool again(Post *post, int status, GError **err)
{
    return items_show(&post->page, post->resp, &post->form, status, err);
}

/* Somebody was first: the list as it is now, with what was typed. */
static bool clash(Post *post, const char *notice, GError **err)
{
    ItemsForm typed = post->form;

    TRY(items_open(post->page.req, &post->page, err));
    typed.item = item_numbered(post->page.items, post->page.n, post->no);
    typed.notice = notice;
    if (typed.mode == ITEMS_CHANGE || typed.mode == ITEMS_END) {
        typed.clash = true;
        typed.base_version = typed.item == NULL ? 0 : typed.item->version;
    }
    post->form = typed;
    return again(post, 409, err);
}

/* A deed that failed: a conflict becomes the page that keeps what was typed. */
static bool clash_or_fail(Post *post, GError *error, const char *notice, GError **err)
{
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    return clash(post, notice, err);
}

static bool done(Post *post)
{
    return resp_see_other(post->resp, post->page.req->mem, "%s", post->page.path);
}

static bool judge(Post *post)
{
    ItemDays days;

    post->form.complaints = item_complaints(post->page.req->mem, &post->form.fields, post->page.place.year,
                                            &days, &post->form.n_complaints);
    return post->form.n_complaints == 0;
}

static bool list_is_full(Post *post)
{
    Mem *mem = post->page.req->mem;
    Complaint *full = mem_array(mem, Complaint, 1);

    if (items_counts(post->page.items, post->page.n, 0).all < ITEMS_MOST)
        return false;
    *full = (Complaint){ "name",
                         mem_printf(mem, "本任务的工作项目已达 %d 个，请先移出不再推进的项目", ITEMS_MOST) };
    post->form.complaints = full;
    post->form.n_complaints = 1;
    return true;
}

static bool go_add(Post *post, GError **err)
{
    Req *req = post->page.req;
    ItemWish wish = wish_of(post);
    GError *error = NULL;

    if (!judge(post) || list_is_full(post))
        return again(post, 422, err);
    if (!act_item_add(req->app->db, req->mem, &req->who, &wish, &error))
        return clash_or_fail(
            post, error,
            "这张表单已经保存过一个项目（见下表）。您后来填写的内容没有保存，都保留在表单里；"
            "确需再新增一个项目的，请再次保存。",
            err);
    page_say(req, "已新增工作项目“%s”，等待督查室确认。", wish.fields.name);
    return done(post);
}

static bool go_change(Post *post, GError **err)
{
    Req *req = post->page.req;
    ItemWish wish = wish_of(post);
    bool was_confirmed = post->form.item->confirmed;
    GError *error = NULL;

    if (!judge(post))
        return again(post, 422, err);
    if (!act_item_change(req->app->db, req->mem, &req->who, &wish, &error))
        return clash_or_fail(post, error,
                             "在您填写期间，该项目已被他人修改或移出清单，您的内容尚未保存，也没有丢失。"
                             "请对照“现在的内容”改成合并后的内容，再保存。",
                             err);
    TRY(items_open(req, &post->page, err));
    const WorkItem *now = item_numbered(post->page.items, post->page.n, post->no);
    bool taken_back = was_confirmed && now != NULL && !now->confirmed;
    page_say(req, "已保存工作项目“%s”。%s", wish.fields.name,
             taken_back ? "督查确认已随修改撤回，等待重新确认。" : "");
    return done(post);
}

static bool go_end(Post *post, GError **err)
{
    Req *req = post->page.req;
    ItemWish wish = wish_of(post);
    GError *error = NULL;

    post->form.complaints = item_end_complaints(req->mem, wish.reason, &post->form.n_complaints);
    if (post->form.n_complaints > 0)
        return again(post, 422, err);
    if (!act_item_end(req->app->db, req->mem, &req->who, &wish, &error))
        return clash_or_fail(
            post, error, "在您填写期间，该项目已被他人修改或移出清单，您的操作没有生效。请核对后再试。", err);
    page_say(req, "已将“%s”移出清单。", post->form.item->name);
    return done(post);
}

static bool confirm(Post *post, const SeenItem *seen, gsize n, GError **err)
{
    Req *req = post->page.req;
    ConfirmWish wish = { post->page.at, post->request, seen, n, req->now_us };
    GError *error = NULL;

    if (!act_item_confirm(req->app->db, req->mem, &req->who, &wish, &error))
        return clash_or_fail(post, error,
                             "在您查看期间，清单已有变化，没有确认任何项目。下面是最新内容，请核对后再确认。",
                             err);
    page_say(req, "已确认 %" G_GSIZE_FORMAT " 个工作项目。", n);
    return done(post);
}

static bool go_confirm(Post *post, GError **err)
{
    SeenItem seen = { post->no, post->form.base_version };

    if (seen.version == 0)
        return fail(err, ERR_BAD_INPUT, "items: which item was seen?");
    return confirm(post, &seen, 1, err);
}

/* seen.3=7: item 3 was seen in version 7. */
static bool go_confirm_all(Post *post, GError **err)
{
    const Req *req = post->page.req;
    SeenItem *seen = mem_array(req->mem, SeenItem, req->form.n);
    gsize n = 0;

    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        if (!g_str_has_prefix(param->name, "seen."))
            continue;
        if (!number_read(param->name + strlen("seen."), &seen[n].no) ||
            !number_read(param->value, &seen[n].version) || seen[n].version == 0)
            return fail(err, ERR_BAD_INPUT, "items: %s is no item", param->name);
        n++;
    }
    if (n == 0)
        return fail(err, ERR_BAD_INPUT, "items: nothing to confirm");
    return confirm(post, seen, n, err);
}

static const Action post_actions[] = {
    { "add", ITEMS_ADD, DEED_KEEP_ITEMS, go_add },
    { "change", ITEMS_CHANGE, DEED_KEEP_ITEMS, go_change },
    { "end", ITEMS_END, DEED_KEEP_ITEMS, go_end },
    { "confirm", ITEMS_LIST, DEED_CONFIRM_ITEMS, go_confirm },
    { "confirm_all", ITEMS_LIST, DEED_CONFIRM_ITEMS, go_confirm_all },
};

static const Action *action_of(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(post_actions); i++)
        if (strcmp(post_actions[i].action, word) == 0)
            return &post_actions[i];
    return NULL;
}

/* The item and its version that the form is about; not for adding. */
static bool read_item(Post *post, const char *const *v, GError **err)
{
    int64_t rev;

    if (!number_read(v[ITEM], &post->no) || !number_read(v[REV], &rev))
        return fail(err, ERR_BAD_INPUT, "items: item and rev are no numbers");
    post->form.base_version = rev;
    post->form.item = item_numbered(post->page.items, post->page.n, post->no);
    return post->form.item != NULL || fail(err, ERR_NOT_FOUND, "no item %" PRId64 " on this list", post->no);
}

bool page_items_post(Req *req, Resp *resp, GError **err)
{
    Post post = { .resp = resp };
    const char *v[N_FIELDS];

    TRY(items_open(req, &post.page, err));
    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    TRY(form_request_id(req, &post.request, err));
    const Action *action = action_of(v[ACTION]);
    if (action == NULL)
        return fail(err, ERR_BAD_INPUT, "items: no action %s", v[ACTION]);
    Verdict verdict = action->deed == DEED_KEEP_ITEMS ? post.page.keep : post.page.confirm;
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "%s: %s", deed_code(action->deed),
                           verdict_code(verdict));
    post.form = (ItemsForm){ .mode = action->mode,
                             .fields = fields_typed(req->mem, v),
                             .reason = v[END_REASON] };
    if (action->mode == ITEMS_CHANGE || action->mode == ITEMS_END || action->go == go_confirm)
        TRY(read_item(&post, v, err));
    return action->go(&post, err);
}
