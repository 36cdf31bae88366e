/* target_number.c: see target_number.h. To teach the parser a new unit, add it to a list below. */
#include "rule/target_number.h"
#include "rule/notice_label.h"

#include <string.h>

enum { DIGITS_MAX = 14, DECIMALS_MAX = 4, EARLY_CHARS = 8 };

/* Longer words win: 人次 before 人. */
static const char *const counts[] = {
    "个",   "家",   "项",   "处",     "座",   "所",   "条",       "台",   "套",   "张",   "名",   "人",
    "户",   "位",   "辆",   "列",     "艘",   "架",   "部",       "件",   "起",   "宗",   "例",   "场",
    "次",   "期",   "轮",   "批",     "支",   "对",   "组",       "类",   "款",   "种",   "门",   "节",
    "本",   "册",   "篇",   "集",     "首",   "口",   "眼",       "段",   "片",   "块",   "盏",   "根",
    "栋",   "幢",   "间",   "头",     "只",   "羽",   "株",       "棵",   "枚",   "单",   "笔",   "班",
    "人次", "架次", "班次", "班列",   "车次", "户次", "场次",     "批次", "件次", "例次", "艘次", "台次",
    "家次", "辆次", "轮次", "标准箱", "标箱", "机架", "标准机架", "床",   "床位", "泊位", "单位", "台套",
    "对次", "学时", "课时", "席",     "尾",   "卷",   "个次",     "站",   "桩",   "辆份", "人份", "人日",
    "箱",   "车位", "股",   NULL,
};

static const char *const sizes[] = {
    "元",     "美元",   "欧元",   "港元", "日元",   "人民币", "亩",     "公顷",     "平方公里", "平方千米",
    "平方米", "立方米", "公里",   "千米", "米",     "延米",   "延长米", "里",       "吨",       "公斤",
    "千克",   "斤",     "克",     "千瓦", "千瓦时", "兆瓦",   "度",     "吨标准煤", "吨标煤",   "微克",
    "毫克",   "升",     "MW",     "GW",   "kW",     "KW",     "MWh",    "GWh",      "km",       "TB",
    "PB",     "P",      "PFlops", "Tbps", "Gbps",   "TEU",    "方",     "分",       "分贝",     NULL,
};

static const char *const rates[] = { "%", "％", "‰", "个百分点", "百分点", "倍", "个点", NULL };

static const char *const ages[] = { "岁", NULL };

static const char *const times[] = { "天", "小时", "分钟", "秒", "个工作日", "工作日", NULL };

/* What looks like a unit and is none: a name, a date, a place in a row. */
static const char *const no_units[] = {
    "个月", "年",       "月",   "日",   "号",     "版",       "届",   "级",   "强",     "周年",
    "世纪", "部门",     "号线", "里程", "位于",   "场馆",     "条例", "度电", "期工程", "期项目",
    "米级", "天内",     "日内", "年内", "小时内", "个小时内", "单元", "站台", "班子",   "人大",
    "分之", "项工作法", "类区", "千伏", "站式",   "点",       "时",   NULL,
};

static const struct {
    const char *word;
    int64_t scale;
} scales[] = {
    { "万亿", 1000000000000 }, { "千亿", 100000000000 }, { "百亿", 10000000000 }, { "亿", 100000000 },
    { "千万", 10000000 },      { "百万", 1000000 },      { "万", 10000 },         { "千", 1000 },
};

