/* report_clash.c: two people saved the same draft: both texts, to be merged by hand (ux.md §5.2). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/report_form.h"
#include "page/show.h"
#include "web/form.h"

/* How a field is edited: its section in the template. */
typedef struct {
    const char *field, *label, *kind;
    const char *theirs, *mine; /* as sent in the form */
    const char *theirs_shown;
} Pair;

typedef struct {
    Mem *mem;
    View *body;
    int64_t clashes, keeps;
} Clash;

static void show_pair(Clash *to, const Pair *pair)
{
    static const char *const chosen[LIGHT__N] = { NULL, "IS_GREEN", "IS_YELLOW", "IS_RED" };
    bool same = strcmp(pair->theirs, pair->mine) == 0;
    View *part = view_part(to->body, same ? "KEEP" : "CLASH");
    bool area = strcmp(pair->kind, "AREA") == 0;

    view_text(part, "FIELD", pair->field);
    view_text(part, "MINE", area && !same ? mem_printf(to->mem, "\n%s", pair->mine) : pair->mine);
    to->keeps += same;
    to->clashes += !same;
    if (same)
        return;
    view_text(part, "LABEL", pair->label);
    view_show(part, pair->kind);
    if (strcmp(pair->kind, "CHOICE") == 0 && chosen[light_of(pair->mine)] != NULL)
        view_show(part, chosen[light_of(pair->mine)]);
    if (pair->theirs_shown[0] != '\0')
        view_text(view_part(part, "THEIRS"), "THEIR_TEXT", pair->theirs_shown);
    else
        view_show(part, "NO_THEIRS");
}

static void show_text(Clash *to, const char *field, const char *label, const char *theirs, const char *mine)
{
    show_pair(to, &(Pair){ field, label, "AREA", theirs, mine, theirs });
}

static void show_amount(Clash *to, const AmountField *theirs, const AmountField *mine)
{
    char *value = mem_printf(to->mem, "value.%" PRId64, mine->target);
    char *note = mem_printf(to->mem, "note.%" PRId64, mine->target);
    char *value_label = mem_printf(to->mem, "“%s”本期值", mine->subject);
    char *note_label = mem_printf(to->mem, "“%s”说明", mine->subject);

    show_pair(to, &(Pair){ value, value_label, "LINE", theirs->typed, mine->typed, theirs->typed });
    show_pair(to, &(Pair){ note, note_label, "LINE", theirs->note, mine->note, theirs->note });
}

static void show_pairs(Clash *to, const ReportFields *theirs, const ReportFields *mine)
{
    const char *their_light = theirs->light == LIGHT_NONE ? "" : light_word(theirs->light);

    show_text(to, "narrative", "进展情况", theirs->narrative, mine->narrative);
    for (gsize i = 0; i < mine->n_amounts; i++)
        show_amount(to, &theirs->amounts[i], &mine->amounts[i]);
    show_pair(to, &(Pair){ "light", "亮灯", "CHOICE", light_code(theirs->light), light_code(mine->light),
                           their_light });
    show_text(to, "light_reason", "亮灯说明", theirs->light_reason, mine->light_reason);
    show_text(to, "next_steps", "下一步措施", theirs->next_steps, mine->next_steps);
}

static void show_saver(const Req *req, View *body, const Draft *draft)
{
    View *by = view_part(body, draft->saved_by.v == req->who.person.v ? "BY_SELF" : "BY_OTHER");

    view_text(by, "NAME", draft->saved_name);
    view_moment(by, req->mem, "AT", draft->saved_us, word_moment);
}

bool report_clash_show(Req *req, Resp *resp, ReportForm *form, GError **err)
{
    Draft theirs;

    TRY(draft_find(req->app->db, req->mem, &form->place, form->targets, form->n_targets, &theirs, err));
    View *body = page_view(req, "report_clash.tpl");
    Clash to = { .mem = req->mem, .body = body };
    report_crumbs(req, body, form, "合并修改");
    view_number(body, "TASK_NO", form->place.task_no);
    view_text(body, "TASK_TITLE", zh_punct(req->mem, form->place.title));
    view_text(body, "PERIOD", word_period(req->mem, form->place.period_code));
    view_text(body, "PATH", form->path);
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", theirs.rev);
    show_saver(req, body, &theirs);
    show_pairs(&to, &theirs.fields, &form->fields);
    view_number(body, "CLASHES_N", to.clashes);
    view_number(body, "KEEP_N", to.keeps);
    view_show(body, to.clashes > 0 ? "DIFFERENT" : "SAME");
    return page_show(req, resp, body, 409, NAV_REPORTS, "内容已有变化", err);
}
