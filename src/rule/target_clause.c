/* target_clause.c: see target_clause.h. */
#include "rule/target_clause.h"

#include <string.h>

enum {
    SHORT_CLAUSE_CHARS = 12,
    CLAUSE_MAX_BYTES = 600, /* of a longer one only the end is looked at */
    SENTENCE_MAX_BYTES = 3000,
    PROMISES_MAX = 1000, /* of one paragraph; a real one has a dozen */
};

/* What a task sets out to do; before a count or a measure it makes a promise of it. */
static const char *const promise_verbs[] = {
    "新增",     "新建",   "建设",   "建成", "打造",   "培育",   "新培育", "引进", "完成", "实施",
    "推进",     "开工",   "竣工",   "改造", "关停",   "淘汰",   "培训",   "开展", "举办", "组织",
    "发展",     "创建",   "新创建", "认定", "新认定", "开通",   "打通",   "整治", "治理", "修复",
    "提供",     "扶持",   "帮扶",   "放流", "造林",   "落实",   "争取",   "实现", "力争", "确保",
    "达到",     "布局",   "遴选",   "招引", "签约",   "新签约", "投放",   "配建", "提升", "优化提升",
    "改造提升", "新改建", "改扩建", "筹集", "发放",   "盘活",   "减少",   "压减", "节约", "消纳",
    "储备",     "收储",   "供应",   "安排", "投入",   "融资",   "成立",   "选派", "惠及", "覆盖",
    "支持",     "推广",   "更新",   "安装", "铺设",   "回收",   "处置",   "种植", "补植", "抚育",
    "拆除",     "清理",   "疏浚",   "加固", "调整",   "发布",   "推出",   "出台", "制定", "新添",
    "增加",     "续建",   "购置",   "新购", "建造",   "投用",   "投产",   "使用", "建立", "设立",
    "滚动推进", "谋划",   "储备",   NULL,
};

/* Before a count with its noun they name something that is there already. */
static const char *const context_verbs[] = {
    "围绕", "支撑", "符合", "聚焦", "依托", "对接", "面向", "按照", "针对", "结合", "对照", "根据",
    "立足", "涉及", "服务", "对标", "涵盖", "现有", "原有", "已有", "上述", "有关", "联系", NULL,
};

/* They stand between a context verb and the number. */
static const char *const attributes[] = { "全市", "全省", "全区", "全县", "全国", "我市",
                                          "我省", "本市", "市",   "省",   "重点", "这",
                                          "各",   "的",   "市级", "省级", "国家", NULL };

/* 单机容量30万千瓦以下煤电机组, 总投资5亿元以上…的项目: properties of the thing that is counted or closed. */
static const char *const property_nouns[] = {
    "投资",     "投资额", "容量", "装机", "产值", "营收", "收入", "面积", "人口",
    "长度",     "高度",   "规模", "年龄", "资金", "资本", "产能", "年产", "库容",
    "处理能力", "限额",   "金额", "价值", "单价", "能耗", NULL,
};

static const char *const past_words[] = {
    "截至", "截止", "目前", "去年", "上年",   "已建成", "已完成",
    "已有", "已达", "现有", "原有", "已累计", "往年",   NULL,
};

/* 由5个工作日压缩至2个: where it starts from. */
static const char *const from_words[] = { "由", "从", "原来的", NULL };

/* Sums that are paid out by a rule. */
static const char *const rule_words[] = { "给予", "每家", "每人", "每户", "每个", "处罚", "罚款", NULL };
static const char *const grant_words[] = { "奖励", "补助", "补贴", NULL };

/* With these a grant is all that is paid in the year: 兑现补贴1.2亿元. */
static const char *const paying_verbs[] = { "兑现", "发放", "拨付", "筹集", NULL };

static const char *const time_words[] = {
    "压缩", "缩短", "压减", "减少", "降至", "提速", "延长", "天数",
    "时限", "时长", "时间", "用时", "耗时", "周期", "工期", NULL,
};

static const char *const age_words[] = { "寿命", NULL };

