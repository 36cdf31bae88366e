/* target_doubt.c: see target_doubt.h. Each rule is a table of things that everybody in the trade knows; a new one is a
 * line here and a case in tests/rule/test_target.c. A doubt asks a person to look, it changes nothing. */
#include "rule/target_doubt.h"

#include <string.h>

enum { COMPARED_MAX = 300 }; /* a task with more numbers is no task: nothing is compared */

/* Ratios that cannot be larger. */
static const struct {
    const char *word;
    double most;
} ratios[] = {
    { "容积率", 8 }, /* towers; industrial plots have 1 to 3 */
    { "生师比", 60 },
    { "系数", 10 },
};

/* Shares of a whole: more than 100 % is nonsense. Growth may be more. */
static const char *const shares[] = { "占比",     "比重",   "覆盖率", "普及率", "参与率",
                                      "合格率",   "达标率", "处理率", "利用率", "入学率",
                                      "毛入学率", "绿化率", "满意率", "办结率", NULL };
static const char *const growths[] = { "增长", "增速", "增幅", "提高", "下降", NULL };

/* So many of one thing to each of another, named in the same sentence: what is the most? */
static const struct {
    const char *part, *whole; /* words of subject or unit */
    double most;
    const char *each, *of; /* 平均每个小区 … 户 */
} proportions[] = {
    { "户", "小区", 2000, "平均每个小区", "户" },
    { "户", "社区", 10000, "平均每个社区", "户" },
    { "学位", "所", 4000, "平均每所学校", "个学位" },
    { "学位", "学校", 4000, "平均每所学校", "个学位" },
    { "床位", "医院", 4000, "平均每所医院", "张床位" },
    { "床位", "养老", 2000, "平均每处养老机构", "张床位" },
    { "托位", "机构", 1000, "平均每家机构", "个托位" },
    { "泊位", "停车场", 5000, "平均每个停车场", "个泊位" },
    { "户", "村", 3000, "平均每个村", "户" },
};

/* A group that is a small part of another, named in the same task: its largest plausible share. */
static const struct {
    const char *part, *whole;
    double most;
} parts[] = {
    { "就业困难", "新增就业", 0.30 }, { "困难人员", "新增就业", 0.30 }, { "零就业", "新增就业", 0.05 },
    { "残疾人", "新增就业", 0.10 },   { "上市", "高新技术企业", 0.20 },
};

/* More than one city is likely to have, in single pieces. Used only where the notice prints no decimal point at all, so
 * that one may well be lost. */
static const struct {
    const char *word;
    double most;
} ceilings[] = {
    { "机架", 200000 }, /* a province plans 450 000 */
    { "学位", 500000 }, { "5G基站", 200000 },    { "充电桩", 1000000 },  { "床位", 300000 },
    { "托位", 300000 }, { "新增就业", 1500000 }, { "停车泊位", 500000 },
};

static double pieces(const Placed *placed)
{
    return (double)placed->target.amount_e4 / 10000.0 * (double)placed->scale;
}

static bool speaks_of(const Placed *placed, const char *word)
{
    return strstr(placed->target.subject, word) != NULL || strstr(placed->target.unit, word) != NULL;
}

static const char *ratio_doubt(Mem *mem, const Placed *p)
{
    bool bare = p->measure == MEASURE_NONE;

    for (gsize i = 0; bare && i < G_N_ELEMENTS(ratios); i++)
        if (speaks_of(p, ratios[i].word) && pieces(p) > ratios[i].most)
            return mem_printf(mem, "%s%s超出可能范围，疑漏印小数点", ratios[i].word, p->target.value);
    Passage subject = passage_of(p->target.subject);
    bool share = passage_holds_any(subject, shares) && !passage_holds_any(subject, growths);
    bool percent = strcmp(p->target.unit, "%") == 0 || strcmp(p->target.unit, "％") == 0;
    if (share && percent && pieces(p) > 100)
        return mem_printf(mem, "%s%s%%超过100%%", p->target.subject, p->target.value);
    return "";
}

/* How many of the whole the sentence names: 30所 and 50所 are 80. */
static double whole_count(const GArray *placed, const Placed *p, const char *word)
{
    double sum = 0;

    for (guint i = 0; i < placed->len; i++) {
        const Placed *other = &g_array_index(placed, Placed, i);
        if (other != p && other->sentence == p->sentence && other->measure == MEASURE_COUNT &&
            speaks_of(other, word) && strstr(other->target.quote, "每") == NULL) /* 每个街道1所 is no sum */
            sum += pieces(other);
    }
    return sum;
}

static const char *proportion_doubt(Mem *mem, const GArray *placed, const Placed *p)
{
    for (gsize i = 0; i < G_N_ELEMENTS(proportions); i++) {
        double whole = speaks_of(p, proportions[i].part) ? whole_count(placed, p, proportions[i].whole) : 0;
        bool is_whole = strstr(p->target.subject, proportions[i].whole) != NULL && p->scale == 1;
        if (whole <= 0 || is_whole || pieces(p) / whole <= proportions[i].most)
            continue;
        return mem_printf(mem, "%s%.0f%s，比例失当，疑漏印小数点", proportions[i].each, pieces(p) / whole,
                          proportions[i].of);
    }
    return "";
}

static const char *part_doubt(Mem *mem, const GArray *placed, const Placed *p)
{
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (!speaks_of(p, parts[i].part))
            continue;
        for (guint j = 0; j < placed->len; j++) {
            const Placed *whole = &g_array_index(placed, Placed, j);
            bool same = whole != p && whole->measure == p->measure && speaks_of(whole, parts[i].whole);
            if (same && pieces(p) > pieces(whole) * parts[i].most)
                return mem_printf(mem, "占“%s”的%.0f%%，比例失当，疑漏印小数点", whole->target.subject,
                                  pieces(p) * 100 / pieces(whole));
        }
    }
    return "";
}

/* 45万 may stand for 4.5万, 40万 hardly for 4.0万. */
static const char *ceiling_doubt(Mem *mem, const Notice *notice, const Placed *p)
{
    bool could_lose_point = p->scale > 1 && p->target.amount_e4 >= 100000 &&
                            p->target.amount_e4 % 100000 != 0;

    for (gsize i = 0; !notice->has_decimals && could_lose_point && i < G_N_ELEMENTS(ceilings); i++)
        if (speaks_of(p, ceilings[i].word) && pieces(p) > ceilings[i].most)
            return mem_printf(mem, "%s%s超出一市常见规模，且全文没有小数点，疑漏印小数点", p->target.value,
                              p->target.unit);
    return "";
}

void doubts_set(Mem *mem, const Notice *notice, GArray *placed)
{
    for (guint i = 0; i < placed->len && placed->len <= COMPARED_MAX; i++) {
        Placed *p = &g_array_index(placed, Placed, i);
        const char *doubts[] = { p->target.doubt, ratio_doubt(mem, p), proportion_doubt(mem, placed, p),
                                 part_doubt(mem, placed, p), ceiling_doubt(mem, notice, p) };
        for (gsize d = 0; d < G_N_ELEMENTS(doubts) && *p->target.doubt == '\0'; d++)
            p->target.doubt = doubts[d];
    }
}
