/* echo.c: see echo.h. */
#include "page/echo.h"

#include <string.h>

#include "rule/item.h"
#include "rule/model.h"

/* The fields of our forms as people know them; what is not here is machinery and not worth copying. */
static const struct {
    const char *name, *label;
} kept_labels[] = {
    { "narrative", "进展情况" },
    { "value", "本期值" },
    { "note", "说明" },
    { "light", "亮灯" },
    { "light_reason", "亮灯说明" },
    { "next_steps", "下一步措施" },
    { "comment", "意见" },
    { "answer", "对退回意见的说明" },
    { "username", "账号" },
    { "body", "批示内容" },
    { "words", "办理情况或意见" },
    { "short", "简称" },
    { "aliases", "别名" },
    { "day", "日期" },
    { "instructions", "填报要求" },
    { "opens", "开放时间" },
    { "due", "截止时间" },
    { "freezes", "自动冻结时间" },
    { "base", "基数" },
    { "due_on", "完成时限" },
    { "plan", "计划值" },
    { "corrected", "勘误值" },
    { "basis", "依据" },
    { "corrected_max", "勘误值上限" },
    { "reason", "理由" },
    { "quote", "原文片段" },
    { "subject", "指标名称" },
    { "amount", "数值" },
    { "unit_word", "计量单位" },
    { "amount_max", "数值上限" },
    { "name", "项目名称" },
    { "person", "责任人" },
    { "starts_on", "开始日期" },
    { "q1", "一季度预期成果" },
    { "q2", "二季度预期成果" },
    { "q3", "三季度预期成果" },
    { "q4", "四季度预期成果" },
    { "span_reason", "跨年度原因" },
    { "end_reason", "移出清单的理由" },
    { "asked", "申请内容" },
    { "evidence", "佐证说明" },
    { "explain", "未达到目标的说明" },
    { "opinion", "审批意见" },
    { "verifiers", "核验人员" },
    { "verified_on", "核验日期" },
    { "item_state", "工作项目状态" },
    { "item_result", "工作项目实际成果" },
    { "matter", "事由" },
    { "body", "情况和要求" },
    { "words", "答复、意见或理由" },
    { "receive_by", "签收时限" },
    { "answer_by", "答复时限" },
    { "title", "标题" },
    { "main_to", "主送" },
    { "copies_to", "抄送" },
    { "body", "主要做法" },
    { "effect", "取得成效" },
    { "opinion", "意见" },
    { "ask", "推广要求" },
    { "lead_text", "编者按" },
    { "entry_title", "条目标题" },
    { "entry_text", "条目正文" },
    { "report_to", "报" },
    { "send_to", "送" },
    { "issue_to", "发" },
};

/* The label of narrative or value.17; NULL for fields that nobody typed. */
static const char *kept_label(const char *name)
{
    size_t length = strcspn(name, ".");

    for (gsize i = 0; i < G_N_ELEMENTS(kept_labels); i++)
        if (strlen(kept_labels[i].name) == length && strncmp(name, kept_labels[i].name, length) == 0)
            return kept_labels[i].label;
    return NULL;
}

/* narrative.12, as the page of all tasks sends it (page/fill.c). */
static bool is_of_task(const char *name)
{
    return g_str_has_prefix(name, "narrative.") || g_str_has_prefix(name, "next_steps.") ||
           g_str_has_prefix(name, "light.") || g_str_has_prefix(name, "light_reason.");
}

/* 量化目标 2 本期值, 第 2 个工作项目状态; the number of other families is their own: 计划值 3. */
static const char *kept_name(Mem *mem, const char *name, const char *label, int targets, int items)
{
    const char *dot = strchr(name, '.');

    if (dot == NULL)
        return label;
    if (g_str_has_prefix(name, "value.") || g_str_has_prefix(name, "note."))
        return mem_printf(mem, "量化目标 %d %s", targets, label);
    if (g_str_has_prefix(name, "item_"))
        return mem_printf(mem, "第 %d 个%s", items, label);
    if (is_of_task(name))
        return mem_printf(mem, "第 %s 项 %s", dot + 1, label);
    return mem_printf(mem, "%s %s", label, dot + 1);
}

bool echo_is_typed(const char *name)
{
    return kept_label(name) != NULL;
}

/* green is 绿灯 to people; NULL: the value is words already. */
static const char *word_of_code(const Param *p)
{
    if (strcmp(p->name, "light") == 0 || g_str_has_prefix(p->name, "light."))
        return light_of(p->value) == LIGHT_NONE ? NULL : light_word(light_of(p->value));
    if (g_str_has_prefix(p->name, "item_state."))
        return item_state_of(p->value) == ITEM_NONE ? NULL : item_state_word(item_state_of(p->value));
    return NULL;
}

static void show_field(Mem *mem, View *list, const Param *p, const char *name, bool carry)
{
    const char *word = word_of_code(p);
    View *field = view_part(list, "FIELD");

    view_text(field, "NAME", name);
    view_text(field, "VALUE", word != NULL ? word : mem_printf(mem, "\n%s", p->value));
    View *shown = view_part(field, word != NULL ? "WORD" : "TEXT");
    if (!carry)
        return;
    View *carried = view_part(shown, "CARRIED");
    view_text(carried, "FIELD_NAME", p->name);
    view_text(carried, "CODE", p->value);
}

static void show_hidden(View *list, const Param *p)
{
    View *hidden = view_part(list, "HIDDEN");

    view_text(hidden, "FIELD_NAME", p->name);
    view_text(hidden, "VALUE", p->value);
}

/* A target's value and note follow each other, so that counting the values tells which target is meant. */
gsize echo_show(Mem *mem, View *view, const char *marker, const Params *fields, const bool *left_out,
                bool carry)
{
    View *list = view_include(view, marker, "echo.tpl");
    int targets = 0, items = 0;
    gsize n = 0;

    for (gsize i = 0; i < fields->n; i++) {
        const Param *p = &fields->list[i];
        const char *label = kept_label(p->name);
        targets += g_str_has_prefix(p->name, "value.");
        items += g_str_has_prefix(p->name, "item_state.");
        bool shown = label != NULL && p->value[0] != '\0' && (left_out == NULL || !left_out[i]);
        n += shown;
        if (shown)
            show_field(mem, list, p, kept_name(mem, p->name, label, targets, items), carry);
        else if (carry)
            show_hidden(list, p);
    }
    return n;
}
