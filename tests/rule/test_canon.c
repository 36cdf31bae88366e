/* test_canon.c: the bytes that are hashed must never change and never be two events' at once (security.md §3.2, §3.8). */
#include "rule/canon.h"

#include <string.h>

static const uint8_t session[HASH_BYTES] = { 1, 2, 3 };

static CanonEvent sample(void)
{
    CanonEvent e = { .etype = "report",
                     .entity_id = 42,
                     .entity_seq = 3,
                     .at_us = INT64_C(1680483600000000),
                     .person_id = 7,
                     .actor = "王磊",
                     .actor_unit = "市科技局",
                     .actor_role = "filer",
                     .ip = "10.0.0.8",
                     .agent = "Firefox",
                     .session = session,
                     .action = "report.submit",
                     .result = "ok",
                     .task_id = 1,
                     .unit_id = 2,
                     .period_id = 5,
                     .request_no = 0,
                     .body = "{\"state\":[\"draft\",\"submitted\"]}" };

    for (int i = 0; i < REQUEST_ID_BYTES; i++)
        e.request.bytes[i] = (uint8_t)i;
    return e;
}

static char *hex_of(const CanonEvent *event)
{
    g_autoptr(Mem) mem = mem_new();
    size_t n;
    const uint8_t *bytes = canon_bytes(mem, event, &n);
    GString *hex = g_string_new(NULL);

    for (size_t i = 0; i < n; i++)
        g_string_append_printf(hex, "%02x", bytes[i]);
    return g_string_free(hex, FALSE);
}

/* Worked out by tests/rule/canon_vector.py, an independent writing of the same format. */
static void test_golden_vector(void)
{
    static const char want[] =
#include "canon_vector.inc"
        ;
    CanonEvent event = sample();
    g_autofree char *hex = hex_of(&event);

    g_assert_cmpstr(hex, ==, want);
}

/* Every field counts: an event that differs in one of them has other bytes than all the others. */
static void test_each_field_counts(void)
{
    CanonEvent events[32];
    int n = 0;

#define CHANGED(field, value)                                                                                \
    do {                                                                                                     \
        events[n] = sample();                                                                                \
        events[n++].field = (value);                                                                         \
    } while (0)
    events[n++] = sample();
    CHANGED(etype, "repor");
    CHANGED(entity_id, 43);
    CHANGED(entity_seq, 4);
    CHANGED(at_us, INT64_C(1680483600000001));
    CHANGED(person_id, 0);
    CHANGED(person_id, 8);
    CHANGED(actor, "");
    CHANGED(actor_unit, "");
    CHANGED(actor_role, "");
    CHANGED(ip, "");
    CHANGED(agent, "");
    CHANGED(session, NULL);
    CHANGED(action, "report.return");
    CHANGED(result, "");
    CHANGED(task_id, 0);
    CHANGED(task_id, 2);
    CHANGED(unit_id, 0);
    CHANGED(period_id, 0);
    CHANGED(request_no, 1);
    CHANGED(body, "{}");
    CHANGED(request.bytes[15], 0);
    CHANGED(prev.bytes[31], 1);
#undef CHANGED
    for (int a = 0; a < n; a++)
        for (int b = 0; b < a; b++) {
            g_autofree char *one = hex_of(&events[a]), *two = hex_of(&events[b]);
            g_assert_cmpstr(one, !=, two);
        }
}

/* Text that moves from one field to the next changes the bytes: each length stands before its text. */
static void test_neighbours_do_not_mix(void)
{
    static const struct {
        const char *actor, *unit, *role, *ip;
    } cases[] = {
        { "ab", "c", "d", "e" }, { "a", "bc", "d", "e" }, { "abc", "", "d", "e" }, { "", "abc", "d", "e" },
        { "ab", "cd", "", "e" }, { "ab", "c", "", "de" }, { "ab", "c", "de", "" }, { "a", "b", "cd", "e" },
    };

    for (gsize a = 0; a < G_N_ELEMENTS(cases); a++)
        for (gsize b = 0; b < a; b++) {
            CanonEvent one = sample(), two = sample();
            one.actor = cases[a].actor, one.actor_unit = cases[a].unit, one.actor_role = cases[a].role,
            one.ip = cases[a].ip;
            two.actor = cases[b].actor, two.actor_unit = cases[b].unit, two.actor_role = cases[b].role,
            two.ip = cases[b].ip;
            g_autofree char *hex_one = hex_of(&one), *hex_two = hex_of(&two);
            g_assert_cmpstr(hex_one, !=, hex_two);
        }
}

static const char *random_word(Mem *mem)
{
    static const char *const bits[] = { "a", "\x01", "\x02", "表", "\n" };
    char *text = mem_text(mem, "");

    for (int n = g_test_rand_int_range(0, 3); n > 0; n--)
        text = mem_printf(mem, "%s%s", text, bits[g_test_rand_int_range(0, G_N_ELEMENTS(bits))]);
    return text;
}

static CanonEvent random_event(Mem *mem)
{
    CanonEvent e = sample();

    e.etype = random_word(mem), e.actor = random_word(mem), e.actor_unit = random_word(mem);
    e.actor_role = random_word(mem), e.ip = random_word(mem), e.agent = random_word(mem),
    e.body = random_word(mem);
    e.task_id = g_test_rand_int_range(0, 3), e.unit_id = g_test_rand_int_range(0, 3);
    e.session = g_test_rand_bit() ? session : NULL;
    return e;
}

static bool same_event(const CanonEvent *a, const CanonEvent *b)
{
    return strcmp(a->etype, b->etype) == 0 && strcmp(a->actor, b->actor) == 0 &&
           strcmp(a->actor_unit, b->actor_unit) == 0 && strcmp(a->actor_role, b->actor_role) == 0 &&
           strcmp(a->ip, b->ip) == 0 && strcmp(a->agent, b->agent) == 0 && strcmp(a->body, b->body) == 0 &&
           a->task_id == b->task_id && a->unit_id == b->unit_id && a->session == b->session;
}

static void test_different_events_have_different_bytes(void)
{
    enum { EVENTS = 3000 };
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (int i = 0; i < EVENTS; i++) {
        CanonEvent *event = mem_array(mem, CanonEvent, 1);
        *event = random_event(mem);
        char *hex = hex_of(event);
        const CanonEvent *before = g_hash_table_lookup(seen, hex);
        g_assert_true(before == NULL || same_event(before, event));
        g_hash_table_insert(seen, hex, event);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/canon/golden vector", test_golden_vector);
    g_test_add_func("/canon/each field counts", test_each_field_counts);
    g_test_add_func("/canon/neighbours do not mix", test_neighbours_do_not_mix);
    g_test_add_func("/canon/different events have different bytes",
                    test_different_events_have_different_bytes);
    return g_test_run();
}
