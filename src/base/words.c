/* words.c: see words.h. */
#include "base/words.h"

#include <string.h>

#include "base/clock.h"

static const char *const weekdays[] = { "周日", "周一", "周二", "周三", "周四", "周五", "周六" };

char *word_date(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%d年%d月%d日", c.year, c.month, c.day);
}

char *word_day(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%d月%d日", c.month, c.day);
}

char *word_moment(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%d月%d日 %02d:%02d", c.month, c.day, c.hour, c.minute);
}

char *word_full(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%d年%d月%d日 %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

char *word_stamp(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute,
                      c.second);
}

char *word_iso(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", c.year, c.month, c.day, c.hour, c.minute,
                      c.second);
}

char *word_deadline(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%d年%d月%d日（%s）%02d:%02d", c.year, c.month, c.day, weekdays[c.weekday], c.hour,
                      c.minute);
}

char *word_left(Mem *mem, int64_t now_us, int64_t due_us)
{
    int64_t days = civil_days_between(now_us, due_us);
    CivilTime c = civil_of(due_us);

    if (now_us > due_us)
        return days == 0 ? mem_text(mem, "今天已逾期")
                         : mem_printf(mem, "已逾期 %" G_GINT64_FORMAT " 天", -days);
    if (days == 0)
        return mem_printf(mem, "今天 %02d:%02d 截止", c.hour, c.minute);
    return mem_printf(mem, "还剩 %" G_GINT64_FORMAT " 天", days);
}

static bool is_digits(const char *text, size_t n)
{
    return strspn(text, "0123456789") == n;
}

static char *word_month(Mem *mem, const char *code, const char *year, const char *part)
{
    int month = is_digits(part, 2) && part[2] == '\0' ? (part[0] - '0') * 10 + part[1] - '0' : 0;

    return month >= 1 && month <= 12 ? mem_printf(mem, "%s年%d月", year, month) : mem_text(mem, code);
}

char *word_period(Mem *mem, const char *code)
{
    static const char *const quarters[] = { "一", "二", "三", "四" };

    if (!is_digits(code, 4) || code[4] != '-')
        return mem_text(mem, code);
    char *year = mem_text_n(mem, code, 4);
    const char *part = code + 5;
    size_t length = strlen(part);
    if (length == 2 && part[0] == 'Q' && part[1] >= '1' && part[1] <= '4')
        return mem_printf(mem, "%s年第%s季度", year, quarters[part[1] - '1']);
    if (length == 2 && part[0] == 'H' && (part[1] == '1' || part[1] == '2'))
        return mem_printf(mem, "%s年%s半年", year, part[1] == '1' ? "上" : "下");
    if (strcmp(part, "Y") == 0)
        return mem_printf(mem, "%s年全年", year);
    return word_month(mem, code, year, part);
}

char *word_amount(Mem *mem, int64_t amount_e4)
{
    uint64_t size = amount_e4 < 0 ? 0 - (uint64_t)amount_e4 : (uint64_t)amount_e4;
    const char *sign = amount_e4 < 0 ? "-" : "";
    char *text = mem_printf(mem, "%s%" G_GUINT64_FORMAT ".%04" G_GUINT64_FORMAT, sign, size / 10000,
                            size % 10000);
    size_t end = strlen(text);

    while (text[end - 1] == '0')
        text[--end] = '\0';
    if (text[end - 1] == '.')
        text[end - 1] = '\0';
    return text;
}

static bool is_wide(gunichar c)
{
    return c >= 0x2E80 || (c >= 0x2014 && c <= 0x201D); /* CJK and its marks; the quotes of Chinese text */
}

static const char *wide_form(gunichar c)
{
    switch (c) {
    case ',':
        return "，";
    case ':':
        return "：";
    case ';':
        return "；";
    case '(':
        return "（";
    case ')':
        return "）";
    case '?':
        return "？";
    case '!':
        return "！";
    default:
        return NULL;
    }
}

static bool beside_wide(gunichar before, const char *mark)
{
    return is_wide(before) || (mark[1] != '\0' && is_wide(g_utf8_get_char(mark + 1)));
}

/* The bracket that closes the one at open; NULL when there is none. */
static const char *closing(const char *open)
{
    int depth = 0;

    for (const char *p = open; *p != '\0'; p++) {
        depth += *p == '(' ? 1 : *p == ')' ? -1 : 0;
        if (depth == 0)
            return p;
    }
    return NULL;
}

/* Both brackets of a pair are widened, or none: also when only one of them stands beside a Chinese sign. */
static bool pair_is_wide(const char *open, gunichar before)
{
    const char *close = closing(open);

    return beside_wide(before, open) ||
           (close != NULL && beside_wide(g_utf8_get_char(g_utf8_prev_char(close)), close));
}

typedef struct {
    uint64_t pairs; /* for each bracket that is open, the innermost in the lowest bit: was it widened? */
    int depth;
} Brackets;

static bool widens(Brackets *open, const char *mark, gunichar before)
{
    bool wide;

    if (*mark == '(') {
        wide = pair_is_wide(mark, before);
        open->pairs = open->pairs << 1 | wide;
        open->depth++;
    } else if (*mark == ')' && open->depth > 0) {
        wide = open->pairs & 1;
        open->pairs >>= 1;
        open->depth--;
    } else {
        wide = beside_wide(before, mark);
    }
    return wide;
}

char *zh_punct(Mem *mem, const char *text)
{
    size_t length = strlen(text);
    char *out = mem_alloc(mem, length * 3 + 1); /* one byte becomes three at most */
    char *to = out;
    gunichar before = 0;
    Brackets open = { 0 };

    for (const char *p = text; *p != '\0';) {
        const char *next = g_utf8_next_char(p);
        gunichar c = g_utf8_get_char(p);
        const char *wide = wide_form(c);
        bool widen = wide != NULL && widens(&open, p, before);
        const char *from = widen ? wide : p;
        size_t size = widen ? 3 : (size_t)(next - p);
        memcpy(to, from, size);
        to += size;
        before = widen ? 0xFF0C : c; /* a widened mark is itself wide */
        p = next;
    }
    *to = '\0';
    return out;
}

int64_t text_chars(const char *text)
{
    return g_utf8_strlen(text, -1);
}

char *text_short(Mem *mem, const char *text, int64_t most_chars)
{
    if (text_chars(text) <= most_chars)
        return mem_text(mem, text);
    const char *end = g_utf8_offset_to_pointer(text, most_chars);
    return mem_printf(mem, "%.*s…", (int)(end - text), text);
}

bool text_is_clean(const char *text, size_t size_bytes)
{
    if (!g_utf8_validate_len(text, size_bytes, NULL))
        return false;
    for (size_t i = 0; i < size_bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == 0x7F || (c < 0x20 && c != '\n' && c != '\t'))
            return false;
    }
    return true;
}

char **text_split(Mem *mem, const char *text, const char *separators)
{
    g_auto(GStrv) parts = g_strsplit_set(text, separators, -1);
    char **kept = mem_array(mem, char *, g_strv_length(parts) + 1);
    gsize n = 0;

    for (gsize i = 0; parts[i] != NULL; i++)
        if (parts[i][0] != '\0')
            kept[n++] = mem_text(mem, parts[i]);
    return kept;
}