/* Numbers without a unit promise something only of these. */
static const char *const bare_ratios[] = { "容积率", "系数",   "指数", "生师比",
                                           "师生比", "职数比", "比例", NULL };

/* And of what ends so: 收入比缩小到2.1, 死亡率降至0.01. */
static const char *const bare_endings[] = { "率",     "收入比", "产出比", "消费比",
                                            "投入比", "供需比", "比值",   NULL };

static const char *const goal_words[] = { "的目标", "的要求", "的水平", "的任务", NULL };

/* Behind a number they do not name what is counted. */
static const char *const link_words[] = { "并",   "且",   "和", "及", "或", "等", "以及",
                                          "其中", "同比", "较", "比", "后", NULL };

/* 项目150个落地. */
static const char *const done_verbs[] = {
    "落地", "开工", "竣工", "建成", "完成", "投产", "投用", "投入", "运营", "上市",
    "挂牌", "入库", "达标", "完工", "签约", "开通", "通车", "动工", "纳统", NULL,
};

typedef struct {
    Passage text;
    guint8 *depth; /* of brackets, for each byte */
    bool *named;   /* inside of “” or 《》, for each byte */
} Scene;

static bool is_name_open(gunichar c)
{
    return c == 0x201C || c == 0x300A || c == 0x2018 || c == 0x300C || c == 0x3008;
}

static bool is_name_close(gunichar c)
{
    return c == 0x201D || c == 0x300B || c == 0x2019 || c == 0x300D || c == 0x3009;
}

static size_t char_start(Passage text, size_t at)
{
    return (size_t)(g_utf8_prev_char(text.at + at) - text.at);
}

/* The last closing quote; one that opens behind it names nothing. */
static size_t last_name_close(Passage text)
{
    for (size_t at = text.n; at > 0;) {
        at = char_start(text, at);
        if (is_name_close(passage_char(text, at, NULL)))
            return at;
    }
    return 0;
}

static void scene_read(Scene *scene)
{
    guint depth = 0, names = 0;
    size_t last_close = last_name_close(scene->text), size;

    for (size_t at = 0; at < scene->text.n; at += size) {
        gunichar c = passage_char(scene->text, at, &size);
        if (is_name_open(c) && at < last_close)
            names++;
        if (is_name_close(c) && names > 0)
            names--;
        if (is_close(c) && depth > 0)
            depth--;
        for (size_t i = 0; i < size; i++) {
            scene->depth[at + i] = (guint8)MIN(depth, 255);
            scene->named[at + i] = names > 0;
        }
        if (is_open(c))
            depth++;
    }
}

static bool is_group_comma(Passage text, size_t at)
{
    size_t size;

    (void)passage_char(text, at, &size);
    return text.at[at] == ',' && is_digit_char(passage_char_before(text, at)) &&
           is_digit_char(passage_char(text, at + size, NULL));
}

/* Ends a clause: , ; : and a sentence's end; inside a bracket also the bracket. */
static bool divides(const Scene *scene, size_t at, guint depth)
{
    gunichar c = passage_char(scene->text, at, NULL);

    if (scene->depth[at] < depth)
        return true;
    if (scene->depth[at] > depth || scene->named[at])
        return false;
    return (is_comma(c) && !is_group_comma(scene->text, at)) || is_semicolon(c) || is_colon(c) ||
           is_stop_at(scene->text, at) || (depth > 0 && is_open(c));
}

static size_t clause_start(const Scene *scene, size_t at)
{
    guint depth = scene->depth[at];
    size_t least = at > CLAUSE_MAX_BYTES ? at - CLAUSE_MAX_BYTES : 0;

    while (at > least) {
        size_t before = char_start(scene->text, at);
        if (divides(scene, before, depth))
            return at;
        at = before;
    }
    return at;
}

static size_t clause_end(const Scene *scene, size_t at)
{
    guint depth = at > 0 ? scene->depth[char_start(scene->text, at)] : 0;
    size_t size, most = MIN(at + CLAUSE_MAX_BYTES, scene->text.n);

    for (; at < most; at += size) {
        if (divides(scene, at, depth))
            return at;
        (void)passage_char(scene->text, at, &size);
    }
    return MIN(at, scene->text.n);
}

