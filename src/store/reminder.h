/* reminder.h: the table reminder: the daily digest of what a unit owes, one a person and day.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. day: 2023-04-03, civil.
 */
#pragma once
#include "rule/model.h"
#include "store/tx.h"

/* Somebody whom a digest may go to. */
typedef struct {
    PersonId person;
    const char *login, *name;
    UnitId unit;
    const char *unit_name;
    bool office; /* a supervisor: also of what the office holds */
} Reader;

bool remind_people(Db *db, Mem *mem, Reader **people, gsize *n, GError **err);

/* Something that is owed. */
typedef struct {
    UnitId unit;         /* 0: the supervision office, whoever of it comes first */
    const char *words;   /* 第 5 项 2023年3月进展报送：… */
    const char *address; /* of the page where it is done, without origin */
    int64_t due_us;
} Thing;

/* Of all units and the office, by limit. */
bool remind_things(Db *db, Mem *mem, Thing **things, gsize *n, GError **err);

/* A digest as it was made. */
typedef struct {
    const char *day;
    int64_t due, overdue;
    Thing *things; /* without unit */
    gsize n_things;
    const char *mail; /* waiting, sending, sent, failed; "": none was to be sent */
    int64_t sent_us;
} Digest;

/* *found false: none was made for this day. Without .mail. */
bool reminder_of_day(Db *db, Mem *mem, PersonId person, const char *day, Digest *digest, bool *found,
                     GError **err);

/* The last thirty, the newest first. */
bool reminder_list(Db *db, Mem *mem, PersonId person, Digest **list, gsize *n, GError **err);

/* ---- called by act/ only */

/* What is kept of the things: JSON [[words, limit in microseconds, address], …]. */
const char *things_json(Mem *mem, const Thing *things, gsize n);

bool reminder_insert(Tx *tx, int64_t id, const Reader *to, const Digest *digest, const char *json,
                     int64_t now_us, GError **err);
