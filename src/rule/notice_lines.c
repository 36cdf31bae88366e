/* notice_lines.c: see notice_lines.h.
 *
 * Which label starts a task differs: in one notice 1., in the next （一）, with 1. below it for its points. It is
 * decided section by section: the deepest label most of whose items name units; if none names any, the highest whose
 * items have words of their own. */
#include "rule/notice_lines.h"
#include "rule/notice_units.h"

#include <string.h>

enum { SIGNATURE_MAX_CHARS = 30, DATE_MAX_BYTES = 64 };

static NoticeLine *line_at(const GArray *lines, guint i)
{
    return &g_array_index(lines, NoticeLine, i);
}

static GArray *lines_split(Passage source)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(NoticeLine));

    for (size_t at = 0, no = 1; at <= source.n; no++) {
        const char *found = at < source.n ? memchr(source.at + at, '\n', source.n - at) : NULL;
        size_t end = found == NULL ? source.n : (size_t)(found - source.at);
        NoticeLine line = { .text = passage_trim(passage_between(source, at, end)), .no = no };
        line.label = notice_label(line.text);
        g_array_append_val(lines, line);
        at = end + 1;
    }
    return lines;
}

/* 2023年1月30日, in figures or in Chinese ones. */
static bool is_date(Passage text)
{
    size_t year = passage_find(text, 0, "年"), month = passage_find(text, 0, "月"), size;
    static const char *const day[] = { "日", NULL };

    if (text.n > DATE_MAX_BYTES || year == PASSAGE_NOWHERE || month == PASSAGE_NOWHERE || year > month ||
        passage_ends(text, day) == 0)
        return false;
    for (size_t at = 0; at < text.n; at += size) {
        gunichar c = passage_char(text, at, &size);
        size_t numeral;
        (void)chinese_number(passage_from(text, at), &numeral);
        if (!is_digit_char(c) && !is_blank_char(c) && numeral == 0 && c != 0x5E74 && c != 0x6708 &&
            c != 0x65E5 && c != 0x25CB && c != 'O' && c != '0') /* ○ and O stand for 〇 */
            return false;
    }
    return true;
}

static bool holds_year(Passage text)
{
    size_t year = passage_find(text, 0, "年");

    return year != PASSAGE_NOWHERE && is_digit_char(passage_char_before(text, year));
}

static const NoticeLine *next_words(const GArray *lines, guint i)
{
    for (i++; i < lines->len; i++)
        if (line_at(lines, i)->text.n > 0)
            return line_at(lines, i);
    return NULL;
}

static bool is_tail(const GArray *lines, guint i)
{
    static const char *const starts[] = {
        "附件", "抄送", "主题词", "(此件", "（此件", "此件公开",
        "注:",  "注：", "备注",   "(联系", "（联系", NULL,
    };
    static const char *const printed[] = { "印发", NULL }; /* 市政府办公室 2024年2月6日印发 */
    static const char *const offices[] = { "政府", "办公室", "办公厅", "委员会", "局", "厅", "委", NULL };
    Passage text = line_at(lines, i)->text;

    if (text.n == 0)
        return false;
    if (is_date(text) || passage_starts(text, starts) > 0 || line_at(lines, i)->attachment)
        return true;
    if (passage_ends(text, printed) > 0 && passage_stop(text, 0) == text.n && holds_year(text))
        return true;
    bool signs = passage_chars(text) <= SIGNATURE_MAX_CHARS && passage_stop(text, 0) == text.n &&
                 passage_ends(text, offices) > 0;
    const NoticeLine *next = signs ? next_words(lines, i) : NULL;
    return (next != NULL && is_date(next->text)) ||
           (units_first_leads(text) && !line_at(lines, i)->label.kind);
}

/* 目录, whatever blanks and brackets stand in and around it. */
static bool is_contents(Passage text)
{
    static const gunichar word[] = { 0x76EE, 0x5F55 };
    gsize n = 0;

    for (size_t at = 0, size; at < text.n; at += size) {
        gunichar c = passage_char(text, at, &size);
        if (is_blank_char(c) || is_open(c) || is_close(c) || is_colon(c))
            continue;
        if (n == G_N_ELEMENTS(word) || c != word[n++])
            return false;
    }
    return n == G_N_ELEMENTS(word);
}

