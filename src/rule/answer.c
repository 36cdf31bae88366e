/* answer.c: see answer.h. */
#include "rule/answer.h"

#include <inttypes.h>

#include "base/words.h"

enum { REASON_SHOWN = 30 };

Reason *reasons_of(Mem *mem, const char *comment, gsize *n)
{
    g_auto(GStrv) lines = g_strsplit(comment, "\n", -1);
    Reason *list = mem_array(mem, Reason, g_strv_length(lines) + 1);

    *n = 0;
    for (gsize i = 0; lines[i] != NULL; i++) {
        if (text_is_blank(lines[i]))
            continue;
        list[*n] = (Reason){ .place = (int)*n + 1, .reason = mem_text(mem, g_strstrip(lines[i])) };
        (*n)++;
    }
    return list;
}

/* of: an answer to another return is none to this one; a form answers what it shows. */
static const AnswerField *answer_in(const ReportFields *fields, const Reason *reason)
{
    for (gsize i = 0; fields != NULL && fields->answers != NULL && i < fields->n_answers; i++) {
        const AnswerField *a = &fields->answers[i];
        if (a->place == reason->place && (a->decision == 0 || a->decision == reason->decision))
            return a;
    }
    return NULL;
}

AnswerField *answers_settled(Mem *mem, const Reason *reasons, gsize n, const ReportFields *typed,
                             const ReportFields *draft)
{
    AnswerField *list = mem_array(mem, AnswerField, n + 1);

    for (gsize i = 0; i < n; i++) {
        const AnswerField *said = answer_in(typed, &reasons[i]);
        if (said == NULL)
            said = answer_in(draft, &reasons[i]);
        list[i] = (AnswerField){ .decision = reasons[i].decision,
                                 .place = reasons[i].place,
                                 .reason = reasons[i].reason,
                                 .mended = said != NULL && said->mended,
                                 .answer = said == NULL ? "" : said->answer };
    }
    return list;
}

void answers_check(Complaints *to, const ReportFields *fields, bool handing_in)
{
    for (gsize i = 0; fields->answers != NULL && i < fields->n_answers; i++) {
        const AnswerField *a = &fields->answers[i];
        char *field = mem_printf(to->mem, "answer.%d", a->place);
        complain_most(to, field, mem_printf(to->mem, "第 %d 条退回意见的说明", a->place), a->answer,
                      ANSWER_MOST);
        if (handing_in && !a->mended && text_is_blank(a->answer))
            complain(to, field,
                     mem_printf(to->mem, "第 %d 条退回意见“%s”：请勾选“已改”或填写说明", a->place,
                                text_short(to->mem, a->reason, REASON_SHOWN)));
    }
}

const char *answer_words(Mem *mem, bool mended, const char *answer)
{
    if (!mended)
        return answer;
    return answer[0] == '\0' ? "已改" : mem_printf(mem, "已改；%s", answer);
}
