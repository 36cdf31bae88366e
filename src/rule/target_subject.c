/* target_subject.c: see target_subject.h. */
#include "rule/target_subject.h"
#include "rule/notice_label.h"

#include <string.h>

enum { ANTECEDENT_MAX = 8, NAMES_MAX = 8 };

static size_t char_start(Passage text, size_t at)
{
    return (size_t)(g_utf8_prev_char(text.at + at) - text.at);
}

/* Kept with the noun behind the number: 关停24台燃煤锅炉 is 关停燃煤锅炉. */
static const char *const telling_verbs[] = {
    "新建",   "新增", "关停",   "改造",     "淘汰",   "新认定", "开工", "开工建设",
    "新培育", "培育", "引进",   "优化提升", "遴选",   "新创建", "拆除", "整治",
    "打通",   "举办", "新签约", "竣工",     "改扩建", "惠及",   "成立", NULL,
};

static const char *const dependent_words[] = {
    "增长", "同比增长", "年均增长", "下降", "同比下降", "降低",     "提高",   "提升",   "增加",   "减少",
    "增速", "增幅",     "惠及",     "受益", "惠及居民", "惠及群众", "总规模", "总面积", "总投资", NULL,
};

static const char *const listed_verbs[] = { "新增", "新建", "新培育", "新认定", "新引进", "新创建", NULL };

/* 新增甲2项、乙10项: 乙 is new, too. */
static Passage verb_of_list(Passage text, const GArray *promises, guint i)
{
    const Promise *p = &g_array_index(promises, Promise, i);

    for (guint j = i; j > 0; j--) {
        const Promise *before = &g_array_index(promises, Promise, j - 1);
        if (before->clause != p->clause)
            break;
        Passage words = lead_ins_strip(passage_between(text, before->item, before->item_end));
        size_t n = passage_starts(words, listed_verbs);
        if (n > 0)
            return passage_until(words, n);
        if (promise_verb_bytes(words) > 0)
            break;
    }
    return (Passage){ text.at, 0 };
}

/* 覆盖率由92%提升至98%: the bytes of 由92% at the end. */
static size_t origin_bytes(Passage words)
{
    static const char *const from[] = { "由", "从", NULL };

    for (gsize i = 0; from[i] != NULL; i++) {
        size_t at = passage_find(words, 0, from[i]), last = PASSAGE_NOWHERE;
        for (; at != PASSAGE_NOWHERE; at = passage_find(words, at + 1, from[i]))
            last = at;
        if (last != PASSAGE_NOWHERE && last > 0 &&
            is_digit_char(passage_char(words, last + strlen(from[i]), NULL)))
            return words.n - last;
    }
    return 0;
}

/* The words before the number. */
static Passage words_ahead(Passage text, const Promise *p)
{
    Passage words = passage_trim(passage_between(text, p->item, p->quantity.words_start));

    words = passage_from(words, notice_label(words).size_bytes); /* (2)新建… */
    return lead_ins_strip(passage_until(words, words.n - origin_bytes(words)));
}

/* 增长10%左右, 惠及13万户: of what stood before in the sentence. */
static bool needs_antecedent(Passage p)
{
    return p.n > 0 && passage_ends(p, dependent_words) == p.n;
}

/* 2025年: the bytes of a year at the start, or 0. */
static size_t year_bytes(Passage p)
{
    static const char *const year[] = { "年", NULL };
    size_t at = 0, size;

    while (is_digit_char(passage_char(p, at, &size)))
        at += size;
    size_t mark = at > 0 ? passage_starts(passage_from(p, at), year) : 0;
    return mark > 0 ? at + mark : 0;
}

/* Words before a number that name nothing: 力争达到310亿元, 和7%, 2025年达到9%. */
static bool is_bare(Passage ahead)
{
    static const char *const joints[] = { "和", "及", "以及", "、", "/", NULL };

    return ahead.n == passage_starts(ahead, joints) || ahead.n == year_bytes(ahead);
}

static bool leans(Passage text, const Promise *p)
{
    Passage ahead = words_ahead(text, p);

    return needs_antecedent(ahead) || (!p->noun_behind && is_bare(ahead));
}

