/* notice_units.c: reads the names of one place; see notice_units.h. Where the places are: notice_places.c. */
#include "rule/notice_units.h"
#include "rule/notice_roles.h"

#include <string.h>

enum { NAME_MAX_CHARS = 40, UNITS_MAX = 300 };

typedef struct {
    const char *name;
    UnitsRole role;
} Named;

typedef struct {
    Mem *mem;
    GArray *named;     /* Named */
    GPtrArray *unread; /* of UnitsFound */
} Reader;

static void name_add(Reader *reader, Passage name, UnitsRole role)
{
    name = passage_trim(name);
    UnitsRole marked = role_mark_strip(&name);
    role_others_strip(&name);
    if (name.n == 0)
        return;
    if (passage_chars(name) > NAME_MAX_CHARS || role_verb_inside(name)) {
        g_ptr_array_add(reader->unread, passage_text(reader->mem, name));
        return;
    }
    Named named = { passage_text(reader->mem, name), marked != UNITS_NO_ROLE ? marked : role };
    g_array_append_val(reader->named, named);
}

/* Names are divided by marks and blanks, but not inside of brackets: 各区(市、县)政府 is one. */
static void names_add(Reader *reader, Passage list, UnitsRole role)
{
    size_t start = 0, size;
    int depth = 0;

    for (size_t at = 0; at < list.n; at += size) {
        gunichar c = passage_char(list, at, &size);
        depth += is_open(c) - is_close(c);
        if (depth > 0 || !(units_divide(c) || is_blank_char(c) || is_stop_at(list, at)))
            continue;
        name_add(reader, passage_between(list, start, at), role);
        start = at + size;
    }
    name_add(reader, passage_from(list, start), role);
}

/* 甲会同乙、丙负责: who is asked along takes part. */
static void clause_read(Reader *reader, Passage clause, UnitsRole role)
{
    static const char *const along[] = { "会同", "协同", NULL };

    for (gsize i = 0; along[i] != NULL; i++) {
        size_t at = passage_find(clause, 0, along[i]);
        if (at == PASSAGE_NOWHERE || at == 0 || units_divide(passage_char_before(clause, at)))
            continue; /* a name may start so: 会同县 */
        Passage left = passage_until(clause, at);
        (void)role_verb_strip(&left);
        names_add(reader, left, UNITS_LEAD);
        names_add(reader, passage_from(clause, at + strlen(along[i])), UNITS_PART);
        return;
    }
    names_add(reader, clause, role);
}

/* Gives the names that wait for their verb their role. */
static void pending_settle(Reader *reader, guint from, UnitsRole role)
{
    for (guint i = from; i < reader->named->len; i++) {
        Named *named = &g_array_index(reader->named, Named, i);
        if (named->role == UNITS_NO_ROLE)
            named->role = role;
    }
}

/* 甲牵头,乙、丙配合: a clause's verb rules its names and those before it that had none. */
static void verbs_read(Reader *reader, Passage inside)
{
    size_t at = 0;
    guint pending = 0;
    bool any_verb = false;

    while (at < inside.n) {
        size_t end = units_clause_end(inside, at);
        Passage clause = passage_trim(passage_between(inside, at, end));
        UnitsRole role = role_verb_strip(&clause);
        clause_read(reader, clause, role);
        if (role != UNITS_NO_ROLE) {
            pending_settle(reader, pending, role);
            pending = reader->named->len;
            any_verb = true;
        }
        size_t size = 0;
        (void)passage_char(inside, end, &size);
        at = end + MAX(size, 1);
    }
    pending_settle(reader, pending, any_verb ? UNITS_PART : UNITS_DUTY);
}

/* 责任单位：甲牵头,乙配合: verbs below the key say more than it does. */
static bool verbs_divide(Passage list)
{
    size_t size = 0;

    for (size_t at = 0; at < list.n; at += MAX(size, 1)) {
        size_t end = units_clause_end(list, at);
        Passage clause = passage_trim(passage_between(list, at, end));
        if (role_verb_strip(&clause) == UNITS_LEAD && clause.n > 0)
            return true;
        (void)passage_char(list, end, &size);
        at = end;
    }
    return false;
}

/* 牵头单位:… 参与单位:… : each key rules the names up to the next. */
static void keyed_read(Reader *reader, Passage inside)
{
    RoleKey key = role_key_first(inside);

    while (key.role != UNITS_NO_ROLE) {
        RoleKey next = role_key_after(inside, key.end);
        size_t end = next.role == UNITS_NO_ROLE ? inside.n : next.start;
        Passage list = passage_trim(passage_between(inside, key.end, end));
        if (key.role == UNITS_DUTY && verbs_divide(list)) {
            verbs_read(reader, list);
        } else if (key.role != UNITS_OTHER) {
            (void)role_verb_strip(&list); /* 责任单位：甲、乙等按职责分工负责 */
            clause_read(reader, list, key.role);
        }
        key = next;
    }
}

static bool is_listed(const GPtrArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++)
        if (g_str_equal(g_ptr_array_index(names, i), name))
            return true;
    return false;
}

static void found_add(UnitsFound *found, const char *name, bool leads)
{
    if (found->leads->len + found->participants->len >= UNITS_MAX) {
        g_ptr_array_add(found->unread, (gpointer)name);
        return;
    }
    if (is_listed(found->leads, name))
        return;
    if (leads)
        (void)g_ptr_array_remove(found->participants, (gpointer)name);
    if (leads || !is_listed(found->participants, name))
        g_ptr_array_add(leads ? found->leads : found->participants, (gpointer)name);
}

static bool any_leads(const GArray *named)
{
    for (guint i = 0; i < named->len; i++)
        if (g_array_index(named, Named, i).role == UNITS_LEAD)
            return true;
    return false;
}

void units_read(Mem *mem, Passage inside, bool first_leads, UnitsFound *found)
{
    g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(Named));
    Reader reader = { mem, named, found->unread };

    g_autoptr(GString) joined = units_lines_join(inside);

    inside = passage_trim((Passage){ joined->str, joined->len });
    if (role_key_first(inside).role != UNITS_NO_ROLE)
        keyed_read(&reader, inside);
    else
        verbs_read(&reader, inside);

    bool led = any_leads(named);
    for (guint i = 0; i < named->len; i++) {
        const Named *one = &g_array_index(named, Named, i);
        bool leads = one->role == UNITS_LEAD || (one->role == UNITS_DUTY && !led);
        found_add(found, one->name, leads);
        led = led || (leads && first_leads);
    }
}
