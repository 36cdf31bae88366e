/* period_form.h: the form in which a period is planned and changed: what stands in it, and what is wrong with it. Texts
 * live as long as the request. */
#pragma once
#include "act/period_deeds.h"
#include "rule/complain.h"
#include "web/req.h"
#include "web/resp.h"

typedef struct {
    const Book *book;
    const Period *period; /* that is being changed; NULL: a new one */
    const char *code, *opens, *due, *freezes, *instructions;
    bool chosen_only;
    bool *ticked; /* one a task of the book */
    int64_t rev;
    const Period *newer; /* what somebody stored since the form was made; NULL: nothing */
    Complaint *complaints;
    gsize n_complaints;
} PeriodForm;

/* As a new period of this code would be: dates as usual, all tasks. code NULL: the first month without a period. */
void period_form_new(const Req *req, const Book *book, const char *code, PeriodForm *form);

/* As the period stands. */
void period_form_stored(const Req *req, const Book *book, const Period *period, PeriodForm *form);

/* Takes what was sent into form, whose book and period stand already. terms count when there are no complaints. *action:
 * save or open. ERR_BAD_INPUT: something that no form of ours sends. */
bool period_form_typed(const Req *req, PeriodForm *form, PeriodTerms *terms, const char **action,
                       GError **err);

bool period_form_show(Req *req, Resp *resp, const PeriodForm *form, int status, GError **err);
