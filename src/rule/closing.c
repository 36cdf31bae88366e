/* closing.c: the checklist of a 销号; see application.h. Source: issue 5 §2: all targets reached or explained, work items done,
 * no open problem, evidence. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "rule/application.h"

static const char *const codes[CHECK__N] = { "target", "items", "problems", "evidence" };

const char *check_code(CheckKind kind)
{
    return codes[kind];
}

CheckKind check_of(const char *code)
{
    for (int kind = 0; kind < CHECK__N; kind++)
        if (strcmp(codes[kind], code) == 0)
            return (CheckKind)kind;
    return CHECK__N;
}

bool promise_reached(const Promise *promise, bool has_value, int64_t value_e4)
{
    if (!has_value)
        return false;
    if (promise->at_most)
        return value_e4 <= promise->goal_e4;
    return value_e4 >= promise->goal_e4;
}

static const char *goal_words(Mem *mem, const ClosingTarget *t)
{
    const char *goal = word_amount(mem, t->promise.goal_e4);

    if (t->promise.goal_max_e4 != 0)
        goal = mem_printf(mem, "%s—%s", goal, word_amount(mem, t->promise.goal_max_e4));
    return mem_printf(mem, "%s%s %s", t->promise.at_most ? "不超过 " : "", goal, t->unit_word);
}

static CheckLine target_line(Mem *mem, const ClosingTarget *t)
{
    bool reached = t->confirmed && promise_reached(&t->promise, t->has_value, t->value_e4);
    const char *now = t->has_value
                          ? mem_printf(mem, "已审核 %s %s", word_amount(mem, t->value_e4), t->unit_word)
                          : "没有审核通过的数值";

    return (CheckLine){ .kind = CHECK_TARGET,
                        .target = t->target,
                        .met = reached,
                        .may_explain = true,
                        .words = mem_printf(mem, "%s：目标 %s，%s%s", t->subject, goal_words(mem, t), now,
                                            t->confirmed ? "" : "（目标待核）") };
}

static CheckLine items_line(Mem *mem, const ClosingFacts *f)
{
    const char *words = f->items == 0 ? "没有列出工作项目"
                                      : mem_printf(mem,
                                                   "工作项目 %" PRId64 " 个，未完成 %" PRId64
                                                   " 个（以审核通过的报送为准）",
                                                   f->items, f->items_open);

    return (CheckLine){ .kind = CHECK_ITEMS, .met = f->items_open == 0, .words = words };
}

static CheckLine problems_line(Mem *mem, const ClosingFacts *f)
{
    const char *words = f->problems == 0 ? "没有未销号的问题"
                                         : mem_printf(mem, "还有 %" PRId64 " 个问题没有销号", f->problems);

    return (CheckLine){ .kind = CHECK_PROBLEMS, .met = f->problems == 0, .words = words };
}

static CheckLine evidence_line(Mem *mem, const ClosingFacts *f)
{
    const char *words = f->files > 0           ? mem_printf(mem, "附佐证材料 %" PRId64 " 份", f->files)
                        : f->evidence_in_words ? "没有附佐证材料，有文字说明"
                                               : "没有佐证材料，也没有文字说明";

    return (CheckLine){ .kind = CHECK_EVIDENCE, .met = f->files > 0 || f->evidence_in_words, .words = words };
}

CheckLine *closing_lines(Mem *mem, const ClosingFacts *facts, gsize *n)
{
    CheckLine *lines = mem_array(mem, CheckLine, facts->n_targets + CHECK__N);
    gsize made = 0;

    for (gsize i = 0; i < facts->n_targets; i++)
        lines[made++] = target_line(mem, &facts->targets[i]);
    lines[made++] = items_line(mem, facts);
    lines[made++] = problems_line(mem, facts);
    lines[made++] = evidence_line(mem, facts);
    *n = made;
    return lines;
}

bool closing_blocks(const CheckLine *line, const char *explained)
{
    return !line->met && !(line->may_explain && !text_is_blank(explained));
}
