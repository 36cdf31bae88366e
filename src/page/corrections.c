/* corrections.c: see frozen.h. */
#include <string.h>

#include "base/words.h"
#include "page/frozen.h"
#include "page/show.h"

enum { TEXT_CHARS = 60 };

const char *figure_words(Mem *mem, Figure figure, const char *unit_word)
{
    return figure.known ? mem_printf(mem, "%s %s", word_amount(mem, figure.e4), unit_word) : "—";
}

static const FrozenValue *value_of(const FrozenValue *values, gsize n, int64_t target)
{
    for (gsize i = 0; i < n; i++)
        if (values[i].target == target)
            return &values[i];
    return NULL;
}

static const char *field_name(const Correction *c, const FrozenValue *value)
{
    static const struct {
        const char *field, *name;
    } names[] = { { "narrative", "进展情况" },
                  { "next_steps", "下一步措施" },
                  { "light", "亮灯" },
                  { "value", "指标数值" } };

    if (value != NULL)
        return value->subject;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i].field, c->field) == 0)
            return names[i].name;
    return c->field;
}

static const char *shown(Mem *mem, const Correction *c, const FrozenValue *value, const char *text)
{
    if (strcmp(c->field, "light") == 0)
        return light_word(light_of(text));
    if (text[0] == '\0')
        return "（空）";
    return value == NULL ? text_short(mem, text, TEXT_CHARS)
                         : mem_printf(mem, "%s %s", text, value->unit_word);
}

/* Long texts stand folded away in full. */
static void show_whole(View *line, const Correction *c)
{
    if (text_chars(c->old_text) <= TEXT_CHARS && text_chars(c->new_text) <= TEXT_CHARS)
        return;
    View *whole = view_part(line, "WHOLE");
    view_text(whole, "OLD_TEXT", c->old_text);
    view_text(whole, "NEW_TEXT", c->new_text);
}

void corrections_show(View *view, const char *marker, Mem *mem, PeriodId period, const Correction *list,
                      gsize n, TaskId task, UnitId unit, const FrozenValue *values, gsize n_values)
{
    View *box = NULL;

    for (gsize i = 0; i < n; i++) {
        const Correction *c = &list[i];
        if (c->period.v != period.v || c->task.v != task.v || c->unit.v != unit.v)
            continue;
        if (box == NULL)
            box = view_include(view, marker, "corrections.tpl");
        const FrozenValue *value = value_of(values, n_values, c->target);
        View *line = view_part(box, "LINE");
        view_text(line, "FIELD", field_name(c, value));
        view_text(line, "OLD", shown(mem, c, value, c->old_text));
        view_text(line, "NEW", shown(mem, c, value, c->new_text));
        view_text(line, "REASON", c->reason);
        view_text(line, "BY", c->made_by);
        view_moment(line, mem, "AT", c->made_us, word_full);
        show_whole(line, c);
    }
}
