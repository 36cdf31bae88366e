/* review_show.h: one report under review, as read for its page, and how it is shown. */
#pragma once
#include "page/compare.h"
#include "store/spot.h"
#include "web/resp.h"

typedef struct {
    ReportAddress at;
    ReportPlace place;
    Verdict verdict;  /* of deciding on it */
    bool readable;    /* not while it is taken back */
    Compare period;   /* the newest submission and the period before; only when readable */
    Compare again;    /* the same and the submission before it; .before.any false: there is none */
    bool with_return; /* that one is shown */
    const Compare *shown;
    CompareView how;
    AnswerField *answers; /* to the return before */
    gsize n_answers;
    Decision decision; /* the last one that stands, of any round */
    SpotCheck spot;    /* of that decision */
    bool may_undo;
    const char *source;
    ReviewWaiting *queue;
    gsize n_queue;
} Review;

/* 常用语, each to be ticked. */
enum { PHRASES = 4 };
extern const char *const review_phrases[PHRASES];

/* What the reviewer has typed so far, and what is wrong with it. */
typedef struct {
    const char *comment;
    bool ticked[PHRASES];
    const char *whole; /* the comment with the phrases that are ticked, each on a line of its own */
    Light light;
    Complaint *complaints;
    gsize n_complaints;
    bool conflict;  /* somebody was first: say so, and keep the comment */
    bool undo_late; /* a decision was not taken back: somebody acted on it */
} Typed;

/* ERR_NOT_FOUND: no such report. */
bool review_read(Req *req, ReportId report, Review *review, GError **err);

bool review_show(Req *req, Resp *resp, const Review *review, const Typed *typed, int status, GError **err);