static size_t sentence_start(Passage text, size_t at)
{
    size_t least = at > SENTENCE_MAX_BYTES ? at - SENTENCE_MAX_BYTES : 0;

    while (at > least) {
        size_t before = char_start(text, at);
        if (is_stop_at(text, before))
            return at;
        at = before;
    }
    return at;
}

/* Is this the start of a noun, so that 7台 counts it? */
static bool noun_follows(Passage text, size_t at)
{
    gunichar c = passage_char(text, at, NULL);
    bool word = (c >= 0x4E00 && c <= 0x9FFF) || c == 0x201C || (c < 128 && g_ascii_isalpha((gchar)c)) ||
                is_digit_char(c);

    return word && passage_starts(passage_from(text, at), link_words) == 0 &&
           passage_starts(passage_from(text, at), done_verbs) == 0;
}

static bool ends_in_verb(Passage before)
{
    return before.n == 0 || passage_ends(before, promise_verbs) > 0;
}

/* Does the last context verb stand before the number with no promise between? */
static bool in_context(Passage before)
{
    Passage bare = before;

    for (size_t n; (n = passage_ends(bare, attributes)) > 0;)
        bare = passage_until(bare, bare.n - n);
    if (passage_ends(bare, context_verbs) > 0)
        return true;
    size_t start = passage_starts(before, context_verbs);
    return start > 0 && !passage_holds_any(passage_from(before, start), promise_verbs);
}

static bool holds_digit(Passage p)
{
    for (size_t at = 0, size; at < p.n; at += size)
        if (is_digit_char(passage_char(p, at, &size)))
            return true;
    return false;
}

/* 总投资5亿元以上、符合24条产业链的项目150个: the clause counts something else behind a 的. */
static bool counts_later(Passage rest)
{
    size_t of = passage_find(rest, 0, "的");

    return of != PASSAGE_NOWHERE && holds_digit(passage_from(rest, of));
}

/* 设立总规模100亿元的基金: what is founded gets its size by it. */
static bool is_founded(Passage before)
{
    static const char *const totals[] = { "总", "资金", "首期", NULL };
    static const char *const founding[] = { "设立", "组建", "成立", "募集", NULL };

    before = passage_until(before, before.n - passage_ends(before, property_nouns));
    before = passage_until(before, before.n - passage_ends(before, totals));
    return passage_ends(before, founding) > 0;
}

/* 新签约10亿元以上项目60个: the projects are counted, behind the bound on their size. */
static bool is_bound_of_counted(const Quantity *q, Passage rest)
{
    size_t item_end = passage_find(rest, 0, "、");

    return q->end > q->unit_end && holds_digit(passage_until(rest, MIN(item_end, rest.n)));
}

static bool is_listed(const Scene *scene, const Promise *last, const Promise *p)
{
    static const char *const joints[] = { "、", "和", "及", "以及", NULL };

    return last != NULL && last->clause == p->clause && noun_follows(scene->text, last->quantity.end) &&
           last->quantity.measure == p->quantity.measure &&
           passage_ends(passage_until(scene->text, p->quantity.words_start), joints) > 0;
}

static bool is_condition(const Scene *scene, const Promise *p)
{
    static const char *const of[] = { "的", NULL }, *const marks[] = { "大关", NULL };
    const Quantity *q = &p->quantity;
    Passage before = passage_between(scene->text, p->clause, q->words_start);
    Passage rest = passage_between(scene->text, q->end, clause_end(scene, q->end));
    bool size = q->measure == MEASURE_SIZE || q->measure == MEASURE_SCALE;
    bool property = passage_ends(before, property_nouns) > 0, verb = ends_in_verb(before) || p->listed;

    if (property && is_founded(before) && !holds_digit(rest))
        return false;
    if (passage_starts(rest, marks) > 0 || (q->measure == MEASURE_RATE && q->levelled))
        return false;                 /* 突破4000亿元大关, 服务下沉至100%的乡镇 */
    if (passage_starts(rest, of) > 0) /* 培育10家以上的企业 promises, 总投资5亿元以上的项目 describes */
        return passage_starts(rest, goal_words) == 0 && (size || !verb);
    if (p->noun_behind && (property || (size && (!verb || is_bound_of_counted(q, rest)))))
        return true;
    return size && property && counts_later(rest);
}

