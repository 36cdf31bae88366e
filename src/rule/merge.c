/* merge.c: see merge.h. */
#include "rule/merge.h"

#include <inttypes.h>
#include <string.h>

#include "base/secret.h"
#include "rule/item.h"

enum { MARK_BYTES = 8, SINGLE_FIELDS = 4 };

/* Where one field of the form is kept: one of the four is set. */
typedef struct {
    const char *name;
    const char **text;
    Light *light;
    ItemState *state;
    bool *ticked;
} Slot;

static const char *slot_text(const Slot *slot)
{
    if (slot->text != NULL)
        return *slot->text;
    if (slot->ticked != NULL)
        return *slot->ticked ? "1" : "";
    return slot->light != NULL ? light_code(*slot->light) : item_state_code(*slot->state);
}

static void slot_take(const Slot *slot, const Slot *from)
{
    if (slot->text != NULL)
        *slot->text = *from->text;
    else if (slot->ticked != NULL)
        *slot->ticked = *from->ticked;
    else if (slot->light != NULL)
        *slot->light = *from->light;
    else
        *slot->state = *from->state;
}

static const char *name_of(Mem *mem, const char *family, int64_t id)
{
    return mem_printf(mem, "%s.%" PRId64, family, id);
}

/* All fields, in the order of the form. */
static Slot *slots_of(Mem *mem, ReportFields *f, gsize *n)
{
    Slot *slots = mem_array(mem, Slot, SINGLE_FIELDS + 2 * (f->n_amounts + f->n_items + f->n_answers));
    Slot *s = slots;

    *s++ = (Slot){ "narrative", .text = &f->narrative };
    for (gsize i = 0; i < f->n_amounts; i++) {
        *s++ = (Slot){ name_of(mem, "value", f->amounts[i].target), .text = &f->amounts[i].typed };
        *s++ = (Slot){ name_of(mem, "note", f->amounts[i].target), .text = &f->amounts[i].note };
    }
    *s++ = (Slot){ "light", .light = &f->light };
    *s++ = (Slot){ "light_reason", .text = &f->light_reason };
    *s++ = (Slot){ "next_steps", .text = &f->next_steps };
    for (gsize i = 0; i < f->n_items; i++) {
        *s++ = (Slot){ name_of(mem, "item_state", f->items[i].item), .state = &f->items[i].state };
        *s++ = (Slot){ name_of(mem, "item_result", f->items[i].item), .text = &f->items[i].result };
    }
    for (gsize i = 0; i < f->n_answers; i++) {
        *s++ = (Slot){ name_of(mem, "mended", f->answers[i].place), .ticked = &f->answers[i].mended };
        *s++ = (Slot){ name_of(mem, "answer", f->answers[i].place), .text = &f->answers[i].answer };
    }
    *n = (gsize)(s - slots);
    return slots;
}

/* No text holds the sign between the two (web/req.h). */
static void mark_write(char mark[MARK_CHARS + 2], const char *name, const char *text)
{
    g_autofree char *both = g_strconcat(name, "\x01", text, NULL);
    Hash hash = hash_of(both, strlen(both));

    base64url_write(hash.bytes, MARK_BYTES, mark, MARK_CHARS + 2);
}

char *fields_marks(Mem *mem, const ReportFields *fields)
{
    ReportFields f = *fields;
    gsize n;
    Slot *slots = slots_of(mem, &f, &n);
    char *marks = mem_alloc(mem, n * MARK_CHARS + 2);

    for (gsize i = 0; i < n; i++)
        mark_write(marks + i * MARK_CHARS, slots[i].name, slot_text(&slots[i]));
    return marks;
}

/* Where the mark stands among those of base; NULL: nowhere. */
static const char *mark_in(const char *base, const char *name, const char *text)
{
    char mark[MARK_CHARS + 2];

    mark_write(mark, name, text);
    for (const char *p = base; strlen(p) >= MARK_CHARS; p += MARK_CHARS)
        if (memcmp(p, mark, MARK_CHARS) == 0)
            return p;
    return NULL;
}

