/* test_score.c: points, scores and places of units in a circular; the life of one (rule/score.h, rule/bulletin.h). */
#include "rule/score.h"

#include <string.h>

#include "rule/bulletin.h"

static const ScoreWeights usual = { 40, 20, 60, 30, 2, 3 };

static void test_points_of_a_line(void)
{
    static const struct {
        const char *label;
        ScoreLine line;
        int64_t points, most;
        gsize entries;
    } cases[] = {
        { "in time, green", { { 1 }, true, false, LIGHT_GREEN, 0 }, 100, 100, 2 },
        { "late, yellow", { { 1 }, true, true, LIGHT_YELLOW, 0 }, 50, 100, 2 },
        { "missing, red", { { 1 }, false, false, LIGHT_RED, 0 }, 0, 100, 2 },
        { "in time, no light", { { 1 }, true, false, LIGHT_NONE, 0 }, 40, 40, 1 },
        { "returned twice", { { 1 }, true, false, LIGHT_GREEN, 2 }, 96, 100, 4 },
        { "missing, returned", { { 1 }, false, true, LIGHT_NONE, 1 }, -2, 40, 2 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        int64_t points = 0, most = 0;
        gsize n;
        const ScorePoint *entries = score_points(mem, &usual, &cases[i].line, &n);
        for (gsize k = 0; k < n; k++) {
            points += entries[k].points;
            most += entries[k].most;
            g_assert_true(point_of(point_code(entries[k].kind)) == entries[k].kind);
        }
        g_test_message("%s", cases[i].label);
        g_assert_cmpuint(n, ==, cases[i].entries);
        g_assert_cmpint(points, ==, cases[i].points);
        g_assert_cmpint(most, ==, cases[i].most);
    }
    g_assert_true(point_of("nonsense") == POINT__N);
}

/* So many lines of a unit, all alike. */
static void add(GArray *lines, int64_t unit, int n, bool late, Light light)
{
    const ScoreLine line = { { unit }, true, late, light, 0 };

    for (int i = 0; i < n; i++)
        g_array_append_val(lines, line);
}

static void test_places(void)
{
    static const struct {
        int64_t unit, place, score_e1;
    } wanted[] = { { 2, 1, 1000 }, { 4, 1, 1000 }, { 1, 3, 800 }, { 5, 4, 333 }, { 3, 0, 1000 } };
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(ScoreLine));
    gsize n;

    add(lines, 1, 3, true, LIGHT_GREEN);
    add(lines, 2, 4, false, LIGHT_GREEN);
    add(lines, 3, 2, false, LIGHT_GREEN); /* fewer than 3: no place, however good */
    add(lines, 4, 3, false, LIGHT_NONE);  /* judged by the reports alone */
    add(lines, 5, 1, false, LIGHT_GREEN);
    for (int i = 0; i < 2; i++)
        g_array_append_val(lines, ((const ScoreLine){ { 5 }, false, false, LIGHT_RED, 0 }));
    const UnitScore *units = score_units(mem, &usual, (const ScoreLine *)(void *)lines->data, lines->len, &n);
    g_assert_cmpuint(n, ==, G_N_ELEMENTS(wanted));
    for (gsize i = 0; i < n; i++) {
        g_test_message("unit %d", (int)wanted[i].unit);
        g_assert_cmpint(units[i].unit.v, ==, wanted[i].unit);
        g_assert_cmpint(units[i].place, ==, wanted[i].place);
        g_assert_cmpint(units[i].score_e1, ==, wanted[i].score_e1);
    }
}

static void test_never_below_nothing(void)
{
    g_autoptr(Mem) mem = mem_new();
    const ScoreLine line = { { 1 }, false, false, LIGHT_RED, 5 };
    gsize n;

    g_assert_cmpint(score_units(mem, &usual, &line, 1, &n)->score_e1, ==, 0);
    score_units(mem, &usual, NULL, 0, &n);
    g_assert_cmpuint(n, ==, 0);
}

static void test_weights(void)
{
    static const struct {
        const char *label;
        ScoreWeights weights;
        bool sound;
    } cases[] = {
        { "usual", { 40, 20, 60, 30, 2, 3 }, true },
        { "late better than in time", { 40, 41, 60, 30, 2, 3 }, false },
        { "yellow better than green", { 40, 20, 60, 61, 2, 3 }, false },
        { "nothing to earn", { 0, 0, 60, 30, 2, 3 }, false },
        { "nobody left out", { 40, 20, 60, 30, 2, 0 }, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_true(score_weights_are_sound(&cases[i].weights) == cases[i].sound);
    }
}

static void test_formula_says_the_weights(void)
{
    static const ScoreWeights odd = { 41, 23, 59, 31, 7, 5 };
    static const char *const numbers[] = { "41", "23", "59", "31", "7", "5" };
    g_autoptr(Mem) mem = mem_new();
    const char *words = score_formula(mem, &odd);

    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_assert_nonnull(strstr(words, numbers[i]));
}

/* Each pair of state and step: what is not here does not go. */
static void test_life(void)
{
    static const struct {
        BulletinState from;
        BulletinStep step;
        BulletinState to;
    } goes[] = { { BULLETIN_DRAFT, STEP_CHANGE, BULLETIN_DRAFT },
                 { BULLETIN_DRAFT, STEP_ISSUE, BULLETIN_ISSUED },
                 { BULLETIN_ISSUED, STEP_RECALL, BULLETIN_RECALLED },
                 { BULLETIN_ISSUED, STEP_OBJECT, BULLETIN_ISSUED } };

    for (int from = 0; from < BULLETIN__N; from++)
        for (int step = 0; step < STEP__N; step++) {
            BulletinState to = BULLETIN_NONE;
            for (gsize i = 0; i < G_N_ELEMENTS(goes); i++)
                if ((int)goes[i].from == from && (int)goes[i].step == step)
                    to = goes[i].to;
            g_assert_cmpint(bulletin_next((BulletinState)from, (BulletinStep)step), ==, to);
        }
    for (int state = BULLETIN_DRAFT; state < BULLETIN__N; state++)
        g_assert_cmpint(bulletin_state_of(bulletin_state_code((BulletinState)state)), ==, state);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/score/points", test_points_of_a_line);
    g_test_add_func("/score/places", test_places);
    g_test_add_func("/score/least", test_never_below_nothing);
    g_test_add_func("/score/weights", test_weights);
    g_test_add_func("/score/formula", test_formula_says_the_weights);
    g_test_add_func("/bulletin/life", test_life);
    return g_test_run();
}
