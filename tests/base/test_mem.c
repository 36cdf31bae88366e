/* test_mem.c: memory of one request: zeroed, aligned, and what was handed over is released once. */
#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

static void test_sizes(void)
{
    static const size_t sizes[] = { 0, 1, 7, 8, 15, 16, 17, 4096, 32767, 32768, 32769, 1 << 20 };
    g_autoptr(Mem) mem = mem_new();
    unsigned char *last[G_N_ELEMENTS(sizes)];

    for (int round = 0; round < 3; round++) {
        for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
            last[i] = mem_alloc(mem, sizes[i]);
            g_assert_cmpuint((uintptr_t)last[i] % alignof(max_align_t), ==, 0);
            for (size_t k = 0; k < sizes[i]; k++)
                g_assert_cmpint(last[i][k], ==, 0);
            memset(last[i], (int)i + 1, sizes[i]);
        }
        for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) /* nobody wrote into another's place */
            for (size_t k = 0; k < sizes[i]; k++)
                g_assert_cmpint(last[i][k], ==, (int)i + 1);
        mem_reset(mem);
    }
}

static void append(gpointer letter_and_place)
{
    char **pair = letter_and_place;

    g_string_append(((GString **)letter_and_place)[1], pair[0]);
}

static void test_kept_last_first_and_once(void)
{
    GString *told = g_string_new(NULL);
    Mem *mem = mem_new();
    void *a[] = { "a", told }, *b[] = { "b", told }, *c[] = { "c", told };

    g_assert_true(mem_keep(mem, a, append) == a);
    mem_keep(mem, b, append);
    mem_reset(mem);
    g_assert_cmpstr(told->str, ==, "ba");
    mem_keep(mem, c, append);
    mem_free(mem);
    g_assert_cmpstr(told->str, ==, "bac");
    g_string_free(told, TRUE);
}

static void test_texts(void)
{
    g_autoptr(Mem) mem = mem_new();

    g_assert_null(mem_text(mem, NULL));
    g_assert_cmpstr(mem_text(mem, ""), ==, "");
    g_assert_cmpstr(mem_text_n(mem, "abc", 2), ==, "ab");
    g_assert_cmpstr(mem_text_n(mem, NULL, 0), ==, "");
    g_assert_cmpstr(mem_printf(mem, "%s-%d", "任务", 7), ==, "任务-7");
    char *big = g_strnfill(100000, 'x');
    g_assert_cmpstr(mem_printf(mem, "%s", big), ==, big);
    g_free(big);
}

static void overflow(void)
{
    g_autoptr(Mem) mem = mem_new();

    mem_array(mem, int64_t, SIZE_MAX / 4);
}

static void test_overflow_ends_the_process(void)
{
    if (g_test_subprocess()) {
        overflow();
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
}

static void test_free_takes_null(void)
{
    mem_free(NULL);
}

/* The first block stays, so one may look at what is left in it. */
static void test_forgets_when_told(void)
{
    static const char secret[] = "mima-12345";
    g_autoptr(Mem) mem = mem_new();

    for (int forget = 1; forget >= 0; forget--) {
        const char *kept = mem_text(mem, secret);
        if (forget)
            mem_forget(mem);
        mem_reset(mem);
        g_assert_cmpint(memcmp(kept, secret, sizeof secret) == 0, ==, !forget);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mem/sizes", test_sizes);
    g_test_add_func("/mem/forgets when told", test_forgets_when_told);
    g_test_add_func("/mem/kept last first and once", test_kept_last_first_and_once);
    g_test_add_func("/mem/texts", test_texts);
    g_test_add_func("/mem/overflow ends the process", test_overflow_ends_the_process);
    g_test_add_func("/mem/free takes null", test_free_takes_null);
    return g_test_run();
}
