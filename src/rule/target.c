/* target.c: puts the targets of a task together; see target.h. */
#include "rule/target.h"
#include "rule/target_doubt.h"
#include "rule/target_subject.h"

#include <string.h>

enum { REPEATED_WITHIN = 100 }; /* targets behind a title that may say its number again */

static Placed placed_of(Mem *mem, const Notice *notice, Passage text, const Promise *p, const char *subject,
                        size_t quote_start)
{
    const Quantity *q = &p->quantity;
    Passage quote = passage_trim(passage_between(text, quote_start, p->item_end));
    size_t offset = (size_t)(text.at - notice->source);

    return (Placed){
        .target = {
            .subject = subject,
            .comparator = q->comparator,
            .value = q->value,
            .value_max = q->value_max,
            .amount_e4 = q->amount_e4,
            .amount_max_e4 = q->amount_max_e4,
            .unit = passage_text(mem, passage_between(text, q->unit_start, q->unit_end)),
            .kind = promise_kind(text, p),
            .quote = passage_text(mem, quote),
            .quoted = { (size_t)(quote.at - notice->source), quote.n },
            .doubt = q->inexact ? "小数位数多于四位" : "",
        },
        .measure = q->measure,
        .scale = q->scale,
        .sentence = offset + p->sentence,
    };
}

static void paragraph_add(Mem *mem, const Notice *notice, NoticeSpan span, GArray *placed)
{
    g_autoptr(GArray) promises = g_array_new(FALSE, FALSE, sizeof(Promise));
    Passage text = { notice->source + span.offset, span.size_bytes };

    promises_find(mem, text, promises);
    for (guint i = 0; i < promises->len; i++) {
        const char *subject;
        size_t start;
        for (guint which = 0; (subject = promise_subject(mem, text, promises, i, which, &start)) != NULL;
             which++) {
            Placed one = placed_of(mem, notice, text, &g_array_index(promises, Promise, i), subject, start);
            g_array_append_val(placed, one);
        }
    }
}

/* A title that says a number again is no second promise. */
static bool is_repeated(const GArray *placed, guint i, size_t title_end)
{
    const Target *one = &g_array_index(placed, Placed, i).target;

    for (guint j = i + 1; one->quoted.offset < title_end && j < MIN(placed->len, i + REPEATED_WITHIN); j++) {
        const Target *other = &g_array_index(placed, Placed, j).target;
        if (other->quoted.offset >= title_end && other->amount_e4 == one->amount_e4 &&
            strcmp(other->unit, one->unit) == 0)
            return true;
    }
    return false;
}

TargetList targets_find(Mem *mem, const Notice *notice, const NoticeTask *task)
{
    g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(Placed));
    size_t title_end = task->n_paragraphs == 0 ? 0 : task->paragraphs[0].offset + strlen(task->title);

    for (size_t i = 0; i < task->n_paragraphs; i++)
        paragraph_add(mem, notice, task->paragraphs[i], placed);
    doubts_set(mem, notice, placed);

    Target *items = mem_array(mem, Target, placed->len);
    size_t n = 0;
    for (guint i = 0; i < placed->len; i++)
        if (!is_repeated(placed, i, title_end))
            items[n++] = g_array_index(placed, Placed, i).target;
    return (TargetList){ items, n };
}

const char *target_comparator_word(TargetComparator comparator)
{
    static const char *const words[TARGET_COMPARATOR__N] = {
        [TARGET_EQUAL] = "=", [TARGET_AT_LEAST] = ">=", [TARGET_ABOVE] = ">",     [TARGET_AT_MOST] = "<=",
        [TARGET_BELOW] = "<", [TARGET_ABOUT] = "~",     [TARGET_RANGE] = "range",
    };

    return words[comparator];
}

const char *target_kind_word(TargetKind kind)
{
    static const char *const words[TARGET_KIND__N] = {
        [TARGET_CUMULATIVE] = "cumulative",
        [TARGET_STOCK] = "stock",
        [TARGET_MILESTONE] = "milestone",
    };

    return words[kind];
}
