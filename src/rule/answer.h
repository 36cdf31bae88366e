/* answer.h: the reasons of a return one by one, and what the unit says to each before it hands in again. Pure. */
#pragma once
#include "rule/complain.h"

/* A reason as it is stored with its return. */
typedef struct {
    int64_t decision;
    int place; /* 1, 2 … */
    const char *reason;
} Reason;

/* The reasons that a comment names: each line that is not blank is one, without the blanks around it. */
Reason *reasons_of(Mem *mem, const char *comment, gsize *n);

/* For each reason what was typed about it, else what the draft says of it, else nothing. typed, draft: may be NULL. */
AnswerField *answers_settled(Mem *mem, const Reason *reasons, gsize n, const ReportFields *typed,
                             const ReportFields *draft);

/* Complains about answer.{place}: too long; when handing in also where neither 已改 is ticked nor anything said. */
void answers_check(Complaints *to, const ReportFields *fields, bool handing_in);

/* 已改；口径已统一 */
const char *answer_words(Mem *mem, bool mended, const char *answer);
