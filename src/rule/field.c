/* field.c: see field.h. */
#include "rule/field.h"

#include <string.h>

#include "base/words.h"
#include "rule/answer.h"
#include "rule/item.h"

enum { INTEGER_DIGITS = 12, FRACTION_DIGITS = 4 };

/* Full-width forms U+FF01–U+FF5E become their ASCII twins, the ideographic space a space. */
static char *narrow(Mem *mem, const char *text)
{
    char *out = mem_alloc(mem, strlen(text) + 1);
    char *to = out;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFEE0;
        if (c == 0x3000)
            c = ' ';
        to += g_unichar_to_utf8(c, to);
    }
    return out;
}

typedef struct {
    const char *p;
    int64_t whole, fraction;
    int whole_digits, fraction_digits;
    bool separators;
} Digits;

static void read_whole(Digits *in)
{
    for (; g_ascii_isdigit(*in->p) || (*in->p == ',' && g_ascii_isdigit(in->p[1])); in->p++) {
        if (*in->p == ',') {
            in->separators = true;
            continue;
        }
        if (in->whole_digits > 0 || *in->p != '0')
            in->whole_digits++;
        if (in->whole_digits <= INTEGER_DIGITS)
            in->whole = in->whole * 10 + (*in->p - '0');
    }
}

static void read_fraction(Digits *in)
{
    if (*in->p != '.' || !g_ascii_isdigit(in->p[1]))
        return;
    for (in->p++; g_ascii_isdigit(*in->p); in->p++) {
        if (in->fraction_digits < FRACTION_DIGITS)
            in->fraction = in->fraction * 10 + (*in->p - '0');
        else if (*in->p != '0')
            in->fraction_digits = FRACTION_DIGITS + 1; /* finer than the database keeps */
        if (in->fraction_digits < FRACTION_DIGITS)
            in->fraction_digits++;
    }
    for (int i = in->fraction_digits; i < FRACTION_DIGITS; i++)
        in->fraction *= 10;
}

/* Thousands separators stand before groups of three; anything else with commas is two numbers. */
static bool commas_stand_right(const char *from, const char *to)
{
    int since = -1;

    for (const char *p = from; p < to; p++) {
        if (*p == ',' && since != -1 && since != 3)
            return false;
        if (*p == ',' && since == -1 && (p - from > 3 || p == from))
            return false;
        since = *p == ',' ? 0 : since < 0 ? since : since + 1;
    }
    return since == 3 || since == -1;
}

static AmountRead judge_rest(const char *rest, const char *unit_word)
{
    bool digits = strpbrk(rest, "0123456789") != NULL;

    if (rest[0] == '\0' || strcmp(rest, unit_word) == 0)
        return AMOUNT_GOOD;
    return digits ? AMOUNT_TWO : AMOUNT_WORDS;
}

static AmountRead read_number(const char *text, const char *unit_word, int64_t *amount_e4)
{
    Digits in = { .p = text };

    if (text[0] == '-' || g_str_has_prefix(text, "−") || g_str_has_prefix(text, "负"))
        return AMOUNT_NEGATIVE;
    if (!g_ascii_isdigit(text[0]))
        return AMOUNT_WORDS;
    read_whole(&in);
    if (in.separators && !commas_stand_right(text, in.p))
        return AMOUNT_TWO;
    read_fraction(&in);
    while (*in.p == ' ')
        in.p++;
    AmountRead rest = judge_rest(in.p, unit_word);
    if (rest != AMOUNT_GOOD)
        return rest;
    if (in.whole_digits > INTEGER_DIGITS)
        return AMOUNT_TOO_BIG;
    if (in.fraction_digits > FRACTION_DIGITS)
        return AMOUNT_TOO_FINE;
    *amount_e4 = in.whole * 10000 + in.fraction;
    return AMOUNT_GOOD;
}

AmountRead amount_read(const char *typed, const char *unit_word, int64_t *amount_e4)
{
    g_autoptr(Mem) mem = mem_new();
    char *text = g_strstrip(narrow(mem, typed));
    char *unit = narrow(mem, unit_word);

    if (text[0] == '\0')
        return AMOUNT_EMPTY;
    return read_number(text, unit, amount_e4);
}

const char *amount_complaint(AmountRead read)
{
    static const char *const words[] = {
        [AMOUNT_WORDS] = "请填写数字，例如 16 或 16.5",
        [AMOUNT_TWO] = "只能填写一个数字，例如 16 或 16.5",
        [AMOUNT_NEGATIVE] = "本期值不能为负数",
        [AMOUNT_TOO_BIG] = "数字过大，请核对，整数部分不超过 12 位",
        [AMOUNT_TOO_FINE] = "小数请不超过 4 位",
    };

    return words[read];
}

