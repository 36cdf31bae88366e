/* reminder_make.h: the deed that makes somebody's digest of a day: one transaction, one event, and, where mail is set up,
 * one mail in the outbox. */
#pragma once
#include "rule/authz.h"
#include "store/reminder.h"

typedef struct {
    Reader to;
    Digest digest;       /* .day, .due, .overdue, .things */
    const char *subject; /* of the mail; NULL: none is to be sent */
    const char *body;
    int64_t now_us;
} ReminderWish;

/* *made false: that person has one of that day already; on whatever machine, at whatever moment it is asked for. */
bool act_reminder_make(Db *db, Mem *mem, const Actor *who, const ReminderWish *wish, bool *made,
                       GError **err);
