/* arg.c: values for question marks, and amounts out of cells; see db.h. */
#include <string.h>

#include "store/db.h"

Arg num(int64_t number)
{
    return (Arg){ .kind = 'i', .number = number };
}

Arg id_or_null(int64_t id)
{
    return id == 0 ? (Arg){ 0 } : num(id);
}

Arg at_us(int64_t moment_us)
{
    return (Arg){ .kind = 't', .number = moment_us };
}

Arg at_us_or_null(int64_t moment_us)
{
    return moment_us == 0 ? (Arg){ 0 } : at_us(moment_us);
}

Arg txt(const char *text)
{
    return text == NULL ? (Arg){ 0 } : (Arg){ .kind = 's', .bytes = text, .size_bytes = strlen(text) };
}

Arg raw(const void *bytes, size_t size_bytes)
{
    return (Arg){ .kind = 'b', .bytes = bytes, .size_bytes = size_bytes };
}

int64_t cell_amount_e4(const Cell *cell)
{
    bool negative = cell->s[0] == '-';
    const char *p = cell->s + negative;
    int64_t amount = 0;
    int decimals = -1;

    for (; *p != '\0' && decimals < 4; p++) {
        if (*p == '.') {
            decimals = 0;
            continue;
        }
        amount = amount * 10 + (*p - '0');
        decimals += decimals >= 0;
    }
    for (int i = MAX(decimals, 0); i < 4; i++)
        amount *= 10;
    return negative ? -amount : amount;
}
