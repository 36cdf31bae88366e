/* role_words.c: see role_words.h. */
#include "rule/role_words.h"

const char *roles_word(Mem *mem, Roles roles)
{
    const char *words = "";

    for (int role = 0; role < ROLE__N; role++)
        if (roles & ROLE_BIT(role))
            words = mem_printf(mem, "%s%s%s", words, words[0] == '\0' ? "" : "、", role_word((Role)role));
    return words[0] == '\0' ? role_word(ROLE__N) : words;
}