static const struct {
    const char *word;
    TargetComparator comparator;
} before_words[] = {
    { "不少于", TARGET_AT_LEAST }, { "不低于", TARGET_AT_LEAST }, { "不小于", TARGET_AT_LEAST },
    { "至少", TARGET_AT_LEAST },   { "不下于", TARGET_AT_LEAST }, { "突破", TARGET_ABOVE },
    { "超过", TARGET_ABOVE },      { "超出", TARGET_ABOVE },      { "超", TARGET_ABOVE },
    { "高于", TARGET_ABOVE },      { "多于", TARGET_ABOVE },      { "大于", TARGET_ABOVE },
    { "不超过", TARGET_AT_MOST },  { "不高于", TARGET_AT_MOST },  { "不多于", TARGET_AT_MOST },
    { "不大于", TARGET_AT_MOST },  { "最多", TARGET_AT_MOST },    { "不超", TARGET_AT_MOST },
    { "低于", TARGET_BELOW },      { "少于", TARGET_BELOW },      { "小于", TARGET_BELOW },
    { "约", TARGET_ABOUT },        { "大约", TARGET_ABOUT },      { "近", TARGET_ABOUT },
    { "接近", TARGET_ABOUT },      { "不足", TARGET_BELOW },      { "逾", TARGET_ABOVE },
}, after_words[] = {
    { "以上", TARGET_AT_LEAST }, { "及以上", TARGET_AT_LEAST }, { "(含)以上", TARGET_AT_LEAST },
    { "（含）以上", TARGET_AT_LEAST }, { "左右", TARGET_ABOUT },      { "上下", TARGET_ABOUT },
    { "以内", TARGET_AT_MOST },  { "之内", TARGET_AT_MOST },    { "以下", TARGET_AT_MOST },
    { "及以下", TARGET_AT_MOST },
};

/* Words that end so and mean something else: 节约5万吨. */
static const char *const false_befores[] = {
    "节约", "签约", "契约", "预约", "履约", "附近", "临近", "最近", "就近", "赶超", "靠近", "邻近", NULL,
};

/* Between subject and number; they say that a level is reached. */
static const char *const level_words[] = {
    "达到",   "达",     "提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "增至",   "扩大到",
    "扩大至", "保持在", "稳定在", "控制在", "维持在", "下降到", "下降至", "降低到", "降低至", "降至",
    "降到",   "压减至", "压缩至", "压缩到", "缩短至", "缩短到", "减少到", "减少至", "跃升至", "跨越",
    "迈上",   "站上",   "跨上",   "发展到", "发展至", "恢复到", "恢复至", "增长到", "拓展到", "拓展至",
    "缩小到", "缩小至", "压降到", "压降至", "回落到", "回落至", "上升到", "上升至", "升至",   "增长至",
    "延长至", "在",     "至",     "到",     "为",     NULL,
};

/* Before those, and no part of the subject. */
static const char *const filler_words[] = {
    "原则上", "力争", "争取", "确保", "进一步", "均",   "分别",
    "基本",   "总体", "全部", "合计", "累计",   "总共", NULL,
};

/* Typists set figures off with blanks: 净增 60 家. */
static size_t blanks_at(Passage text, size_t at)
{
    size_t size, end = at;

    for (gunichar c; is_blank_char(c = passage_char(text, end, &size)) && c != '\n';)
        end += size;
    return end - at;
}

static size_t blanks_before(Passage text, size_t at)
{
    size_t start = at;

    while (start > 0 && is_blank_char(passage_char_before(text, start)))
        start = (size_t)(g_utf8_prev_char(text.at + start) - text.at);
    return at - start;
}

static size_t number_bytes(Passage text, GString *value)
{
    size_t at = 0, size, next_size;
    bool point = false;

    for (;; at += size) {
        gunichar c = passage_char(text, at, &size);
        if (is_digit_char(c)) {
            g_string_append_c(value, (char)('0' + digit_of_char(c)));
            continue;
        }
        gunichar next = passage_char(text, at + size, &next_size);
        if (at == 0 || (c != '.' && c != 0xFF0E) || point || !is_digit_char(next))
            return at;
        g_string_append_c(value, '.');
        point = true;
    }
}

/* 15,300: groups of three behind half-width commas. */
static size_t grouped_bytes(Passage text, GString *value)
{
    size_t at = 0;

    while (at < text.n && g_ascii_isdigit(text.at[at]))
        at++;
    if (at == 0 || at > 3)
        return 0;
    g_string_append_len(value, text.at, (gssize)at);
    size_t lead = at;
    while (at + 3 < text.n && text.at[at] == ',' && g_ascii_isdigit(text.at[at + 1]) &&
           g_ascii_isdigit(text.at[at + 2]) && g_ascii_isdigit(text.at[at + 3]) &&
           !(at + 4 < text.n && g_ascii_isdigit(text.at[at + 4]))) {
        g_string_append_len(value, text.at + at + 1, 3);
        at += 4;
    }
    if (at == lead)
        g_string_truncate(value, 0);
    return at == lead ? 0 : at;
}

