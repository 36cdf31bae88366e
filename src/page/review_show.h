/* review_show.h: one report under review, as read for its page, and how it is shown. */
#pragma once
#include "store/item.h"
#include "store/review_read.h"
#include "web/req.h"
#include "web/resp.h"

typedef struct {
    ReportAddress at;
    ReportPlace place;
    Verdict verdict;       /* of deciding on it */
    bool readable;         /* not while it is taken back */
    ReportVersion version; /* the newest; only when readable */
    ReportedValue *values;
    gsize n_values;
    ReportTarget *targets; /* for what the year asks */
    gsize n_targets;
    ReviewBefore before;
    ReportVersion version_before;
    ReportedValue *values_before;
    gsize n_values_before;
    ReportedItem *items, *items_before;
    gsize n_items, n_items_before;
    Decision decision; /* the last one, of any round */
    const char *source;
    ReviewRow *queue;
    gsize n_queue;
} Review;

/* What the reviewer has typed so far, and what is wrong with it. */
typedef struct {
    const char *comment;
    Light light;
    Complaint *complaints;
    gsize n_complaints;
    bool conflict; /* somebody was first: say so, and keep the comment */
} Typed;

/* ERR_NOT_FOUND: no such report. */
bool review_read(Req *req, ReportId report, Review *review, GError **err);

bool review_show(Req *req, Resp *resp, const Review *review, const Typed *typed, int status, GError **err);