/* The promise of the same sentence that says what it is about; i if there is none. */
static guint antecedent(Passage text, const GArray *promises, guint i)
{
    size_t sentence = g_array_index(promises, Promise, i).sentence;

    for (guint back = 1; back <= MIN(i, ANTECEDENT_MAX); back++) {
        const Promise *p = &g_array_index(promises, Promise, i - back);
        if (p->sentence != sentence)
            break;
        if (!leans(text, p))
            return i - back;
    }
    return i;
}

/* 8号线、2号线等10个项目: so short a noun says too little without what stands before. */
static bool is_listed_before(Passage ahead, Passage noun)
{
    static const char *const and_such[] = { "等", NULL };

    return passage_chars(noun) <= 2 && passage_ends(ahead, and_such) > 0;
}

static const char *noun_subject(Mem *mem, Passage text, const Promise *p)
{
    Passage ahead = passage_between(text, p->item, p->quantity.words_start);
    static const char *const of[] = { "的", NULL };
    Passage noun = passage_trim(passage_between(text, p->quantity.end, p->item_end));
    noun = passage_from(noun, passage_starts(noun, of));
    size_t verb = passage_ends(ahead, telling_verbs);
    Passage told = is_listed_before(ahead, noun) ? lead_ins_strip(ahead)
                                                 : passage_from(ahead, ahead.n - verb);

    if (told.n + noun.n == 0) /* 投入8.5亿元 */
        told = passage_trim(ahead);
    return mem_printf(mem, "%.*s%.*s", (int)told.n, told.at, (int)noun.n, noun.at);
}

/* 接通率、满意率: how many names, if each can be measured; 0 for any other list, and for one that is too long. */
static guint names_split(Passage list, Passage names[NAMES_MAX])
{
    static const char *const measured[] = { "率", "比例", "占比", "比重", "度",   "量", "额",
                                            "值", "规模", "面积", "收入", "总数", NULL };
    static const char *const marks[] = { "、", "和", NULL };
    size_t start = 0, size;
    guint n = 0;

    for (size_t at = 0; at <= list.n; at += MAX(size, 1)) {
        size_t mark = passage_starts(passage_from(list, at), marks);
        (void)passage_char(list, at, &size);
        Passage name = passage_trim(passage_between(list, start, at));
        if (at < list.n && (mark == 0 || passage_ends(name, measured) == 0))
            continue;
        if (n == NAMES_MAX || passage_ends(name, measured) == 0)
            return 0;
        names[n++] = name;
        start = at + mark;
    }
    return n > 1 ? n : 0;
}

/* Does such a word stand between the names and the number? */
static bool says(Passage text, const Promise *p, const char *word)
{
    return passage_find(passage_between(text, p->quantity.words_start, p->quantity.start), 0, word) !=
           PASSAGE_NOWHERE;
}

static const char *own_subject(Mem *mem, Passage text, const GArray *promises, guint i);

/* A number that names nothing is the next one of the names before, 接通率、满意率分别达到98%、95%, or one more of the
 * same thing: 普及率提高2个百分点,达到97%. */
static const char *bare_subject(Mem *mem, Passage text, const GArray *promises, guint i, guint of)
{
    const Promise *p = &g_array_index(promises, Promise, i), *first = &g_array_index(promises, Promise, of);
    bool same_clause = p->clause == first->clause;
    Passage ahead = words_ahead(text, p), names[NAMES_MAX];
    guint n = same_clause && says(text, first, "分别") ? names_split(words_ahead(text, first), names) : 0;

    if (i - of < n)
        return passage_text(mem, names[i - of]);
    Passage subject = passage_of(own_subject(mem, text, promises, of));
    size_t year = year_bytes(ahead);
    if (year > 0)
        subject = passage_from(subject, year_bytes(subject));
    if (p->quantity.levelled && !same_clause)
        subject = passage_until(subject, subject.n - passage_ends(subject, dependent_words));
    return mem_printf(mem, "%.*s%.*s", (int)year, ahead.at, (int)subject.n, subject.at);
}

