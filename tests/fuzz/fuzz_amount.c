/* fuzz_amount.c: any text as a number; a good one is written again as a number that reads the same. */
#include "rule/field.h"

#include <stdint.h>
#include <string.h>

#include "base/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    const uint8_t *bar = size == 0 ? NULL : memchr(data, '|', size);
    size_t typed_bytes = bar == NULL ? size : (size_t)(bar - data);
    char *typed = mem_text_n(mem, (const char *)data, typed_bytes);
    char *unit = bar == NULL ? mem_text(mem, "个")
                             : mem_text_n(mem, (const char *)bar + 1, size - typed_bytes - 1);
    int64_t amount_e4 = -1, again_e4 = -1;

    if (!text_is_clean(typed, strlen(typed)) || !text_is_clean(unit, strlen(unit)))
        return 0;
    if (amount_read(typed, unit, &amount_e4) != AMOUNT_GOOD) {
        g_assert_cmpint(amount_e4, ==, -1);
        return 0;
    }
    g_assert_true(amount_e4 >= 0 && amount_e4 <= INT64_C(9999999999999999));
    g_assert_cmpint(amount_read(word_amount(mem, amount_e4), "", &again_e4), ==, AMOUNT_GOOD);
    g_assert_cmpint(again_e4, ==, amount_e4);
    return 0;
}
