/* pace.c: see pace.h. A promise goes up or down; it may begin somewhere (a base) or only be a bound. */
#include "rule/pace.h"

#include <string.h>

enum { PER_CENT = 100, PCT_MOST = 999999, SHOWN_STEP_E4 = 100 };

typedef __int128 Wide; /* products of two amounts */

static const char *const sort_codes[KIND__N] = { "", "cumulative", "stock", "milestone" };

TargetSort target_sort_of(const char *kind)
{
    for (int sort = KIND_NONE + 1; sort < KIND__N; sort++)
        if (strcmp(sort_codes[sort], kind) == 0)
            return (TargetSort)sort;
    return KIND_NONE;
}

/* "12.5" before a blank or the end; *end moves behind it. */
static bool read_amount(const char **text, int64_t *amount_e4)
{
    const char *p = *text;
    int64_t amount = 0;
    int digits = 0, fraction = -1;

    for (; g_ascii_isdigit(*p) || (*p == '.' && fraction < 0 && digits > 0); p++) {
        if (*p == '.') {
            fraction = 0;
            continue;
        }
        if (++digits > 16 || (fraction >= 0 && ++fraction > 4))
            return false;
        amount = amount * 10 + (*p - '0');
    }
    if (digits == 0 || fraction == 0 || (*p != ' ' && *p != '\0'))
        return false;
    for (int i = MAX(fraction, 0); i < 4; i++) {
        if (amount > G_MAXINT64 / 10)
            return false;
        amount *= 10;
    }
    *amount_e4 = amount;
    *text = p;
    return true;
}

static bool read_month(const char **text, int *month)
{
    int n = 0, digits = 0;

    for (; g_ascii_isdigit(**text) && digits < 3; (*text)++, digits++)
        n = n * 10 + (**text - '0');
    if (digits == 0 || n < 1 || n > MONTHS || **text != ':')
        return false;
    (*text)++;
    *month = n;
    return true;
}

bool pace_read(const char *text, Pace *pace)
{
    Pace read = { 0 };
    int last = 0, month = 0;

    while (*text != '\0') {
        if (!read_month(&text, &month) || month <= last || !read_amount(&text, &read.value_e4[month]))
            return false;
        read.has[month] = read.any = true;
        last = month;
        while (*text == ' ')
            text++;
    }
    *pace = read;
    return true;
}

char *pace_write(Mem *mem, const Pace *pace)
{
    char *words = mem_text(mem, "");

    for (int month = 1; month <= MONTHS; month++) {
        if (!pace->has[month])
            continue;
        int64_t whole = pace->value_e4[month] / 10000, fraction = pace->value_e4[month] % 10000;
        words = mem_printf(mem, "%s%s%d:%" G_GINT64_FORMAT, words, words[0] == '\0' ? "" : " ", month, whole);
        if (fraction != 0)
            words = mem_printf(mem, "%s.%04" G_GINT64_FORMAT, words, fraction);
    }
    return words;
}

/* Month of a civil day "2023-06-30", as the promise's due_month. */
static int due_month_of(const char *due_on, int year)
{
    int y = 0, m = 0;

    if (strlen(due_on) < strlen("2023-06"))
        return MONTHS;
    for (int i = 0; i < 4; i++)
        y = y * 10 + g_ascii_digit_value(due_on[i]);
    m = g_ascii_digit_value(due_on[5]) * 10 + g_ascii_digit_value(due_on[6]);
    if (y > year)
        return MONTHS + 1;
    return y < year ? 1 : CLAMP(m, 1, MONTHS);
}

Promise promise_of(const PromiseWords *words)
{
    bool at_most = strcmp(words->comparator, "<=") == 0 || strcmp(words->comparator, "<") == 0;
    Promise promise = { .kind = target_sort_of(words->kind),
                        .at_most = at_most,
                        .goal_e4 = words->has_correction ? words->corrected_e4 : words->value_e4,
                        .goal_max_e4 = words->has_correction ? words->corrected_max_e4 : words->value_max_e4,
                        .has_base = words->has_base,
                        .base_e4 = words->base_e4,
                        .due_month = due_month_of(words->due_on, words->year) };

    if (!pace_read(words->pace, &promise.pace))
        promise.pace = (Pace){ 0 };
    return promise;
}

static int number_of(const char *digits, int n)
{
    int number = 0;

    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit(digits[i]))
            return 0;
        number = number * 10 + (digits[i] - '0');
    }
    return number;
}

int period_month(const char *code, int year)
{
    size_t length = strlen(code);
    int part;

    if (length < 6 || number_of(code, 4) != year || code[4] != '-')
        return 0;
    if (strcmp(code + 5, "Y") == 0)
        return MONTHS;
    if (length != 7)
        return 0;
    part = g_ascii_digit_value(code[6]);
    if (code[5] == 'Q')
        return part >= 1 && part <= 4 ? part * 3 : 0;
    if (code[5] == 'H')
        return part == 1 || part == 2 ? part * 6 : 0;
    part = number_of(code + 5, 2);
    return part >= 1 && part <= MONTHS ? part : 0;
}

