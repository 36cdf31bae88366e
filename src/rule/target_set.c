/* target_set.c: see target_set.h. */
#include "rule/target_set.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "rule/day_read.h"
#include "rule/find_text.h"

static const char *const sort_codes[KIND__N] = { "", "cumulative", "stock", "milestone" };
static const char *const comparators[] = { "=", ">=", "<=", ">", "<", "~", "range" };

const char *target_sort_code(TargetSort sort)
{
    return sort_codes[sort];
}

bool comparator_known(const char *comparator)
{
    for (gsize i = 0; i < G_N_ELEMENTS(comparators); i++)
        if (strcmp(comparators[i], comparator) == 0)
            return true;
    return false;
}

/* Empty is no number and no mistake. false: empty, or complained of. */
static bool number_read_at(Complaints *to, const char *field, const char *label, const char *typed,
                           const char *unit_word, int64_t *amount_e4)
{
    AmountRead read = amount_read(typed, unit_word, amount_e4);
    const char *words = read == AMOUNT_NEGATIVE ? "不能为负数" : amount_complaint(read);

    if (text_chars(typed) > TARGET_NUMBER_MOST)
        words = "数字过长，请核对";
    if (words != NULL)
        complain(to, field, mem_printf(to->mem, "%s：%s", label, words));
    return words == NULL && read == AMOUNT_GOOD;
}

static void read_kind(Complaints *to, const char *typed, Terms *terms)
{
    terms->kind = target_sort_of(typed);
    if (terms->kind == KIND_NONE)
        complain(to, "kind", "请选择目标类型");
}

static void read_base(Complaints *to, const TermsTyped *typed, const char *unit_word, Terms *terms)
{
    terms->has_base = number_read_at(to, "base", "基数", typed->base, unit_word, &terms->base_e4);
    if (!text_is_blank(typed->base) && terms->kind != KIND_STOCK && terms->kind != KIND_NONE)
        complain(to, "base", "只有存量型目标有基数。请清空基数，或把类型改为存量型");
}