static const char *own_subject(Mem *mem, Passage text, const GArray *promises, guint i)
{
    const Promise *p = &g_array_index(promises, Promise, i);
    Passage ahead = words_ahead(text, p), names[NAMES_MAX];

    if (p->noun_behind)
        return noun_subject(mem, text, p);
    guint of = leans(text, p) ? antecedent(text, promises, i) : i;
    if (of != i && is_bare(ahead))
        return bare_subject(mem, text, promises, i, of);
    if (of != i)
        return mem_printf(mem, "%s%.*s", own_subject(mem, text, promises, of), (int)ahead.n, ahead.at);
    if (ahead.n == 0)
        return passage_text(mem, passage_trim(passage_between(text, p->item, p->item_end)));
    if (says(text, p, "分别") && names_split(ahead, names) > 0)
        return passage_text(mem, names[0]);
    Passage verb = promise_verb_bytes(ahead) > 0 ? passage_until(ahead, 0) : verb_of_list(text, promises, i);
    return mem_printf(mem, "%.*s%.*s", (int)verb.n, verb.at, (int)ahead.n, ahead.at);
}

/* 甲规模实现倍增、乙产业较快增长,均突破百亿: every part of the clause before has a predicate, so each is a subject. */
static const char *shared_subject(Mem *mem, Passage text, const Promise *p, guint which, size_t *quote_start)
{
    static const char *const both[] = { "均", "都", "双双", NULL };
    static const char *const predicates[] = { "实现", "增长", "倍增", "提升", "规模", "产值", NULL };
    Passage words = passage_between(text, p->clause, p->quantity.start);
    size_t from = p->sentence;

    if (passage_starts(words, both) == 0 || p->clause <= p->sentence)
        return NULL;
    Passage ahead = passage_between(text, from, p->clause);
    size_t stop = ahead.n > 0 ? char_start(ahead, ahead.n) : 0, start = stop;
    while (start > 0 && !is_comma(passage_char_before(ahead, start)) &&
           !is_semicolon(passage_char_before(ahead, start)))
        start = char_start(ahead, start);
    for (guint n = 0; start < stop; n++) {
        size_t mark = passage_find(passage_until(ahead, stop), start, "、");
        size_t end = mark == PASSAGE_NOWHERE ? stop : mark;
        Passage part = lead_ins_strip(passage_trim(passage_between(ahead, start, end)));
        if (!passage_holds_any(part, predicates))
            return NULL;
        size_t cut = passage_find(part, 0, "实现");
        if (n == which) {
            *quote_start = (size_t)(part.at - text.at);
            return passage_text(mem, passage_until(part, cut == PASSAGE_NOWHERE ? part.n : cut));
        }
        start = mark == PASSAGE_NOWHERE ? stop : mark + strlen("、");
    }
    return NULL;
}

/* 受理率、办结率均达到100%. */
static const char *listed_subject(Mem *mem, Passage text, const Promise *p, guint which, size_t *quote_start)
{
    Passage names[NAMES_MAX];

    if (p->noun_behind || !says(text, p, "均") || which >= names_split(words_ahead(text, p), names))
        return NULL;
    *quote_start = p->item;
    return passage_text(mem, names[which]);
}

const char *promise_subject(Mem *mem, Passage text, const GArray *promises, guint i, guint which,
                            size_t *quote_start)
{
    const Promise *p = &g_array_index(promises, Promise, i);
    const char *shared = shared_subject(mem, text, p, which, quote_start);

    if (shared == NULL)
        shared = listed_subject(mem, text, p, which, quote_start);
    if (shared != NULL || which > 0)
        return shared;
    *quote_start = p->item;
    return own_subject(mem, text, promises, i);
}

TargetKind promise_kind(Passage text, const Promise *p)
{
    static const char *const grows[] = {
        "新增", "新建", "新培育", "新认定", "新签约", "新引进", "新创建", "完成",
        "开工", "竣工", "培训",   "累计",   "净增",   "建成",   NULL,
    };
    static const char *const levels[] = { "总数", "占比",   "比重",   "率",   "规模",
                                          "产值", "增加值", "保有量", "总量", NULL };
    Passage words = passage_between(text, p->item, p->item_end);

    if (p->quantity.measure == MEASURE_RATE || p->quantity.measure == MEASURE_NONE)
        return TARGET_STOCK;
    if (passage_holds_any(words, grows))
        return TARGET_CUMULATIVE;
    return p->quantity.levelled || passage_holds_any(words, levels) ? TARGET_STOCK : TARGET_CUMULATIVE;
}
