/* report_clash.c: two people saved the same draft: both texts, to be merged by hand (ux.md §5.2). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/report_items.h"
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

/* The part of the page that it is in. */
static View *show_pair(Clash *to, const Pair *pair)
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
        return part;
    view_text(part, "LABEL", pair->label);
    view_show(part, pair->kind);
    if (strcmp(pair->kind, "CHOICE") == 0 && chosen[light_of(pair->mine)] != NULL)
        view_show(part, chosen[light_of(pair->mine)]);
    if (pair->theirs_shown[0] != '\0')
        view_text(view_part(part, "THEIRS"), "THEIR_TEXT", pair->theirs_shown);
    else
        view_show(part, "NO_THEIRS");
    return part;
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

/* What the form did not ask for is nobody's clash. */
static void show_item(Clash *to, const ItemField *theirs, const ItemField *mine)
{
    char *state = mem_printf(to->mem, "item_state.%" PRId64, mine->item);
    char *result = mem_printf(to->mem, "item_result.%" PRId64, mine->item);
    const char *their_state = theirs == NULL ? "" : item_state_code(theirs->state);
    const char *their_result = theirs == NULL ? "" : theirs->result;
    const char *shown = their_state[0] == '\0' ? "" : item_state_word(theirs->state);
    const char *code = item_state_code(mine->state);

    View *part = show_pair(
        to, &(Pair){ state, mem_printf(to->mem, "“%s”状态", mine->name), "STATE", their_state, code, shown });
    for (int s = ITEM_WAITING; s < ITEM__N && strcmp(their_state, code) != 0; s++) {
        View *option = view_part(part, "STATE_OPTION");
        view_text(option, "CODE", item_state_code((ItemState)s));
        view_text(option, "WORD", item_state_word((ItemState)s));
        if ((ItemState)s == mine->state)
            view_show(option, "CHOSEN");
    }
    show_text(to, result, mem_printf(to->mem, "“%s”实际成果", mine->name), their_result, mine->result);
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
    for (gsize i = 0; i < mine->n_items; i++)
        show_item(to, item_field(theirs, mine->items[i].item), &mine->items[i]);
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
    view_text(body, "PERIOD_CODE", form->at.period);
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