static void read_due(Complaints *to, const TermsTyped *typed, int year, Terms *terms)
{
    int64_t starts_us;

    terms->due_on = "";
    if (text_is_blank(typed->due_on))
        return;
    if (terms->kind != KIND_MILESTONE && terms->kind != KIND_NONE) {
        complain(to, "due_on", "只有节点型目标有完成时限。请清空时限，或把类型改为节点型");
        return;
    }
    if (!day_read(typed->due_on, &starts_us)) {
        complain(to, "due_on", "完成时限请填写日期，例如 2023-9-30");
        return;
    }
    CivilTime day = civil_of(starts_us);
    if (day.year < year)
        complain(to, "due_on", mem_printf(to->mem, "完成时限不能早于 %d 年", year));
    terms->due_on = mem_printf(to->mem, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static void read_unit(Complaints *to, const TermsTyped *typed, const TermsOf *of, Terms *terms)
{
    if (typed->unit[0] == '\0') {
        if (of->n > 0)
            complain(to, "unit", "请选择责任单位");
        return;
    }
    for (gsize i = 0; i < of->n; i++)
        if (strcmp(mem_printf(to->mem, "%" PRId64, of->units[i].v), typed->unit) == 0)
            terms->unit = of->units[i];
    if (terms->unit.v == 0)
        complain(to, "unit", "责任单位须是本任务现在的牵头单位，请重新选择");
}

/* What adds up over the year does not fall. */
static void check_growth(Complaints *to, const Pace *pace)
{
    int before = 0;

    for (int month = 1; month <= MONTHS; month++) {
        if (!pace->has[month])
            continue;
        if (before != 0 && pace->value_e4[month] < pace->value_e4[before])
            complain(to, mem_printf(to->mem, "plan.%d", month),
                     mem_printf(to->mem, "%d月计划值小于 %d月：累计型目标填年初至当月末的累计数，不能减少",
                                month, before));
        before = month;
    }
}

static void read_plan(Complaints *to, const TermsTyped *typed, const char *unit_word, Terms *terms)
{
    Pace pace = { 0 };
    int first = 0;

    for (int month = 1; month <= MONTHS; month++) {
        char *field = mem_printf(to->mem, "plan.%d", month);
        char *label = mem_printf(to->mem, "%d月计划值", month);
        pace.has[month] = number_read_at(to, field, label, typed->plan[month], unit_word,
                                         &pace.value_e4[month]);
        if (first == 0 && !text_is_blank(typed->plan[month]))
            first = month;
    }
    pace.any = first != 0;
    if (first != 0 && terms->kind == KIND_MILESTONE)
        complain(to, mem_printf(to->mem, "plan.%d", first), "节点型目标按完成时限判断，请清空各月计划值");
    if (terms->kind == KIND_CUMULATIVE)
        check_growth(to, &pace);
    terms->pace = pace_write(to->mem, &pace);
}

void terms_read(Complaints *to, const TermsTyped *typed, const char *unit_word, const TermsOf *of,
                Terms *terms)
{
    *terms = (Terms){ 0 };
    read_kind(to, typed->kind, terms);
    read_base(to, typed, unit_word, terms);
    read_due(to, typed, of->year, terms);
    read_unit(to, typed, of, terms);
    read_plan(to, typed, unit_word, terms);
}

void promised_read(Complaints *to, const char *field, const char *field_max, const PromisedTyped *typed,
                   const char *comparator, const char *unit_word, Promised *promised)
{
    bool range = strcmp(comparator, "range") == 0;

    *promised = (Promised){ 0 };
    bool low = number_read_at(to, field, range ? "区间下限" : "数值", typed->low, unit_word,
                              &promised->low_e4);
    if (text_is_blank(typed->low))
        complain(to, field, range ? "请填写区间下限" : "请填写数值，例如 16 或 16.5");
    bool high = number_read_at(to, field_max, "区间上限", typed->high, unit_word, &promised->high_e4);
    if (range && text_is_blank(typed->high))
        complain(to, field_max, "请填写区间上限");
    if (!range && !text_is_blank(typed->high))
        complain(to, field_max, "只有区间目标有上限，请清空");
    if (range && low && high && promised->high_e4 <= promised->low_e4)
        complain(to, field_max, "区间上限须大于下限");
    promised->has_high = range && high;
    if (!range)
        promised->high_e4 = 0;
}

static bool same_number(const Promised *a, const Promised *b)
{
    return a->low_e4 == b->low_e4 && a->has_high == b->has_high && a->high_e4 == b->high_e4;
}

void correction_read(Complaints *to, const PromisedTyped *typed, const char *basis, const char *comparator,
                     const char *unit_word, const Promised *printed, Promised *corrected)
{
    gsize before = to->n;

    promised_read(to, "corrected", "corrected_max", typed, comparator, unit_word, corrected);
    if (to->n == before && same_number(printed, corrected))
        complain(to, "corrected", "勘误值与原文数值相同。原文无误的，直接确认即可");
    if (text_is_blank(basis))
        complain(to, "basis", "请填写勘误依据，例如更正通知的文号或核实经过");
    complain_most(to, "basis", "勘误依据", basis, BASIS_MOST);
}

void reason_check(Complaints *to, const char *field, const char *label, const char *reason)
{
    if (text_is_blank(reason))
        complain(to, field, mem_printf(to->mem, "请填写%s", label));
    complain_most(to, field, label, reason, TARGET_REASON_MOST);
}

void part_check(Complaints *to, const char *suffix, const PartTyped *typed, Promised *promised)
{
    char *subject = mem_printf(to->mem, "subject%s", suffix);

    if (text_is_blank(typed->subject))
        complain(to, subject, "请填写指标名称，例如：新增高新技术企业");
    complain_most(to, subject, "指标名称", typed->subject, SUBJECT_MOST);
    if (!comparator_known(typed->comparator))
        complain(to, mem_printf(to->mem, "comparator%s", suffix), "请选择比较方式");
    promised_read(to, mem_printf(to->mem, "amount%s", suffix), mem_printf(to->mem, "amount_max%s", suffix),
                  &typed->number, typed->comparator, typed->unit_word, promised);
    complain_most(to, mem_printf(to->mem, "unit_word%s", suffix), "计量单位", typed->unit_word,
                  UNIT_WORD_MOST);
}

const char *quote_read(Complaints *to, const char *typed, const char *issued)
{
    const char *words = g_strstrip(mem_text(to->mem, typed));
    Stretch found;

    if (text_is_blank(words))
        complain(to, "quote", "请填写原文片段：从任务原文中复制含有该数字的一段文字");
    else if (text_chars(words) > QUOTE_MOST)
        complain_most(to, "quote", "原文片段", words, QUOTE_MOST);
    else if (!word_find(to->mem, issued, text_folded(to->mem, words), &found))
        complain(to, "quote", "任务原文中没有这段文字。请从任务原文中原样复制，不要改动或跨段");
    else
        return text_stretch(to->mem, issued, found.from, found.to);
    return NULL;
}