char *marks_without(Mem *mem, const char *base, const char *name, const char *text)
{
    const char *found = mark_in(base, name, text);

    if (found == NULL)
        return mem_text(mem, base);
    return mem_printf(mem, "%.*s%s", (int)(found - base), base, found + MARK_CHARS);
}

static ReportFields copy_of(Mem *mem, const ReportFields *f)
{
    ReportFields copy = *f;

    copy.amounts = mem_array(mem, AmountField, f->n_amounts);
    memcpy(copy.amounts, f->amounts, f->n_amounts * sizeof *f->amounts);
    if (f->items != NULL) {
        copy.items = mem_array(mem, ItemField, f->n_items + 1);
        memcpy(copy.items, f->items, f->n_items * sizeof *f->items);
    }
    if (f->answers != NULL) {
        copy.answers = mem_array(mem, AnswerField, f->n_answers + 1);
        memcpy(copy.answers, f->answers, f->n_answers * sizeof *f->answers);
    }
    return copy;
}

static const Slot *slot_named(const Slot *slots, gsize n, const char *name)
{
    for (gsize i = 0; i < n; i++)
        if (strcmp(slots[i].name, name) == 0)
            return &slots[i];
    return NULL;
}

static MergeSide side_of(const char *base, const char *name, const char *theirs, const char *mine)
{
    if (strcmp(theirs, mine) == 0)
        return MERGE_SAME;
    if (mark_in(base, name, theirs) != NULL)
        return MERGE_MINE;
    return mark_in(base, name, mine) != NULL ? MERGE_THEIRS : MERGE_CLASH;
}

static MergedField merge_field(const char *base, const Slot *mine, const Slot *theirs)
{
    MergedField field = { .name = mine->name, .theirs = "", .mine = slot_text(mine), .side = MERGE_MINE };

    if (theirs == NULL)
        return field;
    field.theirs = slot_text(theirs);
    field.side = side_of(base, mine->name, field.theirs, field.mine);
    if (field.side == MERGE_THEIRS)
        slot_take(mine, theirs);
    return field;
}

void fields_merge(Mem *mem, const char *base, const ReportFields *theirs, const ReportFields *mine,
                  Merged *merged)
{
    ReportFields stored = *theirs;
    gsize n_theirs;

    *merged = (Merged){ .fields = copy_of(mem, mine) };
    Slot *ours = slots_of(mem, &merged->fields, &merged->n);
    Slot *others = slots_of(mem, &stored, &n_theirs);
    merged->list = mem_array(mem, MergedField, merged->n);
    for (gsize i = 0; i < merged->n; i++) {
        merged->list[i] = merge_field(base, &ours[i], slot_named(others, n_theirs, ours[i].name));
        merged->n_theirs += merged->list[i].side == MERGE_THEIRS;
        merged->n_clashes += merged->list[i].side == MERGE_CLASH;
    }
}

const char *merged_words(Mem *mem, const Merged *merged)
{
    static const struct {
        const char *name, *word;
        bool family;
    } kinds[] = {
        { "narrative", "进展情况", false },      { "value.", "本期值", true },
        { "note.", "指标说明", true },           { "light", "亮灯", false },
        { "light_reason", "亮灯说明", false },   { "next_steps", "下一步措施", false },
        { "item_", "工作项目", true },           { "mended.", "已改标记", true },
        { "answer.", "对退回意见的答复", true },
    };
    const char *words = "";

    for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
        int n = 0;
        for (gsize i = 0; i < merged->n; i++)
            n += merged->list[i].side == MERGE_THEIRS &&
                 (kinds[k].family ? g_str_has_prefix(merged->list[i].name, kinds[k].name)
                                  : strcmp(merged->list[i].name, kinds[k].name) == 0);
        const char *count = n > 0 && kinds[k].family ? mem_printf(mem, "（%d 项）", n) : "";
        if (n > 0)
            words = mem_printf(mem, "%s%s%s%s", words, words[0] == '\0' ? "" : "、", kinds[k].word, count);
    }
    return words;
}