static bool same_label(const NoticeLine *one, const NoticeLine *other)
{
    return one->label.kind == other->label.kind && one->label.no == other->label.no;
}

/* The first labelled line at or after i; lines->len if there is none. */
static guint next_labelled(const GArray *lines, guint i)
{
    while (i < lines->len && line_at(lines, i)->label.kind == LABEL_NONE)
        i++;
    return i;
}

/* A table of contents starts no section: it ends where its first label comes again. */
static void contents_unlabel(GArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        if (!is_contents(line_at(lines, i)->text))
            continue;
        guint first = next_labelled(lines, i), again = first + 1;
        while (again < lines->len && !same_label(line_at(lines, first), line_at(lines, again)))
            again++;
        if (again >= lines->len)
            return;
        for (guint j = first; j < again; j++)
            line_at(lines, j)->label = (NoticeLabel){ 0 };
    }
}

/* The number of the first attachment behind 附件：, 0 for one that has none; -1 if this line starts no list of them. */
static int attachments_start(Passage text)
{
    static const char *const word[] = { "附件", NULL };
    size_t bytes = passage_starts(text, word), size;
    Passage rest = passage_trim(passage_from(text, bytes));

    if (bytes == 0 || !is_colon(passage_char(rest, 0, &size)))
        return -1;
    rest = passage_trim(passage_from(rest, size));
    NoticeLabel label = notice_label(rest);
    return label.kind == LABEL_DIGIT ? label.no : rest.n == 0 ? 0 : -1;
}

/* 附件：1.甲表, then a line 2.乙表: the numbers go on, and no sentence is said. */
static void attachments_unlabel(GArray *lines)
{
    int last = -1;

    for (guint i = 0; i < lines->len; i++) {
        NoticeLine *line = line_at(lines, i);
        if (line->text.n == 0)
            continue;
        bool entry = last >= 0 && line->label.kind == LABEL_DIGIT && line->label.no == last + 1 &&
                     passage_stop(line->text, line->label.size_bytes) == line->text.n;
        if (entry) {
            last++;
            line->label = (NoticeLabel){ 0 };
            line->attachment = true;
        } else {
            last = attachments_start(line->text);
        }
    }
}

/* Looks at the bytes between each label and the next. */
static void labels_survey(Passage source, GArray *lines)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(UnitsPlace));
    g_autoptr(GArray) unread = g_array_new(FALSE, FALSE, sizeof(UnitsPlace));
    g_autoptr(GArray) troubles = g_array_new(FALSE, FALSE, sizeof(size_t));

    for (guint i = 0; i < lines->len; i++) {
        NoticeLine *line = line_at(lines, i);
        if (line->label.kind == LABEL_NONE)
            continue;
        guint last = i;
        while (last + 1 < lines->len && line_at(lines, last + 1)->label.kind == LABEL_NONE &&
               !is_tail(lines, last + 1))
            last++;
        size_t start = (size_t)(line->text.at - source.at) + line->label.size_bytes;
        Passage end = line_at(lines, last)->text;
        Passage words = passage_trim(passage_between(source, start, (size_t)(end.at - source.at) + end.n));
        g_array_set_size(places, 0);
        units_places(words, places, troubles, unread);
        line->names_units = places->len > 0;
        size_t first = places->len > 0 ? g_array_index(places, UnitsPlace, 0).start : words.n;
        size_t stop = passage_stop(passage_until(words, first), 0);
        line->has_words = first > passage_after(words, stop) ||
                          memchr(words.at, '\n', MIN(stop, first)) != NULL;
        i = last;
    }
}

typedef struct {
    guint n[LABEL__N], with_units[LABEL__N], with_words[LABEL__N];
} Tally;

static Tally labels_count(const GArray *lines, guint from, guint to)
{
    Tally tally = { 0 };

    for (guint i = from; i < to; i++) {
        const NoticeLine *line = line_at(lines, i);
        tally.n[line->label.kind]++;
        tally.with_units[line->label.kind] += line->names_units;
        tally.with_words[line->label.kind] += line->has_words;
    }
    return tally;
}