static size_t value_read(Passage text, GString *value)
{
    size_t bytes = grouped_bytes(text, value);

    return bytes > 0 ? bytes : number_bytes(text, value);
}

/* Ten-thousandths; false if there are too many digits to be a promise. */
static bool amount_read(const char *value, int64_t *amount_e4, bool *inexact)
{
    const char *point = strchr(value, '.');
    size_t whole = point == NULL ? strlen(value) : (size_t)(point - value);
    int64_t amount = 0;

    if (whole > DIGITS_MAX)
        return false;
    for (size_t i = 0; i < whole; i++)
        amount = amount * 10 + (value[i] - '0');
    for (size_t i = 0; i < DECIMALS_MAX; i++) {
        bool digit = point != NULL && i < strlen(point + 1);
        amount = amount * 10 + (digit ? point[1 + i] - '0' : 0);
    }
    *inexact = *inexact || (point != NULL && strlen(point + 1) > DECIMALS_MAX);
    *amount_e4 = amount;
    return true;
}

static size_t measure_bytes(Passage text, Measure *measure)
{
    static const struct {
        const char *const *words;
        Measure measure;
    } kinds[] = {
        { no_units, MEASURE_NONE }, { counts, MEASURE_COUNT }, { sizes, MEASURE_SIZE },
        { rates, MEASURE_RATE },    { times, MEASURE_TIME },   { ages, MEASURE_AGE },
    };
    size_t longest = 0;

    *measure = MEASURE_NONE;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t n = passage_starts(text, kinds[i].words);
        if (n > longest) {
            longest = n;
            *measure = kinds[i].measure;
        }
    }
    return *measure == MEASURE_NONE ? 0 : longest;
}

/* 条(次), 台(套): a second unit in brackets; 万元/亩: one for another. */
static size_t second_unit_bytes(Passage text)
{
    size_t open, close;
    Measure measure;
    gunichar c = passage_char(text, 0, &open);

    if (c == '/' || c == 0xFF0F)
        return measure_bytes(passage_from(text, open), &measure) > 0
                   ? open + measure_bytes(passage_from(text, open), &measure)
                   : 0;
    if (!is_open(c))
        return 0;
    size_t bytes = measure_bytes(passage_from(text, open), &measure);
    return bytes > 0 && is_close(passage_char(text, open + bytes, &close)) ? open + bytes + close : 0;
}

/* 3大冷链物流中心: the unit 大 stands between a small number and a noun. */
static bool is_great(Passage text, int64_t amount_e4)
{
    static const char *const great[] = { "大", NULL };
    gunichar next = passage_char(text, strlen("大"), NULL);

    return passage_starts(text, great) > 0 && amount_e4 <= 100 * 10000 && next >= 0x4E00 && next <= 0x9FFF;
}

static bool unit_read(Passage text, Quantity *quantity)
{
    size_t at = quantity->unit_start, scale_bytes = 0;
    size_t bytes = measure_bytes(passage_from(text, at), &quantity->measure);

    quantity->scale = 1;
    for (gsize i = 0; bytes == 0 && scale_bytes == 0 && i < G_N_ELEMENTS(scales); i++) {
        const char *const word[] = { scales[i].word, NULL };
        scale_bytes = passage_starts(passage_from(text, at), word);
        quantity->scale = scale_bytes > 0 ? scales[i].scale : 1;
    }
    if (scale_bytes > 0) {
        bytes = measure_bytes(passage_from(text, at + scale_bytes), &quantity->measure);
        if (bytes == 0)
            quantity->measure = MEASURE_SCALE;
    } else if (bytes == 0 && is_great(passage_from(text, at), quantity->amount_e4)) {
        bytes = strlen("大");
        quantity->measure = MEASURE_COUNT;
    }
    at += scale_bytes + bytes;
    if (bytes > 0)
        at += second_unit_bytes(passage_from(text, at));
    quantity->unit_end = at;
    return quantity->measure != MEASURE_NONE;
}

