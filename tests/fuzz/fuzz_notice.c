/* fuzz_notice.c: any bytes as a notice. Whatever comes in, offsets stay inside of it and quotes are its words. */
#include "rule/target.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void span_check(const Notice *notice, NoticeSpan span)
{
    g_assert(span.offset <= notice->size_bytes && span.size_bytes <= notice->size_bytes - span.offset);
    g_assert(g_utf8_validate(notice->source + span.offset, (gssize)span.size_bytes, NULL));
}

static void task_check(Mem *mem, const Notice *notice, const NoticeTask *task)
{
    span_check(notice, task->issued);
    for (size_t i = 0; i < task->n_paragraphs; i++)
        span_check(notice, task->paragraphs[i]);
    TargetList list = targets_find(mem, notice, task);
    for (size_t i = 0; i < list.n; i++) {
        const Target *target = &list.items[i];
        span_check(notice, target->quoted);
        g_assert(strlen(target->quote) == target->quoted.size_bytes);
        g_assert(memcmp(notice->source + target->quoted.offset, target->quote, target->quoted.size_bytes) ==
                 0);
        g_assert(target->amount_e4 >= 0 && target->amount_max_e4 >= 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *bytes = g_malloc(MAX(size, 1)); /* of this size, so that reading behind it is seen */
    Notice notice;

    memcpy(bytes, data, size);
    if (!notice_parse(mem, bytes, size, &notice, NULL))
        return 0;
    for (size_t i = 0; i < notice.n_tasks; i++)
        task_check(mem, &notice, &notice.tasks[i]);
    for (size_t i = 0; i < notice.n_problems; i++)
        g_assert(g_utf8_validate(notice_problem_sentence(mem, &notice.problems[i]), -1, NULL));
    return 0;
}
