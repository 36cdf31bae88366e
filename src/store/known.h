/* known.h: answers of the database that a worker keeps in its memory, beside the book.
 *
 * A thing (a task, a period, a unit) has a stamp: the sum of the versions of its rows, which every change of one and every new one
 * raises and nothing lowers (sql/schema/105_stamp.sql). It is asked for in each request; an answer that was read under
 * the same stamp is given again, under another one all that is known of the thing is forgotten. Names of units and persons
 * are the book's (sql/schema/060_book.sql): when one changes, a new book begins with nothing known. A stamp is read before
 * what it stands for, so nothing known is older than its stamp. Pages read this way; deeds ask the database themselves,
 * since what a transaction sees before it ends may never have been. ERR_BUSY and ERR_BROKEN may come from any function.
 */
#pragma once
#include "store/book.h"
#include "store/db.h"

typedef struct Known Known;

typedef enum { KNOWN_TASK, KNOWN_UNIT, KNOWN_PERIOD, KNOWN_FROZEN_PERIOD, KNOWN__N } KnownKind;

/* Good as long as mem. */
Known *known_of(Mem *mem, const Book *book, KnownKind kind, int64_t id, int64_t stamp);

/* The rows live as long as the mem of known_of(). known NULL: nothing is kept, the rows live as long as mem. variant: what args hold beside the thing itself; 0 when nothing. */
bool known_read(Known *known, Db *db, Mem *mem, Sql sql, int64_t variant, const Arg *args, gsize n_args,
                Rows *rows, GError **err);

/* Under their stamps as of now. Of a period: its reports. Of a task: its reports, work items, corrections,
 * problems and applications. */
bool known_task(Db *db, Mem *mem, const Book *book, TaskId task, Known **known, GError **err);
bool known_period(Db *db, Mem *mem, const Book *book, PeriodId period, Known **known, GError **err);

/* Of a unit: its reports. The stamp came with the session; NULL when the unit is not the session's. */
Known *known_unit(const Shelf *shelf, Mem *mem, const Book *book, UnitId unit);

/* Frozen lines never change (sql/schema/082_periods.sql): they go with the book. */
Known *known_frozen(Mem *mem, const Book *book, PeriodId period);