/* 5万吨级, 5G, 500强 and what a list above rules out. */
static bool is_name_behind(Passage text, const Quantity *quantity)
{
    static const char *const grades[] = { "级", "型", "档", "强", NULL };
    Passage rest = passage_from(text, quantity->unit_end);
    gunichar next = passage_char(rest, 0, NULL);
    bool bare = quantity->measure == MEASURE_NONE || quantity->measure == MEASURE_SCALE; /* 500千伏 */

    if (passage_starts(passage_from(text, quantity->unit_start), no_units) > 0 && bare)
        return true;
    if (quantity->measure == MEASURE_NONE &&
        ((next < 128 && g_ascii_isalnum((gchar)next)) || next == '+' || next == '/'))
        return true;
    return passage_starts(rest, grades) > 0;
}

/* PM2.5, 1+6, 第3, 前10, A3; a lone mark such as : may well stand before a number. */
static bool is_name_before(Passage text, size_t at)
{
    gunichar before = passage_char_before(text, at);
    gunichar word = passage_char_before(text, at - blanks_before(text, at));

    if (before < 128 && before > 0 && strchr("+-/.@#:*", (int)before) != NULL)
        before = passage_char_before(text, at - 1);
    return (before < 128 && g_ascii_isalnum((gchar)before)) || word == 0x7B2C || word == 0x524D ||
           before == 0x00D7 || before == 0xFF0B; /* 第 前 × ＋ */
}

/* 至少建成3所: the word stands before the verb. */
static TargetComparator early_comparator(Passage before)
{
    static const struct {
        const char *word;
        TargetComparator comparator;
    } early[] = {
        { "至少", TARGET_AT_LEAST },
        { "最少", TARGET_AT_LEAST },
        { "至多", TARGET_AT_MOST },
        { "最多", TARGET_AT_MOST },
    };
    size_t at = before.n;

    for (int chars = 0; chars < EARLY_CHARS && at > 0; chars++) {
        gunichar c = passage_char_before(before, at);
        if (c < 0x4E00 || c > 0x9FFF)
            break;
        for (gsize i = 0; i < G_N_ELEMENTS(early); i++) {
            const char *const word[] = { early[i].word, NULL };
            if (passage_ends(passage_until(before, at), word) > 0)
                return early[i].comparator;
        }
        at = (size_t)(g_utf8_prev_char(before.at + at) - before.at);
    }
    return TARGET_EQUAL;
}

/* 为2万名老人体检, 在3个区试点: with no words before it in its clause it reaches no level. */
static bool is_preposition(Passage before)
{
    static const char *const words[] = { "为", "在", "到", "至", "给", NULL };
    size_t bytes = passage_ends(before, words);
    gunichar c = passage_char_before(before, before.n - bytes);

    return bytes > 0 && (c == 0 || c == '\n' || is_comma(c) || is_semicolon(c) || is_colon(c) ||
                         is_close(c) || c == 0x3002);
}

static void words_before(Passage text, Quantity *quantity)
{
    Passage before = passage_until(text, quantity->start);
    size_t longest;

    do {
        before = passage_until(before, before.n - blanks_before(before, before.n));
        gsize which = 0;
        longest = 0;
        for (gsize i = 0; i < G_N_ELEMENTS(before_words); i++) {
            const char *const word[] = { before_words[i].word, NULL };
            size_t n = passage_ends(before, word);
            which = n > longest ? i : which;
            longest = MAX(n, longest);
        }
        if (longest > 0 && passage_ends(before, false_befores) > 0)
            longest = 0;
        if (longest > 0 && quantity->comparator == TARGET_EQUAL)
            quantity->comparator = before_words[which].comparator;
        size_t level = is_preposition(before) ? 0 : passage_ends(before, level_words);
        quantity->levelled = quantity->levelled || level > 0;
        longest = MAX(longest, level);
        longest = MAX(longest, passage_ends(before, filler_words));
        before = passage_until(before, before.n - longest);
    } while (longest > 0);
    quantity->words_start = before.n;
    if (quantity->comparator == TARGET_EQUAL)
        quantity->comparator = early_comparator(before);
}

