/* item.c: see item.h. */
#include "rule/item.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "rule/day_read.h"

static const struct {
    const char *code, *word;
} states[ITEM__N] = {
    [ITEM_NONE] = { "", "未启动" },           [ITEM_WAITING] = { "waiting", "未启动" },
    [ITEM_DOING] = { "doing", "推进中" },     [ITEM_DONE] = { "done", "已完成" },
    [ITEM_STOPPED] = { "stopped", "已终止" },
};

const char *item_state_code(ItemState state)
{
    return states[state].code;
}

ItemState item_state_of(const char *code)
{
    for (int state = ITEM_WAITING; state < ITEM__N; state++)
        if (strcmp(states[state].code, code) == 0)
            return (ItemState)state;
    return ITEM_NONE;
}

const char *item_state_word(ItemState state)
{
    return states[state].word;
}

bool item_is_over(ItemState state)
{
    return state == ITEM_DONE || state == ITEM_STOPPED;
}

int64_t item_days_late(ItemState state, bool ended, int64_t due_us, int64_t now_us)
{
    int64_t days = civil_days_between(due_us, now_us);

    return ended || item_is_over(state) ? 0 : MAX(days, 0);
}

const char *item_quarter_field(int quarter)
{
    static const char *const names[QUARTERS] = { "q1", "q2", "q3", "q4" };

    return names[quarter];
}

const char *item_quarter_word(int quarter)
{
    static const char *const words[QUARTERS] = { "一季度", "二季度", "三季度", "四季度" };

    return words[quarter];
}

static void check_text(Complaints *to, const char *field, const char *label, const char *text, int64_t most)
{
    if (text_is_blank(text))
        complain(to, field, mem_printf(to->mem, "请填写%s", label));
    complain_most(to, field, label, text, most);
}

static bool check_day(Complaints *to, const char *field, const char *label, const char *typed,
                      int64_t *starts_us)
{
    if (day_read(typed, starts_us))
        return true;
    complain(to, field,
             text_is_blank(typed)
                 ? mem_printf(to->mem, "请填写%s", label)
                 : mem_printf(to->mem, "%s无法识别，请按 2023-4-5 或 2023年4月5日 的格式填写", label));
    return false;
}

/* An item belongs to its plan's year; one that reaches beyond it says why. */
static void check_days(Complaints *to, const ItemFields *f, int64_t year, ItemDays *days)
{
    bool starts = check_day(to, "starts_on", "开始日期", f->starts_on, &days->starts_us);
    bool ends = check_day(to, "due_on", "完成日期", f->due_on, &days->due_us);

    if (starts && ends && days->starts_us > days->due_us)
        complain(to, "due_on", "完成日期不能早于开始日期");
    bool outside = (starts && civil_of(days->starts_us).year != year) ||
                   (ends && civil_of(days->due_us).year != year);
    if (outside && text_is_blank(f->span_reason))
        complain(to, "span_reason",
                 mem_printf(to->mem, "起止日期超出 %" PRId64 " 年，请说明跨年度的原因", year));
    complain_most(to, "span_reason", "跨年度原因", f->span_reason, ITEM_SPAN_MOST);
}

static void check_expected(Complaints *to, const ItemFields *f)
{
    bool any = false;

    for (int i = 0; i < QUARTERS; i++)
        any |= !text_is_blank(f->expected[i]);
    if (!any)
        complain(to, "q1", "请至少填写一个季度的预期成果");
    for (int i = 0; i < QUARTERS; i++)
        complain_most(to, item_quarter_field(i), mem_printf(to->mem, "%s预期成果", item_quarter_word(i)),
                      f->expected[i], ITEM_EXPECTED_MOST);
}

Complaint *item_complaints(Mem *mem, const ItemFields *fields, int64_t year, ItemDays *days, gsize *n)
{
    Complaints to = complaints_new(mem);

    check_text(&to, "name", "项目名称", fields->name, ITEM_NAME_MOST);
    check_text(&to, "person", "责任人", fields->person, ITEM_PERSON_MOST);
    check_days(&to, fields, year, days);
    check_expected(&to, fields);
    *n = to.n;
    return to.list;
}

Complaint *item_end_complaints(Mem *mem, const char *reason, gsize *n)
{
    Complaints to = complaints_new(mem);

    check_text(&to, "end_reason", "移出清单的理由", reason, REASON_MOST);
    *n = to.n;
    return to.list;
}

const ItemField *item_field(const ReportFields *fields, int64_t item)
{
    for (gsize i = 0; fields != NULL && i < fields->n_items; i++)
        if (fields->items[i].item == item)
            return &fields->items[i];
    return NULL;
}

/* What was typed about it stands in the complaint, since its row is gone from the form. */
static void complain_ended(Complaints *to, const ItemField *item)
{
    const char *typed = item->result[0] == '\0'
                            ? ""
                            : mem_printf(to->mem, "您填写的实际成果为：%s",
                                         text_short(to->mem, item->result, ITEM_RESULT_MOST));

    complain(to, "items", mem_printf(to->mem, "工作项目“%s”已移出清单，不再报送进展。%s", item->name, typed));
}

void report_items_check(Complaints *to, const ReportFields *fields, bool handing_in)
{
    for (gsize i = 0; i < fields->n_items; i++) {
        const ItemField *item = &fields->items[i];
        char *state = mem_printf(to->mem, "item_state.%" PRId64, item->item);
        char *result = mem_printf(to->mem, "item_result.%" PRId64, item->item);
        char *label = mem_printf(to->mem, "“%s”实际成果", text_short(to->mem, item->name, 30));
        if (item->ended) {
            complain_ended(to, item);
            continue;
        }
        complain_most(to, result, label, item->result, ITEM_RESULT_MOST);
        if (handing_in && item->state == ITEM_NONE)
            complain(to, state, mem_printf(to->mem, "请选择“%s”的状态", text_short(to->mem, item->name, 30)));
        if (handing_in && item->state == ITEM_DONE && text_is_blank(item->result))
            complain(to, result, mem_printf(to->mem, "%s：已完成的项目请写明实际成果", label));
    }
}