/* The label that starts a task in a stretch; LABEL_NONE if there is no label but sections. */
static LabelKind task_kind(const Tally *tally)
{
    for (LabelKind kind = LABEL_ROUND_DIGIT; kind > LABEL_SECTION; kind--)
        if (tally->n[kind] > 0 && tally->with_units[kind] * 2 > tally->n[kind])
            return kind;
    LabelKind deepest = LABEL_NONE;
    for (LabelKind kind = LABEL_ROUND; kind <= LABEL_ROUND_DIGIT; kind++) {
        if (tally->n[kind] == 0)
            continue;
        deepest = kind;
        if (tally->with_words[kind] * 2 >= tally->n[kind])
            return kind;
    }
    return deepest;
}

/* Are 一、二、三、 the tasks themselves? */
static bool sections_are_tasks(const Tally *tally)
{
    guint below = 0, below_units = 0;

    for (LabelKind kind = LABEL_ROUND; kind <= LABEL_ROUND_DIGIT; kind++) {
        below += tally->n[kind];
        below_units += tally->with_units[kind];
    }
    bool led = tally->with_units[LABEL_SECTION] * 2 > tally->n[LABEL_SECTION];
    return tally->n[LABEL_SECTION] > 0 && below_units == 0 && (led || below == 0);
}

typedef struct {
    LabelKind tasks;     /* the label that starts a task here */
    bool sections;       /* 一、 starts a section */
    bool in_task, begun; /* behind a task's start; behind the first section or task */
} Place;

static LineUse line_use(const GArray *lines, guint i, Place *place)
{
    const NoticeLine *line = line_at(lines, i);
    LabelKind kind = line->label.kind;

    if (line->text.n == 0)
        return LINE_HEAD;
    if (kind == LABEL_SECTION && place->sections) {
        place->in_task = false;
        place->begun = true;
        return LINE_SECTION;
    }
    if (kind != LABEL_NONE && kind == place->tasks) {
        place->in_task = place->begun = true;
        return LINE_TASK;
    }
    if (is_tail(lines, i)) {
        place->in_task = false;
        return LINE_TAIL;
    }
    if (kind != LABEL_NONE && kind < place->tasks) {
        place->in_task = false;
        place->begun = true;
        return LINE_HEADING;
    }
    return place->in_task ? LINE_MORE : place->begun ? LINE_STRAY : LINE_HEAD;
}

/* Lines from one section to the next; before the first section a list without units is a cover letter's. */
static void stretch_mark(GArray *lines, guint from, guint to, Place place)
{
    Tally tally = labels_count(lines, from, to);
    bool cover = place.sections && line_at(lines, from)->label.kind != LABEL_SECTION;

    place.tasks = place.sections ? task_kind(&tally) : place.tasks;
    if (cover && (place.tasks == LABEL_NONE || tally.with_units[place.tasks] == 0))
        place.tasks = LABEL_NONE;
    place.begun = !cover && place.sections;
    for (guint i = from; i < to; i++)
        line_at(lines, i)->use = line_use(lines, i, &place);
}

/* The letter that sends a list out may have points of its own, above its date; they name no units. The list behind
 * starts again from 1. */
static void letter_unlabel(GArray *lines)
{
    guint last_one = 0, end = 0;

    for (guint i = 0; i < lines->len; i++)
        if (line_at(lines, i)->label.no == 1)
            last_one = i;
    for (guint i = 0; i < last_one && !line_at(lines, i)->names_units; i++)
        if (is_date(line_at(lines, i)->text))
            end = i;
    for (guint i = 0; i < end; i++)
        line_at(lines, i)->label = (NoticeLabel){ 0 };
}

GArray *notice_lines(Passage source)
{
    GArray *lines = lines_split(source);

    contents_unlabel(lines);
    attachments_unlabel(lines);
    labels_survey(source, lines);
    letter_unlabel(lines);
    Tally all = labels_count(lines, 0, lines->len);
    Place place = { .sections = all.n[LABEL_SECTION] > 0 && !sections_are_tasks(&all) };
    place.tasks = place.sections ? LABEL_NONE : all.n[LABEL_SECTION] > 0 ? LABEL_SECTION : task_kind(&all);
    for (guint from = 0, to; from < lines->len; from = to) {
        to = from + 1;
        while (to < lines->len && !(place.sections && line_at(lines, to)->label.kind == LABEL_SECTION))
            to++;
        stretch_mark(lines, from, to, place);
    }
    return lines;
}
