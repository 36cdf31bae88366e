/* period_inner.h: what the deeds on a period share. */
#pragma once
#include "act/period_deeds.h"
#include "store/audit.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const PeriodAt *at;
    const char *action; /* of the event */
    PlanId plan;
    Period old;  /* as locked; its state as stored */
    Period next; /* begins as old; to be changed and stored */
    bool stored; /* the same request did this already */
} PeriodDeed;

/* Locks the period and asks the rule. d->stored: the request was seen before; when its words are the same, nothing is
 * left to do. */
bool period_begin(Tx *tx, PeriodDeed *d, GError **err);

/* Refuses a period that is frozen, or that was changed since the form was made. */
bool period_is_fresh(const PeriodDeed *d, GError **err);

/* The event about the period, then d->next in its place. changes NULL: made of what differs. */
bool period_store(Tx *tx, PeriodDeed *d, Changes *changes, GError **err);

/* What differs between two states of a period; old NULL: all of it. The tasks are the caller's. */
Changes *period_changes(Mem *mem, const Period *old, const Period *next);

/* Adds an event about a row that hangs on the period. */
bool period_event(Tx *tx, const PeriodDeed *d, Event event, GError **err);

/* Freezes within the transaction of a deed that has begun: lines, values, and the period itself. */
bool period_freeze(Tx *tx, PeriodDeed *d, Shelf *shelf, GError **err);
