/* target_words.c: see target_words.h. */
#include "page/target_words.h"

#include <string.h>

#include "base/words.h"

/* In the order in which they are looked for: 不超过 before 超过, 超过 before 超. The last of a comparator is its default. */
static const struct {
    const char *comparator, *word;
    bool before;
} qualifiers[] = {
    { ">=", "不少于", true }, { ">=", "不低于", true }, { ">=", "以上", false }, { "<=", "不超过", true },
    { "<=", "以下", false },  { "<=", "以内", false },  { ">", "突破", true },   { ">", "超过", true },
    { "<", "低于", true },    { "~", "约", true },      { "~", "左右", false },
};

Qualifier target_qualifier(const char *comparator, const char *quote)
{
    Qualifier found = { "", "" };

    for (gsize i = 0; i < G_N_ELEMENTS(qualifiers); i++) {
        if (strcmp(qualifiers[i].comparator, comparator) != 0)
            continue;
        found = (Qualifier){ qualifiers[i].before ? qualifiers[i].word : "",
                             qualifiers[i].before ? "" : qualifiers[i].word };
        if (strstr(quote, qualifiers[i].word) != NULL)
            break;
    }
    return found;
}

char *target_number(Mem *mem, int64_t value_e4, int64_t value_max_e4)
{
    char *value = word_amount(mem, value_e4);

    return value_max_e4 == 0 ? value : mem_printf(mem, "%s—%s", value, word_amount(mem, value_max_e4));
}

const char *target_kind_text(const char *kind)
{
    if (strcmp(kind, "cumulative") == 0)
        return "累计型";
    return strcmp(kind, "stock") == 0 ? "存量型" : "节点型";
}

const char *comparator_text(const char *comparator)
{
    static const char *const words[][2] = {
        { "=", "等于（＝）" }, { ">=", "不少于（≥）" }, { "<=", "不超过（≤）" },      { ">", "超过（＞）" },
        { "<", "低于（＜）" }, { "~", "左右（约）" },   { "range", "区间（从—到）" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i][0], comparator) == 0)
            return words[i][1];
    return comparator;
}