/* Where the way begins: a total at 0, a level at its base. A bound from above has no way to go: it holds all year,
 * unless it lies below the base, as the level that is to fall. */
static bool has_way(const Promise *p, int64_t *from_e4)
{
    if (p->kind == KIND_CUMULATIVE && !p->at_most) {
        *from_e4 = 0;
        return true;
    }
    if (p->kind != KIND_STOCK || !p->has_base || p->base_e4 == p->goal_e4 ||
        (p->at_most && p->base_e4 < p->goal_e4))
        return false;
    *from_e4 = p->base_e4;
    return true;
}

/* Whether smaller is better. */
static bool falls(const Promise *p)
{
    int64_t from_e4;

    return p->at_most || (p->kind == KIND_STOCK && has_way(p, &from_e4) && p->goal_e4 < from_e4);
}

static int64_t between(int64_t from_e4, int64_t to_e4, int part, int whole)
{
    return from_e4 + (int64_t)(((Wide)to_e4 - from_e4) * part / whole);
}

/* The straight line through the planned values, from the way's beginning to the goal in December. false: before the
 * first planned value of a level whose beginning nobody knows. */
static bool line_at(const Promise *p, int month, int64_t *at_e4)
{
    int64_t from_e4 = 0;
    bool known = has_way(p, &from_e4);
    int before = 0;

    for (int m = 1; m < month; m++)
        if (p->pace.has[m]) {
            before = m;
            from_e4 = p->pace.value_e4[m];
            known = true;
        }
    for (int m = month; m <= MONTHS; m++) {
        bool here = p->pace.has[m];
        if (!here && m < MONTHS)
            continue;
        if (!known && m != month)
            return false;
        *at_e4 = known ? between(from_e4, here ? p->pace.value_e4[m] : p->goal_e4, month - before, m - before)
                 : here ? p->pace.value_e4[m]
                        : p->goal_e4;
        return true;
    }
    return false;
}

/* What was due once stays due: planned values never go back. Nothing beyond the goal is ever due. */
static bool planned_on_the_way(const Promise *p, int month, int64_t *planned_e4)
{
    int64_t most_e4 = 0, here_e4;
    bool any = has_way(p, &most_e4);

    for (int m = 1; m <= month; m++) {
        if (!line_at(p, m, &here_e4))
            continue;
        if (!any || (falls(p) ? here_e4 < most_e4 : here_e4 > most_e4))
            most_e4 = here_e4;
        any = true;
    }
    if (any)
        *planned_e4 = falls(p) ? MAX(most_e4, p->goal_e4) : MIN(most_e4, p->goal_e4);
    return any;
}

static bool holds_all_year(const Promise *p)
{
    int64_t from_e4;

    if (p->kind == KIND_CUMULATIVE)
        return p->at_most;
    if (p->kind != KIND_STOCK || has_way(p, &from_e4) || p->pace.any)
        return false;
    return p->at_most || (p->has_base && p->base_e4 == p->goal_e4);
}

bool promise_planned(const Promise *p, int month, int64_t *planned_e4)
{
    if (p->kind == KIND_NONE || month < 1)
        return false;
    month = MIN(month, MONTHS);
    if (p->kind == KIND_MILESTONE && month < p->due_month)
        return false;
    if (p->kind == KIND_MILESTONE || holds_all_year(p)) {
        *planned_e4 = p->goal_e4;
        return true;
    }
    return planned_on_the_way(p, month, planned_e4);
}

int64_t promise_planned_shown(const Promise *p, int64_t planned_e4)
{
    int64_t rest = planned_e4 % SHOWN_STEP_E4;

    if (rest == 0 || falls(p))
        return planned_e4 - rest;
    return planned_e4 + SHOWN_STEP_E4 - rest;
}

static bool milestone_is_done(const Promise *p, int64_t value_e4)
{
    return value_e4 >= MAX(p->goal_e4, 1); /* 未完成 is 0, 已完成 the goal */
}

static int pct_of(Wide part, Wide whole)
{
    Wide pct = whole <= 0 ? (part >= 0 ? PER_CENT : 0) : part <= 0 ? 0 : part * PER_CENT / whole;

    return (int)MIN(pct, PCT_MOST);
}

/* Up to here a value is what was promised, beyond it more. */
static int64_t goal_at_most(const Promise *p)
{
    return MAX(p->goal_e4, p->goal_max_e4);
}

