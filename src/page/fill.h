/* fill.h: the page on which a unit fills in all its tasks of a period: what stands there, what was typed, what became of
 * it. Texts live as long as the request. */
#pragma once
#include "page/report_form.h"
#include "rule/merge.h"
#include "store/fill_read.h"

typedef enum {
    LINE_REST, /* nothing was done to it */
    LINE_SAVED,
    LINE_COPIED, /* 沿用上期 */
    LINE_FILED,
    LINE_BAD,   /* complaints */
    LINE_CLASH, /* somebody else saved since; both texts are shown */
    LINE_SHUT,  /* may be written no longer: refused says why */
} LineOutcome;

/* One row of the page: a task. */
typedef struct {
    const FillRow *row;
    Verdict verdict;      /* of writing */
    ReportFields fields;  /* as typed, or as the draft has them */
    int64_t rev;          /* that they go on from */
    const char *was;      /* marks of the fields as the page gave them out (rule/merge.h); NULL: not sent */
    bool ticked, changed; /* changed: somebody wrote in it since the page was given out */
    bool merged;          /* saved with what a colleague had changed meanwhile */
    LineOutcome outcome;
    Verdict refused;
    Complaint *complaints;
    gsize n_complaints;
    bool kept; /* what is complained about is in the draft as well */
} FillLine;

typedef struct {
    const Book *book;
    FillPeriod period;
    const char *path;
    const char *sent_period; /* that the form was made for; it must be the address's */
    FillLine *lines;
    gsize n;
} Fill;

typedef enum { FILL_NONE, FILL_SAVE, FILL_COPY, FILL_CHECK, FILL_SUBMIT, FILL__N } FillAction;

/* The address, and the unit's rows as they stand. ERR_NOT_FOUND: no such plan or period. */
bool fill_open(Req *req, Fill *fill, GError **err);

/* The same of a plan and period by their codes. */
bool fill_read(Req *req, const char *plan, const char *period, Fill *fill, GError **err);

/* Before anything is done: a period that is not open is no matter of single rows. ERR_DENIED. */
bool fill_may_write(const Req *req, const Fill *fill, GError **err);

/* Notes that the page is in work (store/burden.h), when anything may be written on it. */
void fill_touch(const Req *req, const Fill *fill);

/* What keeps a row from being a draft, and what is no number: into its complaints. */
void fill_judge(Mem *mem, FillLine *line);

/* Saves one row as its draft, a deed of its own that comes from the form's; its outcome is how it went. by_itself: what a
 * colleague saved since line->rev is not merged. */
bool fill_save(Req *req, const Fill *fill, const RequestId *form, FillLine *line, LineOutcome outcome,
               bool by_itself, GError **err);

/* Why a row cannot be written, in words. */
const char *fill_shut_word(const FillLine *line);

/* Reads the rows again, for a page that follows deeds. What was typed and is not stored stays. */
bool fill_refresh(Req *req, Fill *fill, GError **err);

/* What the form brings. ERR_DENIED: a field of a task that the unit does not lead. ERR_BAD_INPUT: no form of ours. */
bool fill_typed(Req *req, Fill *fill, FillAction *action, GError **err);

/* Tells the rows that were written in from those that were only sent along: these take what is stored by now. */
void fill_settle(Mem *mem, Fill *fill);

/* The marks of what a row asks for (rule/merge.h): equal marks, equal words. */
const char *fill_marks(Mem *mem, const ReportFields *fields);

gsize fill_count(const Fill *fill, LineOutcome outcome);

/* The pages. Each ends the request. trouble: a sentence about the whole, or NULL. */
bool fill_show(Req *req, Resp *resp, const Fill *fill, int status, const char *trouble, GError **err);
bool fill_check_show(Req *req, Resp *resp, const Fill *fill, GError **err);
