/* progress.c: see progress.h. */
#include "page/progress.h"

#include "base/words.h"

/* The share that should be done by now; -1 where no line is drawn: a milestone, a limit. */
static int pace_pct(const LightTarget *t, int month)
{
    int64_t planned_e4;
    int pct;
    bool draws = t->promise.kind == KIND_STOCK || (t->promise.kind == KIND_CUMULATIVE && !t->promise.at_most);

    if (!draws || !promise_planned(&t->promise, month, &planned_e4) ||
        !promise_done_pct(&t->promise, planned_e4, &pct))
        return -1;
    return pct;
}

const char *planned_words(Mem *mem, const LightTarget *t, int month)
{
    int64_t planned_e4;

    if (t->promise.kind == KIND_MILESTONE || !promise_planned(&t->promise, month, &planned_e4))
        return "";
    return mem_printf(mem, "%s %s %s", t->promise.at_most ? "上限" : "序时",
                      word_amount(mem, promise_planned_shown(&t->promise, planned_e4)), t->unit_word);
}

static Judged judged_of(const LightTarget *t, int month, const Thresholds *at)
{
    return promise_judge(&t->promise, t->has_value, t->value_e4, month, at);
}

void progress_show(Mem *mem, View *view, const char *marker, const LightTarget *t, int month,
                   const Thresholds *at)
{
    View *part = view_include(view, marker, "progress.tpl");
    const char *planned = planned_words(mem, t, month);
    int pct;

    if (t->has_value && promise_done_pct(&t->promise, t->value_e4, &pct)) {
        View *known = view_part(part, "KNOWN");
        Light look = t->confirmed ? judged_light(judged_of(t, month, at)) : LIGHT_NONE;
        view_number(known, "PCT", pct);
        chart_bar(mem, known, "BAR", mem_printf(mem, "%s完成", t->subject), look, pct, pace_pct(t, month));
    } else {
        view_show(part, "UNKNOWN");
    }
    if (planned[0] != '\0')
        view_text(view_part(part, "PLANNED"), "WORDS", planned);
}

void judged_show(View *view, const char *marker, const LightTarget *t, int month, const Thresholds *at)
{
    static const char *const parts[LIGHT__N] = { "NONE", "GREEN", "YELLOW", "RED" };
    View *badge = view_include(view, marker, "judged.tpl");
    Judged judged = judged_of(t, month, at);
    Light light = t->confirmed ? judged_light(judged) : LIGHT_NONE;
    const char *word = judged_word(judged);

    if (!t->confirmed)
        word = "待核";
    else if (word[0] == '\0')
        word = "暂不判断";
    view_text(view_part(badge, parts[light]), "WORD", word);
}

LightTarget target_in_book(const BookTarget *target, bool has_value, int64_t value_e4)
{
    return (LightTarget){ .target = target->id,
                          .subject = target->subject,
                          .unit_word = target->unit_word,
                          .promise = target->promise,
                          .confirmed = target->confirmed,
                          .has_value = has_value,
                          .value_e4 = value_e4 };
}

ChartPace pace_of(const LightTarget *t)
{
    ChartPace pace = { .goal_e4 = t->promise.goal_e4, .unit_word = t->unit_word };
    bool begins = t->promise.kind == KIND_CUMULATIVE ? !t->promise.at_most
                                                     : t->promise.kind == KIND_STOCK && t->promise.has_base;

    if (begins) {
        pace.has_planned[0] = true;
        pace.planned_e4[0] = t->promise.kind == KIND_STOCK ? t->promise.base_e4 : 0;
    }
    for (int m = 1; m <= MONTHS; m++)
        pace.has_planned[m] = t->promise.kind != KIND_MILESTONE &&
                              promise_planned(&t->promise, m, &pace.planned_e4[m]);
    return pace;
}

const char *promise_words(Mem *mem, const Promise *p, const char *unit_word)
{
    switch (p->kind) {
    case KIND_CUMULATIVE:
        return p->at_most ? "累计型，全年不突破上限" : "累计型，按序时比较";
    case KIND_STOCK:
        if (!p->has_base)
            return "存量型，尚无年初基数";
        return mem_printf(mem, "存量型，年初基数 %s %s", word_amount(mem, p->base_e4), unit_word);
    case KIND_MILESTONE:
        return p->due_month > MONTHS ? "节点型，年内不到期"
                                     : mem_printf(mem, "节点型，%d月末前达成", p->due_month);
    default:
        return "";
    }
}
