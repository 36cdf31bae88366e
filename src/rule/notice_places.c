/* notice_places.c: where a task names its units: the brackets and lines that do; see notice_units.h. */
#include "rule/notice_units.h"
#include "rule/notice_roles.h"

#include <string.h>

enum {
    PLACE_MAX_BYTES = 4096, /* a longer bracket is text */
    NESTING_MAX = 64,
    NAMING_DEPTH = 3, /* units are not named deeper inside of brackets */
};

typedef struct {
    size_t open, inside; /* where the bracket and its words start */
    size_t close, end;   /* the closing bracket and what follows; PASSAGE_NOWHERE if it is missing */
    gunichar mark;
    guint depth; /* brackets that stand open around it */
} Pair;

static bool is_line_end(gunichar c)
{
    return c == 0 || c == '\n';
}

static size_t line_end(Passage text, size_t at)
{
    const char *found = at >= text.n ? NULL : memchr(text.at + at, '\n', text.n - at);

    return found == NULL ? text.n : (size_t)(found - text.at);
}

/* 1) and a) are labels, not brackets that were never opened. */
static bool is_label_close(Passage text, size_t at)
{
    gunichar before = passage_char_before(text, at);

    return is_digit_char(before) || (before < 128 && g_ascii_isalpha((gchar)before));
}

/* Closes the innermost bracket of this shape; what stands open inside of it stays open for good. */
static bool pair_close(GArray *pairs, GArray *open, gunichar mark, size_t at, size_t end)
{
    guint deepest = open->len > NESTING_MAX ? open->len - NESTING_MAX : 0;

    for (guint i = open->len; i > deepest; i--) {
        Pair *pair = &g_array_index(pairs, Pair, g_array_index(open, guint, i - 1));
        if (!brackets_pair(pair->mark, mark))
            continue;
        pair->close = at;
        pair->end = end;
        g_array_set_size(open, i - 1);
        return true;
    }
    return false;
}

static void pairs_find(Passage text, GArray *pairs, GArray *troubles)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
    size_t size;

    for (size_t at = 0; at < text.n; at += size) {
        gunichar c = passage_char(text, at, &size);
        if (is_open(c)) {
            Pair pair = { at, at + size, PASSAGE_NOWHERE, PASSAGE_NOWHERE, c, open->len };
            g_array_append_val(open, pairs->len);
            g_array_append_val(pairs, pair);
        } else if (is_close(c) && !pair_close(pairs, open, c, at, at + size) && !is_label_close(text, at)) {
            g_array_append_val(troubles, at);
        }
    }
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        if (pair->close == PASSAGE_NOWHERE)
            g_array_append_val(troubles, pair->open);
    }
}

/* Nothing but a stop between this place and the end of the line. */
static bool ends_paragraph(Passage text, size_t at)
{
    size_t size;

    for (; at < text.n; at += size) {
        gunichar c = passage_char(text, at, &size);
        if (is_line_end(c))
            return true;
        if (!is_blank_char(c) && !is_stop_at(text, at) && !is_semicolon(c))
            return false;
    }
    return true;
}

/* Does some clause end in a verb, and do all words before the verbs look like units? */
static bool verbs_name_units(Passage inside, bool *has_verb)
{
    bool all_look = true, any_name = false;
    size_t size = 0;

    *has_verb = false;
    for (size_t at = 0; at < inside.n; at += MAX(size, 1)) {
        size_t end = units_clause_end(inside, at);
        Passage clause = passage_trim(passage_between(inside, at, end));
        size_t along = passage_find(clause, 0, "会同");
        *has_verb = role_verb_strip(&clause) != UNITS_NO_ROLE || *has_verb;
        bool looks = units_all_names(along != PASSAGE_NOWHERE ? passage_from(clause, along + strlen("会同"))
                                                              : clause,
                                     units_name_looks);
        all_look = all_look && (looks || clause.n == 0);
        any_name = any_name || looks;
        (void)passage_char(inside, end, &size);
        at = end;
    }
    return *has_verb && all_look && any_name;
}

typedef enum { NAMES_NONE, NAMES_UNITS, NAMES_UNCLEAR } Naming;

static Naming bracket_naming(Passage inside, bool at_end)
{
    g_autoptr(GString) joined = units_lines_join(inside);
    bool has_verb;

    inside = passage_trim((Passage){ joined->str, joined->len });
    if (inside.n > PLACE_MAX_BYTES || units_first_leads(inside))
        return NAMES_NONE;
    RoleKey key = role_key_first(inside);
    if (key.role != UNITS_NO_ROLE && (key.start == 0 || at_end))
        return NAMES_UNITS;
    if (verbs_name_units(inside, &has_verb) || (at_end && units_only_bureaus(inside)))
        return NAMES_UNITS;
    return has_verb && at_end ? NAMES_UNCLEAR : NAMES_NONE;
}

/* A unit bracket that nobody closed reaches to the end of its line. */
static void open_bracket_add(Passage text, const Pair *pair, GArray *places)
{
    size_t end = line_end(text, pair->open);
    UnitsPlace place = { pair->open, end, pair->inside, end };
    Passage inside = passage_trim(passage_between(text, pair->inside, end));
    RoleKey key = role_key_first(inside);

    if (key.role != UNITS_NO_ROLE && key.start == 0)
        g_array_append_val(places, place);
}

