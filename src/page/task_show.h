/* task_show.h: what the pages of one task share. */
#pragma once
#include "store/frozen.h"
#include "store/light_read.h"
#include "store/task_read.h"
#include "web/req.h"
#include "web/view.h"

/* The book and task of the address (its first two pieces). ERR_NOT_FOUND. */
bool task_of_address(const Req *req, const Book **book, const BookTask **task, GError **err);

/* What the rule must know of a lead's report; report NULL: none was handed in. */
Facts task_facts(const Req *req, const BookTask *task, const BookLead *lead, PeriodState period,
                 const TaskReport *report);

/* Trail, section line and title, which all of them begin with. */
void task_show_head(Req *req, View *body, const Book *book, const BookTask *task, const char *here);

/* NULL: the unit handed nothing in. */
const TaskReport *task_report_of(const TaskReport *reports, gsize n, UnitId unit);

/* The unit whose drafts this person may know of; 0: none. */
UnitId draft_unit(const Req *req);

/* Parts of the task page. */
typedef struct {
    Req *req;
    const Book *book;
    const BookTask *task;
    Known *known;            /* of the task */
    TaskTarget *targets;     /* one a target of the task */
    TaskPeriod *periods;     /* one a period of the book, newest first */
    LeadLight **lights;      /* lights[p][k]: of book->periods[p] and task->leads[k] */
    Correction *corrections; /* of all its frozen periods */
    gsize n_corrections;
    const TaskPeriod *now; /* the current one; NULL: none was opened yet */
} TaskView;

void task_show_action(const TaskView *v, View *body);   /* task_action.c */
void task_show_targets(const TaskView *v, View *body);  /* task_targets.c */
void task_show_lights(const TaskView *v, View *body);   /* task_lights.c */
void task_show_timeline(const TaskView *v, View *body); /* task_timeline.c */
