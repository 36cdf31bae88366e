/* fuzz_day.c: any text as a day and as a moment. What is read lies in the years that we take, and is written so that it reads the
 * same again. */
#include <string.h>

#include "base/words.h"
#include "rule/day_read.h"
#include "rule/moment_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* 1900-01-01 and 3000-01-01 in the city. */
static const int64_t first_us = INT64_C(-2209017600) * 1000000, last_us = INT64_C(32503651200) * 1000000;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *text = g_strndup((const char *)data, size);
    int64_t day_us = -1, again_us = -1, at_us = -1;

    if (!text_is_clean(text, strlen(text)))
        return 0;
    if (day_read(text, &day_us)) {
        g_assert_true(day_us >= first_us - INT64_C(86400000000) && day_us < last_us);
        char *stamp = word_stamp(mem, day_us);
        stamp[strlen("2023-04-03")] = '\0';
        g_assert_true(day_read(stamp, &again_us));
        g_assert_cmpint(again_us, ==, day_us);
    } else {
        g_assert_cmpint(day_us, ==, -1);
    }
    if (moment_read(text, 18, &at_us))
        g_assert_true(at_us >= first_us - INT64_C(86400000000) && at_us < last_us + INT64_C(86400000000));
    else
        g_assert_cmpint(at_us, ==, -1);
    return 0;
}
