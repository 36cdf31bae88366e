/* offline.h: a unit's form of a period as a table that leaves the house and comes back (离线填报, issue 5 §5): a row a task,
 * a row for each of its targets below it. Each row carries its key: plan, period, unit, task, target and the draft's revision, with
 * a mark that only we can make, so that a row whose key was touched is told. Texts live as long as the request.
 */
#pragma once
#include "page/fill.h"
#include "rule/complain.h"
#include "store/sheet_return.h"
#include "web/sheet.h"

typedef enum {
    SHEET_NO,
    SHEET_WHAT, /* the task's title, or the target's name below it */
    SHEET_NARRATIVE,
    SHEET_NEXT_STEPS,
    SHEET_LIGHT,
    SHEET_LIGHT_REASON,
    SHEET_VALUE,
    SHEET_NOTE,
    SHEET_UNIT_WORD,
    SHEET_GOAL,
    SHEET_BEFORE,
    SHEET_KEY,
    SHEET_COLUMNS
} SheetAt;

extern const SheetColumn offline_columns[SHEET_COLUMNS];

typedef struct {
    const char *plan, *period;
    int64_t unit, task, target, rev; /* target 0: the row of the task; rev 0: there was no draft */
} SheetKey;

/* What we write into the cells of a row that nobody may change: words[c] is NULL where one may. target NULL: the row of the
 * task. */
void offline_locked(Mem *mem, const FillLine *line, const ReportTarget *target,
                    const char *words[SHEET_COLUMNS]);

const char *offline_key(const Req *req, const SheetKey *key);

/* False: no key of ours, or not as we wrote it. */
bool offline_key_read(const Req *req, const char *text, SheetKey *key);

typedef enum {
    BACK_ABSENT, /* the sheet has no row of the task */
    BACK_SAME,   /* nothing differs from the draft */
    BACK_TAKE,
    BACK_NEWER, /* somebody saved the draft since the sheet was written */
    BACK_SHUT,  /* may not be written; line->refused says why */
    BACK_BAD,   /* complaints of the form, or of single cells */
    BACK_TWICE, /* several rows for the same thing, or of two sheets */
} BackOutcome;

typedef struct {
    FillLine *line;
    BackOutcome outcome;
    int64_t rev;          /* that the sheet was written from */
    int first_no, n_rows; /* in the sheet */
    bool has_task, twice;
    bool *has_target; /* one a target */
    Complaints *cells;
} BackLine;

/* A row of the sheet that belongs to no task of this unit and period. */
typedef struct {
    int no;
    const char *what, *why;
} BackStray;

typedef struct {
    Fill fill;
    BackLine *lines; /* one a line of fill */
    BackStray *strays;
    gsize n_strays;
} SheetBack;

/* Reads the file of a return beside the drafts as they are now. ERR_BAD_INPUT with a GridFault as detail, or
 * OFFLINE_NO_KEYS: the file as a whole is none of ours. */
enum { OFFLINE_NO_KEYS = 100 };
bool offline_read(Req *req, const SheetReturn *sheet, SheetBack *back, GError **err);

gsize offline_count(const SheetBack *back, BackOutcome outcome);