/* 目前已建成5000个, and 截至2022年底，… with the time in a short clause of its own. */
static bool is_past(const Scene *scene, const Promise *p, Passage before)
{
    if (passage_holds_any(before, past_words))
        return true;
    if (p->clause <= p->sentence)
        return false;
    size_t end = char_start(scene->text, p->clause);
    Passage ahead = passage_between(scene->text, clause_start(scene, end), end);
    return passage_chars(ahead) <= SHORT_CLAUSE_CHARS && passage_starts(passage_trim(ahead), past_words) > 0;
}

static const char *const lead_ins[] = {
    "力争",     "争取", "确保",     "推动", "推进", "实现", "全年",   "年内", "全市",
    "组织实施", "组织", "实施",     "完成", "建设", "开展", "到年底", "今年", "努力",
    "使",       "其中", "新增投放", "一是", "二是", "三是", "进一步", "要",   NULL,
};

Passage lead_ins_strip(Passage p)
{
    for (size_t n; (n = passage_starts(p, lead_ins)) > 0 && n < p.n;)
        p = passage_from(p, n);
    return p;
}

size_t promise_verb_bytes(Passage p)
{
    return passage_starts(p, promise_verbs);
}

/* 低保标准提高到每人每月850元: the rule itself is to be raised. */
static bool raises_standard(Passage before)
{
    static const char *const raises[] = { "提高", "达到", "增至", "上调", "不低于", NULL };
    static const char *const gives[] = { "给予", "奖励", "处罚", "罚款", NULL };
    size_t standard = passage_find(before, 0, "标准");

    return standard != PASSAGE_NOWHERE && passage_holds_any(passage_from(before, standard), raises) &&
           !passage_holds_any(before, gives);
}

/* Money that a rule gives to each who asks, not what the year is to bring. */
static bool is_grant(Passage before, Passage rest)
{
    if (raises_standard(before))
        return false;
    if (passage_holds_any(before, rule_words))
        return true;
    return (passage_holds_any(before, grant_words) || passage_starts(rest, grant_words) > 0) &&
           passage_starts(lead_ins_strip(passage_trim(before)), paying_verbs) == 0;
}

static bool is_promise(const Scene *scene, const Promise *p)
{
    const Quantity *q = &p->quantity;
    Passage before = passage_between(scene->text, p->clause, q->words_start);

    if (scene->named[q->start] || is_past(scene, p, before) || passage_ends(before, from_words) > 0)
        return false;
    if (is_condition(scene, p))
        return false;
    if (p->noun_behind && q->measure == MEASURE_COUNT && in_context(before))
        return false;
    if (q->measure == MEASURE_NONE)
        return (q->levelled || q->comparator != TARGET_EQUAL) &&
               (passage_holds_any(before, bare_ratios) || passage_ends(before, bare_endings) > 0);
    if (q->measure == MEASURE_AGE)
        return passage_holds_any(before, age_words);
    if (q->measure == MEASURE_TIME)
        return passage_holds_any(before, time_words);
    Passage unit = passage_between(scene->text, q->unit_start, q->unit_end);
    return passage_find(unit, 0, "元") == PASSAGE_NOWHERE ||
           !is_grant(before, passage_from(scene->text, q->end));
}

/* The last word or mark between `from` and `to` that joins two things counted; what follows it starts there. */
static size_t joint_end(const Scene *scene, size_t from, size_t to, const char *const *joints)
{
    size_t found = PASSAGE_NOWHERE, size;

    for (size_t at = from; at < to; at += size) {
        size_t n = passage_starts(passage_between(scene->text, at, to), joints);
        (void)passage_char(scene->text, at, &size);
        if (n > 0 && scene->depth[at] == scene->depth[from - 1] && !scene->named[at])
            found = at + n;
    }
    return found;
}

