/* brief.c: see brief.h. */
#include "rule/brief.h"

#include <inttypes.h>
#include <string.h>

/* Zero is BRIEF_NONE: a step that is not in the table does not exist. */
static const BriefState next_states[BRIEF__N][BRIEF_STEP__N] = {
    [BRIEF_NONE] = { [BRIEF_NEW] = BRIEF_DRAFT },
    [BRIEF_DRAFT] = { [BRIEF_PICK] = BRIEF_DRAFT,
                      [BRIEF_SAVE] = BRIEF_DRAFT,
                      [BRIEF_ISSUE] = BRIEF_ISSUED,
                      [BRIEF_DROP] = BRIEF_DROPPED },
    [BRIEF_ISSUED] = { [BRIEF_RECALL] = BRIEF_RECALLED },
};

static const struct {
    const char *code, *word;
} states[BRIEF__N] = {
    [BRIEF_NONE] = { "", "" },
    [BRIEF_DRAFT] = { "draft", "草稿" },
    [BRIEF_ISSUED] = { "issued", "已印发" },
    [BRIEF_RECALLED] = { "recalled", "已撤回" },
    [BRIEF_DROPPED] = { "dropped", "已作废" },
};

static const struct {
    const char *code, *action;
} steps[BRIEF_STEP__N] = {
    [BRIEF_NEW] = { "new", "brief.new" },          [BRIEF_PICK] = { "pick", "brief.pick" },
    [BRIEF_SAVE] = { "save", "brief.save" },       [BRIEF_ISSUE] = { "issue", "brief.issue" },
    [BRIEF_RECALL] = { "recall", "brief.recall" }, [BRIEF_DROP] = { "drop", "brief.drop" },
};

BriefState brief_next(BriefState from, BriefStep step)
{
    return next_states[from][step];
}

const char *brief_state_code(BriefState state)
{
    return states[state].code;
}

BriefState brief_state_of(const char *code)
{
    for (int state = BRIEF_DRAFT; state < BRIEF__N; state++)
        if (strcmp(states[state].code, code) == 0)
            return (BriefState)state;
    return BRIEF_NONE;
}

const char *brief_state_word(BriefState state)
{
    return states[state].word;
}

const char *brief_action(BriefStep step)
{
    return steps[step].action;
}

BriefStep brief_step_of(const char *code)
{
    int step = 0;

    while (step < BRIEF_STEP__N && strcmp(steps[step].code, code) != 0)
        step++;
    return (BriefStep)step;
}

static void check_item(Complaints *to, const BriefItemFields *item)
{
    char *title = mem_printf(to->mem, "entry_title.%" PRId64, item->id);
    char *text = mem_printf(to->mem, "entry_text.%" PRId64, item->id);

    if (text_is_blank(item->title))
        complain(to, title, "请填写条目标题");
    complain_most(to, title, "条目标题", item->title, BRIEF_ITEM_TITLE_MOST);
    if (text_is_blank(item->text))
        complain(to, text, "请填写条目正文");
    complain_most(to, text, "条目正文", item->text, BRIEF_ITEM_TEXT_MOST);
    if (item->place <= 0)
        complain(to, mem_printf(to->mem, "entry_place.%" PRId64, item->id), "次序请填写数字，如 1、2、3");
}

Complaint *brief_complaints(Mem *mem, const BriefFields *f, gsize *n)
{
    Complaints to = complaints_new(mem);

    if (text_is_blank(f->title))
        complain(&to, "title", "请填写标题");
    complain_most(&to, "title", "标题", f->title, BRIEF_TITLE_MOST);
    complain_most(&to, "lead_text", "编者按", f->lead, BRIEF_LEAD_MOST);
    for (gsize i = 0; i < f->n_items; i++)
        if (!f->items[i].drop)
            check_item(&to, &f->items[i]);
    complain_most(&to, "report_to", "“报”的名单", f->report_to, BRIEF_LIST_MOST);
    complain_most(&to, "send_to", "“送”的名单", f->send_to, BRIEF_LIST_MOST);
    complain_most(&to, "issue_to", "“发”的名单", f->issue_to, BRIEF_LIST_MOST);
    *n = to.n;
    return to.list;
}

Complaint *brief_recall_complaints(Mem *mem, const char *reason, gsize *n)
{
    Complaints to = complaints_new(mem);

    if (text_is_blank(reason))
        complain(&to, "reason", "请填写撤回的理由");
    complain_most(&to, "reason", "理由", reason, REASON_MOST);
    *n = to.n;
    return to.list;
}