bool promise_done_pct(const Promise *p, int64_t value_e4, int *pct)
{
    int64_t from_e4 = 0, goal_e4 = p->goal_e4;

    if (p->kind == KIND_NONE || (p->kind == KIND_STOCK && !p->has_base))
        return false;
    if (p->kind == KIND_MILESTONE) {
        *pct = milestone_is_done(p, value_e4) ? PER_CENT : 0;
    } else if (!has_way(p, &from_e4)) {
        bool good = p->at_most ? value_e4 <= goal_e4 : value_e4 >= goal_e4;
        *pct = good ? PER_CENT : p->at_most ? pct_of(goal_e4, value_e4) : pct_of(value_e4, goal_e4);
    } else if (goal_e4 < from_e4) {
        *pct = pct_of((Wide)from_e4 - value_e4, (Wide)from_e4 - goal_e4);
    } else {
        bool in_range = value_e4 >= goal_e4 && value_e4 <= p->goal_max_e4;
        goal_e4 = value_e4 > goal_e4 ? goal_at_most(p) : goal_e4;
        *pct = in_range ? PER_CENT : pct_of((Wide)value_e4 - from_e4, (Wide)goal_e4 - from_e4);
    }
    return true;
}

/* Share of what is due that is done, against the thresholds. */
static Judged against(Wide done, Wide due, const Thresholds *at)
{
    if (done * PER_CENT >= due * at->green_pct)
        return JUDGED_OK;
    return done * PER_CENT >= due * at->yellow_pct ? JUDGED_LOW : JUDGED_BAD;
}

static Judged judge_bound(const Promise *p, int64_t value_e4, int64_t planned_e4, int month,
                          const Thresholds *at)
{
    if (value_e4 <= planned_e4)
        return month == MONTHS && value_e4 <= p->goal_e4 ? JUDGED_DONE : JUDGED_OK;
    if (p->kind == KIND_CUMULATIVE)
        return JUDGED_BAD; /* a total over its limit does not come back */
    return (Wide)planned_e4 * PER_CENT >= (Wide)value_e4 * at->yellow_pct ? JUDGED_LOW : JUDGED_BAD;
}

static Judged reached(const Promise *p, int64_t value_e4)
{
    if (falls(p))
        return value_e4 < p->goal_e4 ? JUDGED_OVER : value_e4 == p->goal_e4 ? JUDGED_DONE : JUDGED_NONE;
    if (value_e4 > goal_at_most(p))
        return JUDGED_OVER;
    return value_e4 >= p->goal_e4 ? JUDGED_DONE : JUDGED_NONE;
}

static Judged judge_way(const Promise *p, int64_t value_e4, int month, const Thresholds *at)
{
    int64_t planned_e4, from_e4 = 0;
    Judged done = reached(p, value_e4);

    if (done != JUDGED_NONE)
        return done;
    if (!promise_planned(p, month, &planned_e4))
        return JUDGED_NONE;
    (void)has_way(p, &from_e4); /* without one: measured from 0 */
    if (falls(p))
        return against((Wide)from_e4 - value_e4, (Wide)from_e4 - planned_e4, at);
    return against((Wide)value_e4 - from_e4, (Wide)planned_e4 - from_e4, at);
}

Judged promise_judge(const Promise *p, bool has_value, int64_t value_e4, int month, const Thresholds *at)
{
    int64_t from_e4, planned_e4;
    bool way = has_way(p, &from_e4);

    if (p->kind == KIND_NONE)
        return JUDGED_NONE;
    if (p->kind == KIND_MILESTONE) {
        if (has_value && milestone_is_done(p, value_e4))
            return JUDGED_DONE;
        return MIN(month, MONTHS) < p->due_month ? JUDGED_WAIT : JUDGED_BAD;
    }
    if (!has_value)
        value_e4 = way ? from_e4 : p->kind == KIND_STOCK && p->has_base ? p->base_e4 : 0;
    if (way || !p->at_most)
        return judge_way(p, value_e4, month, at);
    if ((!has_value && p->kind == KIND_STOCK && !p->has_base) || !promise_planned(p, month, &planned_e4))
        return JUDGED_NONE; /* of a level that nobody has measured a bound says nothing */
    return judge_bound(p, value_e4, planned_e4, month, at);
}

const char *judged_word(Judged judged)
{
    static const char *const words[JUDGED__N] = { "",         "未到节点", "达到序时", "低于序时",
                                                  "严重滞后", "已完成",   "已超额" };

    return words[judged];
}

Light judged_light(Judged judged)
{
    static const Light lights[JUDGED__N] = { [JUDGED_OK] = LIGHT_GREEN,
                                             [JUDGED_LOW] = LIGHT_YELLOW,
                                             [JUDGED_BAD] = LIGHT_RED,
                                             [JUDGED_DONE] = LIGHT_GREEN,
                                             [JUDGED_OVER] = LIGHT_GREEN };

    return lights[judged];
}