/* In a list each number has its own words: 绿道100公里、公园7个 and 10个示范片区和36个示范村. */
static size_t item_start(const Scene *scene, const Promise *last, const Promise *p)
{
    static const char *const marks[] = { "、", NULL };
    static const char *const words[] = { "和", "及", "以及", "并", "与", NULL };

    if (last == NULL || last->clause != p->clause)
        return p->clause;
    size_t from = last->quantity.end, to = MAX(p->quantity.words_start, from);
    size_t start = PASSAGE_NOWHERE;
    if (last->noun_behind) {
        start = joint_end(scene, from, to, marks);
        start = start == PASSAGE_NOWHERE ? joint_end(scene, from, to, words) : start;
    } else if (passage_starts(passage_from(scene->text, from), marks) > 0) {
        start = from + strlen(marks[0]);
    }
    return start == PASSAGE_NOWHERE ? from : start;
}

static void ends_set(const Scene *scene, GArray *promises)
{
    static const char *const joints[] = { "、", "和", "及", "以及", "并", NULL };

    for (guint i = 0; i < promises->len; i++) {
        Promise *p = &g_array_index(promises, Promise, i);
        const Promise *next = i + 1 < promises->len ? &g_array_index(promises, Promise, i + 1) : NULL;
        p->item_end = p->quantity.end;
        if (!p->noun_behind)
            continue;
        p->item_end = clause_end(scene, p->quantity.end);
        if (next != NULL && next->quantity.words_start < p->item_end) {
            size_t end = MAX(next->item, p->quantity.end);
            end -= passage_ends(passage_between(scene->text, p->quantity.end, end), joints);
            p->item_end = end > p->quantity.end ? end : p->quantity.end;
        }
    }
}

/* 力争4个主导产业产值占比超过70%: the first number only says whose share it is. */
static bool is_scope_of(const Scene *scene, const Promise *last, const Promise *p)
{
    static const char *const joints[] = { "、", "和", "及", "以及", "并", "与", NULL };
    static const char *const wishes[] = { "力争", "争取", "确保", "实现", NULL };
    const Quantity *q = &last->quantity;
    Passage before = passage_trim(passage_between(scene->text, last->item, q->words_start));

    return last->clause == p->clause && last->noun_behind && q->measure == MEASURE_COUNT &&
           p->quantity.measure == MEASURE_RATE && !p->noun_behind &&
           joint_end(scene, q->end, p->quantity.words_start, joints) == PASSAGE_NOWHERE &&
           (passage_starts(before, wishes) == before.n || !ends_in_verb(before));
}

static const Promise *last_promise(const GArray *promises)
{
    return promises->len > 0 ? &g_array_index(promises, Promise, promises->len - 1) : NULL;
}

void promises_find(Mem *mem, Passage text, GArray *promises)
{
    g_autofree guint8 *depth = g_new0(guint8, text.n + 1);
    g_autofree bool *named = g_new0(bool, text.n + 1);
    Scene scene = { text, depth, named };
    Quantity q;

    scene_read(&scene);
    for (size_t at = 0; promises->len < PROMISES_MAX && quantity_next(mem, text, at, &q);
         at = MAX(q.unit_end, q.start + 1)) {
        const Promise *last = last_promise(promises);
        Promise p = { .quantity = q,
                      .sentence = sentence_start(text, q.start),
                      .clause = clause_start(&scene, q.start) };
        p.clause = MIN(p.clause, q.words_start);
        p.noun_behind = noun_follows(text, q.end) && !q.levelled;
        p.listed = is_listed(&scene, last, &p);
        if (!is_promise(&scene, &p))
            continue;
        if (last != NULL && is_scope_of(&scene, last, &p)) {
            g_array_set_size(promises, promises->len - 1);
            last = last_promise(promises);
        }
        p.item = item_start(&scene, last, &p);
        g_array_append_val(promises, p);
    }
    ends_set(&scene, promises);
}