static void brackets_add(Passage text, const GArray *pairs, GArray *places, GArray *unread)
{
    size_t done = 0;

    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        if (pair->open < done || pair->depth > NAMING_DEPTH)
            continue;
        guint before = places->len;
        UnitsPlace place = { pair->open, pair->end, pair->inside, pair->close };
        if (pair->close == PASSAGE_NOWHERE) {
            open_bracket_add(text, pair, places);
        } else {
            Naming naming = bracket_naming(passage_between(text, pair->inside, pair->close),
                                           ends_paragraph(text, pair->end));
            if (naming == NAMES_UNITS)
                g_array_append_val(places, place);
            else if (naming == NAMES_UNCLEAR)
                g_array_append_val(unread, place);
        }
        if (places->len > before)
            done = g_array_index(places, UnitsPlace, before).end;
    }
}

/* Does the list of units go on in the line that starts at `at`? */
static bool list_goes_on(Passage list, Passage line)
{
    gunichar last = passage_char_before(list, list.n);
    RoleKey key = role_key_first(line);

    if (line.n == 0)
        return false;
    if (key.role != UNITS_NO_ROLE && key.start == 0)
        return true;
    return units_divide(last) || is_colon(last)
               ? passage_stop(line, 0) == line.n || units_all_names(line, units_name_looks)
               : units_all_names(line, units_name_looks);
}

/* A list ends at a full stop unless another key follows it, else with the line; then it may go on in the next. */
static size_t list_end(Passage text, size_t start)
{
    size_t end = line_end(text, start);

    for (size_t at = start;;) {
        size_t stop = passage_stop(passage_until(text, end), at), size = 0;
        if (stop >= end)
            break;
        (void)passage_char(text, stop, &size);
        RoleKey key = role_key_first(passage_trim(passage_between(text, stop + size, end)));
        if (!ends_paragraph(text, stop + size) && (key.role == UNITS_NO_ROLE || key.start > 0))
            return stop + size;
        at = stop + size;
    }
    while (end < text.n) {
        size_t next = line_end(text, end + 1);
        Passage line = passage_trim(passage_between(text, end + 1, next));
        if (!list_goes_on(passage_trim(passage_between(text, start, end)), line))
            break;
        end = next;
    }
    return end;
}

/* 责任单位：… without brackets, behind a full stop or on a line of its own. */
static void lines_add(Passage text, GArray *places)
{
    guint n_brackets = places->len, next = 0;

    for (size_t at = 0; at < text.n;) {
        RoleKey key = role_key_after(text, at);
        if (key.role == UNITS_NO_ROLE)
            return;
        while (next < n_brackets && g_array_index(places, UnitsPlace, next).end <= key.start)
            next++;
        size_t bracket = next < n_brackets ? g_array_index(places, UnitsPlace, next).start : text.n;
        if (bracket < key.start) {
            at = g_array_index(places, UnitsPlace, next).end;
            continue;
        }
        size_t end = MIN(list_end(text, key.start), bracket);
        UnitsPlace place = { key.start, end, key.start, end };
        g_array_append_val(places, place);
        at = MAX(end, key.end);
    }
}

/* Where the last sentence of a line starts. */
static size_t last_sentence(Passage text, size_t start, size_t end)
{
    for (size_t at = start;;) {
        size_t next = passage_after(text, passage_stop(passage_until(text, end), at));
        if (next >= end || ends_paragraph(text, next))
            return at;
        at = next;
    }
}

static gint by_start(gconstpointer a, gconstpointer b)
{
    const UnitsPlace *one = a, *two = b;

    return (one->start > two->start) - (one->start < two->start);
}

/* …加快建设。市教育局牵头，市财政局配合。: a last sentence of units and verbs needs no brackets; a title is none.
 * The places found so far are in order. */
static void sentences_add(Passage text, GArray *places)
{
    guint n_places = places->len, i = 0;

    for (size_t at = 0, next; at < text.n; at = next + 1) {
        next = line_end(text, at);
        size_t start = last_sentence(text, at, next), stop = passage_stop(passage_until(text, next), start);
        UnitsPlace place = { start, next, start, stop };
        bool has_verb;
        while (i < n_places && g_array_index(places, UnitsPlace, i).end <= start)
            i++;
        bool taken = i < n_places && g_array_index(places, UnitsPlace, i).start < next;
        bool title = passage_trim(passage_until(text, start)).n == 0;
        if (!taken && !title && stop - start <= PLACE_MAX_BYTES &&
            verbs_name_units(passage_trim(passage_between(text, start, stop)), &has_verb))
            g_array_append_val(places, place);
    }
}

void units_places(Passage text, GArray *places, GArray *troubles, GArray *unread)
{
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));

    pairs_find(text, pairs, troubles);
    brackets_add(text, pairs, places, unread);
    lines_add(text, places);
    g_array_sort(places, by_start);
    sentences_add(text, places);
    g_array_sort(places, by_start);
}

/* 列第一位者为牵头单位, 牵头单位排在首位 and their like: a word for the place and one for the part, in one sentence. */
bool units_first_leads(Passage text)
{
    static const char *const first[] = { "第一位", "第一个", "首位",   "首个", "列第一",
                                         "排第一", "名第一", "在最前", "列前", NULL };
    static const char *const leads[] = { "为牵头",     "是牵头",     "负责牵头",   "为主办",     "为主责",
                                         "牵头单位列", "牵头单位排", "牵头部门列", "牵头部门排", NULL };

    for (size_t at = 0, size; at < text.n; at += MAX(size, 1)) {
        size_t stop = passage_stop(passage_until(text, line_end(text, at)), at);
        Passage sentence = passage_between(text, at, stop);
        if (passage_holds_any(sentence, first) && passage_holds_any(sentence, leads))
            return true;
        (void)passage_char(text, stop, &size);
        at = stop;
    }
    return false;
}
