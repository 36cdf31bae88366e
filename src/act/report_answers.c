/* report_answers.c: see report_answers.h. */
#include "act/report_answers.h"

#include "base/err.h"
#include "store/version.h"

bool report_answers_settle(Tx *tx, Mem *mem, const ReportWish *wish, const ReportPlace *place,
                           ReportFields *settled, GError **err)
{
    Reason *reasons = NULL;
    gsize n = 0;
    Draft draft;

    settled->answers = NULL;
    settled->n_answers = 0;
    if (place->report.v != 0)
        TRY(return_reasons(tx_db(tx), mem, place->report, &reasons, &n, err));
    if (n == 0)
        return true;
    TRY(draft_find(tx_db(tx), mem, place, NULL, 0, &draft, err));
    settled->answers = answers_settled(mem, reasons, n, &wish->fields, &draft.fields);
    settled->n_answers = n;
    report_complaints(mem, settled, &n);
    return n == 0 || fail(err, ERR_BAD_INPUT, "report: a reason of its return is not answered");
}

void report_answers_changes(Mem *mem, Changes *changes, const ReportFields *fields)
{
    for (gsize i = 0; i < fields->n_answers; i++) {
        const AnswerField *a = &fields->answers[i];
        change_text(changes, mem_printf(mem, "answer.%d", a->place), "",
                    answer_words(mem, a->mended, a->answer));
    }
}