static void check_lengths(Complaints *to, const ReportFields *fields)
{
    complain_most(to, "narrative", "进展情况", fields->narrative, NARRATIVE_MOST);
    for (gsize i = 0; i < fields->n_amounts; i++) {
        const AmountField *amount = &fields->amounts[i];
        char *value = mem_printf(to->mem, "value.%" G_GINT64_FORMAT, amount->target);
        char *note = mem_printf(to->mem, "note.%" G_GINT64_FORMAT, amount->target);
        complain_most(to, value, mem_printf(to->mem, "“%s”本期值", amount->subject), amount->typed,
                      AMOUNT_MOST);
        complain_most(to, note, mem_printf(to->mem, "“%s”说明", amount->subject), amount->note, NOTE_MOST);
    }
    complain_most(to, "light_reason", "亮灯说明", fields->light_reason, REASON_MOST);
    complain_most(to, "next_steps", "下一步措施", fields->next_steps, NEXT_STEPS_MOST);
}

static void check_amount(Complaints *to, const AmountField *amount)
{
    int64_t amount_e4;
    AmountRead read = amount_read(amount->typed, amount->unit_word, &amount_e4);
    const char *words = amount_complaint(read);

    if (read == AMOUNT_EMPTY && text_is_blank(amount->note))
        words = "请填写本期值，如无法取得请在说明中写明";
    if (words != NULL)
        complain(to, mem_printf(to->mem, "value.%" G_GINT64_FORMAT, amount->target),
                 mem_printf(to->mem, "“%s”本期值：%s", amount->subject, words));
}

/* A running total that shrank is either a slip or needs an explanation. */
static void check_total(Complaints *to, const AmountField *amount)
{
    int64_t now_e4;

    if (!amount->grows || !amount->has_before || !text_is_blank(amount->note) ||
        amount_read(amount->typed, amount->unit_word, &now_e4) != AMOUNT_GOOD || now_e4 >= amount->before_e4)
        return;
    complain(to, mem_printf(to->mem, "note.%" G_GINT64_FORMAT, amount->target),
             mem_printf(to->mem, "“%s”累计值比上期减少 %s，请说明原因", amount->subject,
                        word_amount(to->mem, amount->before_e4 - now_e4)));
}

static void check_light(Complaints *to, const ReportFields *fields)
{
    if (fields->light == LIGHT_NONE) {
        complain(to, "light", "请选择亮灯");
        return;
    }
    bool differs = fields->suggested != LIGHT_NONE && fields->suggested != fields->light;
    if (differs && text_is_blank(fields->light_reason))
        complain(to, "light_reason", "亮灯与系统建议不一致，请说明理由");
    if (fields->light == LIGHT_GREEN)
        return;
    if (!differs && text_is_blank(fields->light_reason))
        complain(to, "light_reason", "黄灯、红灯任务请说明理由");
    if (text_is_blank(fields->next_steps))
        complain(to, "next_steps", "黄灯、红灯任务请填写下一步措施");
}

Complaint *report_complaints(Mem *mem, const ReportFields *fields, gsize *n)
{
    Complaints to = complaints_new(mem);

    if (text_chars(fields->narrative) < NARRATIVE_LEAST || text_is_blank(fields->narrative))
        complain(&to, "narrative", "请填写本期进展情况，不少于 20 字");
    check_lengths(&to, fields);
    for (gsize i = 0; i < fields->n_amounts; i++) {
        check_amount(&to, &fields->amounts[i]);
        check_total(&to, &fields->amounts[i]);
    }
    check_light(&to, fields);
    report_items_check(&to, fields, true);
    answers_check(&to, fields, true);
    *n = to.n;
    return to.list;
}

Complaint *draft_complaints(Mem *mem, const ReportFields *fields, gsize *n)
{
    Complaints to = complaints_new(mem);

    check_lengths(&to, fields);
    report_items_check(&to, fields, false);
    answers_check(&to, fields, false);
    *n = to.n;
    return to.list;
}

Complaint *decision_complaints(Mem *mem, bool approve, const char *comment, Light declared, Light light,
                               gsize *n)
{
    Complaints to = complaints_new(mem);

    complain_most(&to, "comment", "意见", comment, COMMENT_MOST);
    if (!approve && text_is_blank(comment))
        complain(&to, "comment", "退回必须填写意见");
    reasons_of(mem, comment, n);
    if (!approve && *n > REASONS_MOST)
        complain(&to, "comment",
                 mem_printf(mem, "退回意见最多 %d 条（每行一条），现有 %" G_GSIZE_FORMAT " 条，请合并",
                            REASONS_MOST, *n));
    if (approve && light == LIGHT_NONE)
        complain(&to, "light", "请选择督查认定亮灯");
    if (approve && light != LIGHT_NONE && light != declared && text_is_blank(comment))
        complain(&to, "comment", "认定亮灯与单位自评不一致，请在意见中说明理由");
    *n = to.n;
    return to.list;
}
