/* words.h: Chinese words for dates, numbers and punctuation, as ux.md §5.5 wants them. Texts live as long as mem. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

char *word_date(Mem *mem, int64_t at_us);     /* 2023年4月3日 */
char *word_day(Mem *mem, int64_t at_us);      /* 4月3日 */
char *word_moment(Mem *mem, int64_t at_us);   /* 4月3日 14:20 */
char *word_full(Mem *mem, int64_t at_us);     /* 2023年4月3日 14:20 */
char *word_stamp(Mem *mem, int64_t at_us);    /* 2023-04-03 14:20:05 */
char *word_iso(Mem *mem, int64_t at_us);      /* 2023-04-03T14:20:05+08:00, for <time datetime> */
char *word_deadline(Mem *mem, int64_t at_us); /* 2023年4月5日（周三）18:00 */
char *word_left(Mem *mem, int64_t now_us, int64_t due_us); /* 还剩 2 天 / 今天 18:00 截止 / 已逾期 3 天 */

/* 2023年3月, 2023年第一季度, 2023年上半年, 2023年全年; a code of another shape is given back as it is. */
char *word_period(Mem *mem, const char *code);

/* Ten-thousandths as people write them: at most 4 decimals, no trailing zeros, no thousands separator. */
char *word_amount(Mem *mem, int64_t amount_e4);

/* Widens , : ; ( ) ? ! beside Chinese signs: the issued text is stored with half-width ones (ux.md D14) and is only
 * shown with wide ones. */
char *zh_punct(Mem *mem, const char *text);

/* How many people's characters (Unicode code points) a valid UTF-8 text has. */
int64_t text_chars(const char *text);

/* The first so many characters, and an ellipsis when something was left out. */
char *text_short(Mem *mem, const char *text, int64_t most_chars);

/* Valid UTF-8 without NUL and without control characters other than newline and tab. */
bool text_is_clean(const char *text, size_t size_bytes);

/* Splits at any of the separators; empty parts are left out. Ends with NULL. */
char **text_split(Mem *mem, const char *text, const char *separators);
