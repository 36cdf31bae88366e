/* burden.h: what reporting costs the units (减负, issue 5 §5): counted from what is there, and the time that forms are in work,
 * by the table form_time. ERR_BUSY and ERR_BROKEN may come from any function. Results live as long as mem.
 */
#pragma once
#include "store/book.h"

/* What this worker noted last; all zero at first. Within FORM_TIME_REST_US a form is not noted again: somebody who saves every
 * few seconds costs no statement more (the time is not lost, the next touch counts it). */
enum { FORM_TIMES = 256, FORM_TIME_REST_US = 20000000 };

typedef struct {
    int64_t period, unit, task, at_us;
} FormTime;

typedef struct {
    FormTime last[FORM_TIMES];
} FormTimes;

/* A form was opened or saved; task 0: the page of all the unit's tasks. What cannot be noted is left out: no page waits for it. */
void form_time_touch(FormTimes *times, Db *db, const FormTime *touch);

typedef struct {
    int64_t reports; /* asked of the unit */
    int64_t fields;  /* in them: narrative, light, next steps, a value a target, a result a work item */
    int64_t submissions, returns, reminders, files;
    int64_t active_s; /* forms in work; no gap between two touches counts more than five minutes */
    int64_t waited_s,
        timed; /* first opening → first submission, of so many reports; batch pages are not in it */
} Burden;

/* of[p][u] is of book->periods[p] and book->units[u]. Planned periods ask for nothing yet. */
bool burden_read(Db *db, Mem *mem, const Book *book, int64_t now_us, Burden ***of, GError **err);

void burden_add(Burden *sum, const Burden *more);
