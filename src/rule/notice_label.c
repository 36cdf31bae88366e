/* notice_label.c: see notice_label.h. */
#include "rule/notice_label.h"

enum { LABEL_MAX = 999, NUMERAL_MAX = 9999, NUMERAL_CHARS = 8 };

/* 零 to 九, by value; 两 is 二. */
static int chinese_digit(gunichar c)
{
    static const struct {
        gunichar c;
        int value;
    } digits[] = {
        { 0x96F6, 0 }, { 0x3007, 0 }, { 0x4E00, 1 }, { 0x4E8C, 2 }, { 0x4E24, 2 }, { 0x4E09, 3 },
        { 0x56DB, 4 }, { 0x4E94, 5 }, { 0x516D, 6 }, { 0x4E03, 7 }, { 0x516B, 8 }, { 0x4E5D, 9 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(digits); i++)
        if (digits[i].c == c)
            return digits[i].value;
    return -1;
}

/* 十 百 千, or 0. */
static int chinese_power(gunichar c)
{
    return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
}

int64_t chinese_number(Passage p, size_t *size_bytes)
{
    int64_t sum = 0;
    int digit = -1;
    size_t at = 0, size;

    for (int chars = 0; chars < NUMERAL_CHARS; chars++, at += size) {
        gunichar c = passage_char(p, at, &size);
        int power = chinese_power(c);
        if (power > 0) {
            sum += (int64_t)power * (digit < 0 ? 1 : digit);
            digit = -1;
        } else if (chinese_digit(c) >= 0 && digit <= 0) {
            digit = chinese_digit(c);
        } else {
            break;
        }
        if (sum > NUMERAL_MAX)
            break;
    }
    *size_bytes = at;
    return sum + MAX(digit, 0);
}

/* Reads up to four digits; *size_bytes is 0 if there is none or there are more. */
static int arabic_number(Passage p, size_t *size_bytes)
{
    int value = 0, n = 0;
    size_t at = 0, size;

    for (gunichar c; is_digit_char(c = passage_char(p, at, &size)); at += size) {
        if (++n > 4)
            break;
        value = value * 10 + digit_of_char(c);
    }
    *size_bytes = n > 4 ? 0 : at;
    return value;
}

/* After "1." a digit is a decimal's, but for a year and names such as 5G and 4A级; after "1、" it may be an
 * enumeration's (1、2号线), which goes up. */
static bool digits_run_on(int no, gunichar mark, Passage rest)
{
    size_t size;

    if (!is_digit_char(passage_char(rest, 0, NULL)))
        return false;
    int second = arabic_number(rest, &size);
    gunichar next = passage_char(rest, size, NULL);
    bool year = next == 0x5E74 && size == 4; /* 2023年 */
    bool name = size == 1 && (next == 'G' || next == 'A');
    return !year && !name && (mark != 0x3001 || second > no);
}

/* 一、二级 and 一、二季度 count up and go on; 二、一体推进 is a label. */
static bool numerals_run_on(int no, Passage rest)
{
    static const char *const counted[] = { "、", "级", "季", "期", "类", "线", "产", "批", "次", "楼", NULL };
    size_t size;
    int64_t second = chinese_number(rest, &size);

    return size > 0 && second == no + 1 && passage_starts(passage_from(rest, size), counted) > 0;
}

static bool is_label_mark(gunichar c)
{
    return c == 0x3001 || c == '.' || c == 0xFF0E; /* 、 . ． */
}

static NoticeLabel plain_label(Passage line)
{
    size_t size, mark;
    NoticeLabel label = { LABEL_DIGIT, arabic_number(line, &size), 0 };

    if (size == 0) {
        label.kind = LABEL_SECTION;
        label.no = (int)chinese_number(line, &size);
    }
    if (size == 0 || label.no == 0 || label.no > LABEL_MAX || !is_label_mark(passage_char(line, size, &mark)))
        return (NoticeLabel){ 0 };
    Passage rest = passage_from(line, size + mark);
    bool runs_on = label.kind == LABEL_DIGIT ? digits_run_on(label.no, passage_char(line, size, NULL), rest)
                                             : numerals_run_on(label.no, rest);
    if (runs_on)
        return (NoticeLabel){ 0 };
    label.size_bytes = size + mark;
    return label;
}

static NoticeLabel round_label(Passage line)
{
    size_t open, size, close;

    if (!is_open(passage_char(line, 0, &open)))
        return (NoticeLabel){ 0 };
    Passage inside = passage_from(line, open);
    NoticeLabel label = { LABEL_ROUND_DIGIT, arabic_number(inside, &size), 0 };
    if (size == 0) {
        label.kind = LABEL_ROUND;
        label.no = (int)chinese_number(inside, &size);
    }
    if (size == 0 || label.no == 0 || label.no > LABEL_MAX || !is_close(passage_char(inside, size, &close)))
        return (NoticeLabel){ 0 };
    label.size_bytes = open + size + close;
    return label;
}

/* ① to ⑳ and 1). */
static NoticeLabel small_label(Passage line)
{
    size_t size, close;
    gunichar c = passage_char(line, 0, &size);

    if (c >= 0x2460 && c <= 0x2473)
        return (NoticeLabel){ LABEL_ROUND_DIGIT, (int)(c - 0x2460) + 1, size };
    int no = arabic_number(line, &size);
    if (size == 0 || no == 0 || no > LABEL_MAX || !is_close(passage_char(line, size, &close)))
        return (NoticeLabel){ 0 };
    return (NoticeLabel){ LABEL_ROUND_DIGIT, no, size + close };
}

NoticeLabel notice_label(Passage line)
{
    NoticeLabel label = plain_label(line);

    if (label.kind == LABEL_NONE)
        label = round_label(line);
    if (label.kind == LABEL_NONE)
        label = small_label(line);
    return label;
}