static void words_after(Passage text, Quantity *quantity)
{
    size_t start = quantity->unit_end + blanks_at(text, quantity->unit_end);
    Passage rest = passage_from(text, start);

    quantity->end = quantity->unit_end;
    for (gsize i = 0; i < G_N_ELEMENTS(after_words); i++) {
        const char *const word[] = { after_words[i].word, NULL };
        size_t n = passage_starts(rest, word);
        if (n == 0)
            continue;
        quantity->end = start + n;
        if (quantity->comparator != TARGET_ABOVE && quantity->comparator != TARGET_RANGE)
            quantity->comparator = after_words[i].comparator;
    }
}

/* 1—2家, 10%至15%, 5~8个: the second number, when a mark and digits follow. */
static bool range_read(Passage text, size_t *at, GString *value_max)
{
    static const char *const marks[] = { "—", "——", "–", "－", "-", "~", "～", "至", "到", NULL };
    static const char *const between[] = { "%", "％", "万", "亿", NULL };
    size_t unit = passage_starts(passage_from(text, *at), between);
    size_t mark = passage_starts(passage_from(text, *at + unit), marks);

    if (mark == 0 || !is_digit_char(passage_char(text, *at + unit + mark, NULL)))
        return false;
    size_t start = *at + unit + mark;
    *at = start + value_read(passage_from(text, start), value_max);
    return true;
}

static bool arabic_read(Mem *mem, Passage text, size_t start, Quantity *quantity, size_t *end)
{
    static const char *const more[] = { "余", "多", NULL };
    g_autoptr(GString) value = g_string_new(NULL), value_max = g_string_new(NULL);
    Quantity q = { .start = start };
    size_t at = start + value_read(passage_from(text, start), value);

    if (range_read(text, &at, value_max))
        q.comparator = TARGET_RANGE;
    *end = at;
    size_t and_more = passage_starts(passage_from(text, at), more);
    if (and_more > 0 && q.comparator == TARGET_EQUAL)
        q.comparator = TARGET_ABOVE;
    q.unit_start = at + and_more + blanks_at(text, at + and_more);
    if (!amount_read(value->str, &q.amount_e4, &q.inexact) ||
        !amount_read(value_max->str, &q.amount_max_e4, &q.inexact))
        return false;
    q.value = mem_text(mem, value->str);
    q.value_max = mem_text(mem, value_max->str);
    if (is_name_before(text, start) || (!unit_read(text, &q) && and_more > 0) || is_name_behind(text, &q))
        return false;
    words_before(text, &q);
    words_after(text, &q);
    *quantity = q;
    return true;
}

/* 突破百亿大关: figures in words count only behind a word that says a level is passed or reached. */
static bool chinese_read(Mem *mem, Passage text, size_t start, Quantity *quantity)
{
    static const char *const cues[] = { "突破", "超过", "超",   "达到", "迈上",
                                        "跨越", "站上", "跨上", "冲刺", NULL };
    static const char *const scale_words[] = { "万亿", "亿", "万", NULL };
    static const char *const marks[] = { "大关", "元", "美元", "台阶",   "规模", "人次",
                                         "吨",   "人", "辆",   "标准箱", NULL };
    size_t bytes;

    if (passage_ends(passage_until(text, start), cues) == 0)
        return false;
    int64_t number = chinese_number(passage_from(text, start), &bytes);
    size_t scale = passage_starts(passage_from(text, start + bytes), scale_words);
    size_t mark = passage_starts(passage_from(text, start + bytes + scale), marks);

    if (scale == 0 || (mark == 0 && bytes == 0))
        return false;
    Quantity q = { .start = start, .unit_start = start + bytes };
    q.amount_e4 = (bytes == 0 ? 1 : number) * 10000;
    q.value = mem_printf(mem, "%d", (int)(bytes == 0 ? 1 : number));
    q.value_max = "";
    if (!unit_read(text, &q) || is_name_behind(text, &q))
        return false;
    words_before(text, &q);
    words_after(text, &q);
    *quantity = q;
    return true;
}

bool quantity_next(Mem *mem, Passage text, size_t at, Quantity *quantity)
{
    for (size_t size, end; at < text.n; at += size) {
        gunichar c = passage_char(text, at, &size);
        if (is_digit_char(c)) {
            if (arabic_read(mem, text, at, quantity, &end))
                return true;
            size = MAX(end, at + size) - at;
        } else if (c >= 0x4E00 && chinese_read(mem, text, at, quantity)) {
            return true;
        }
    }
    return false;
}
