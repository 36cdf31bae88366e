/* book.h: a plan as it stands: its sections, tasks, leads, targets and periods, kept in the worker's memory.
 *
 * These change a few times a year, and every page needs them. The shelf is no state: with each request it asks the
 * database for the stamp (sql/schema/060_book.sql), which grows in the transaction of every such change, and reads the
 * plan anew when it is not the one that it knows. What was counted over a unit's reports has a stamp, too: the sum of
 * their versions, which every change of one raises and nothing lowers (sql/schema/075_speed.sql). A stamp is read before
 * what it stands for, so what is kept is never older than its stamp. Pages are shown from this; deeds ask the database
 * themselves. What the shelf gives out is never changed and lives as long as mem. ERR_BUSY and ERR_BROKEN may come from
 * any function.
 */
#pragma once
#include "rule/authz.h"
#include "rule/pace.h"
#include "store/ledger.h"

/* A unit's name until a moment (更名). */
typedef struct {
    UnitId unit;
    const char *name;
    int64_t until_us;
} FormerName;

typedef struct {
    UnitId id;
    const char *name; /* as it is now */
    bool signs_in;    /* somebody can sign in for it */
    bool is_group, stopped;
    bool leads, takes_part; /* in any task of the plan */
} BookUnit;

typedef struct {
    int64_t id, no;
    const char *label, *title;
} BookSection;

typedef struct {
    const BookUnit *unit;
    bool assigned; /* 台账指定: not printed in the notice */
} BookLead;

/* A number in force: what was dropped or is no longer in the notice is not in the book. */
typedef struct {
    int64_t id, no;
    int64_t value_e4, value_max_e4; /* as printed: ten-thousandths of the printed unit; max 0: no range */
    UnitId unit;                    /* the lead that reports it; 0: none */
    const char *subject, *comparator, *unit_word, *quote, *doubt, *kind;
    bool confirmed;                         /* false: 待核, counts for no light */
    bool has_correction;                    /* 勘误 */
    int64_t corrected_e4, corrected_max_e4; /* beside the printed value */
    const char *basis, *corrected_by;       /* why, and who; "" when there is none */
    int64_t corrected_us;
    Promise promise; /* as it counts, with the corrected numbers where there are any */
} BookTarget;

/* A day that is not what its weekday says. day: days since 1970-01-01, civil. */
typedef struct {
    int64_t day;
    bool is_work;
} BookDay;

typedef struct {
    TaskId id;
    int64_t no;
    const char *title, *body, *source;
    const char *no_text, *wide_title; /* ready to be shown: see zh_punct() */
    const char *folded; /* title, body and unit names in their plain form (rule/find_text.h), to search in */
    TaskState state;
    int64_t closed_us;          /* 0: it is not struck off */
    const char *due_on;         /* 2023-12-31: the last day of the plan's year, or the one that was granted */
    int64_t extended;           /* so many times (延期) */
    const char *adjusted;       /* words granted beside the issued ones (调整); "" */
    const BookSection *section; /* NULL: none */
    const BookLead *leads;      /* in the order of the notice */
    gsize n_leads;
    const BookUnit **takers; /* 参与单位 */
    gsize n_takers;
    const BookTarget *targets;
    gsize n_targets;
} BookTask;

typedef struct {
    Plan plan;
    const BookTask *tasks; /* by number */
    gsize n_tasks;
    const BookSection *sections; /* by number */
    gsize n_sections;
    const BookUnit *units;
    gsize n_units;
    const FormerName *formers; /* of all units, the first to end in front */
    gsize n_formers;
    const Period *periods; /* oldest first; states as stored, see book_periods() */
    gsize n_periods;
    Thresholds thresholds;
    const BookDay *days; /* in their order */
    gsize n_days;
} Book;

typedef struct Shelf Shelf;

Shelf *shelf_new(void);
void shelf_free(Shelf *shelf); /* takes NULL */

/* A new request begins: the stamp is asked for once in each. */
void shelf_begin(Shelf *shelf);

/* The stamps as of now, which came with the session: nothing needs to be asked. unit: whose reports; 0: nobody's. */
void shelf_know(Shelf *shelf, int64_t book_stamp, UnitId unit, int64_t reports_stamp);

/* False: this request does not know it. */
bool shelf_stamp_of(const Shelf *shelf, UnitId unit, int64_t *reports_stamp);

/* code NULL: the newest plan. ERR_NOT_FOUND: no such plan. */
bool shelf_book(Shelf *shelf, Db *db, Mem *mem, const char *code, const Book **book, GError **err);

/* The periods with their states at a moment, oldest first; as many as book->n_periods. */
Period *book_periods(Mem *mem, const Book *book, int64_t now_us);

/* A copy whose tasks may be changed before it is used; all else is shared. It lives as long as mem. */
Book *book_copy(Mem *mem, const Book *book, BookTask **tasks);

/* The book with the units' names of a moment: itself when none was renamed since. It lives as long as mem. */
const Book *book_named_at(Mem *mem, const Book *book, int64_t at_us);

/* NULL: the plan has no such task. */
const BookTask *book_task(const Book *book, int64_t no);
const BookTask *book_task_by_id(const Book *book, TaskId id);

/* NULL: the plan has no such period. Its state is the stored one. */
const Period *book_period(const Book *book, const char *code);

/* The task as a period sees it (rule/flow.h); period NULL: as it is now. */
TaskState book_task_state(const BookTask *task, const Period *period);

/* Whether the task is neither struck off nor done by its day: the day is over. */
bool book_task_is_past(const BookTask *task, int64_t now_us);

/* The unit's name at a moment: records of a period keep the name of the day when its reports were due. */
const char *book_unit_name(const Book *book, const BookUnit *unit, int64_t at_us);

/* NULL: no such unit. */
const BookUnit *book_unit(const Book *book, UnitId unit);

/* Working days that began after the day of from_us, up to the day of to_us: the next working day is 1. 0 or more. */
int workdays_between(const Book *book, int64_t from_us, int64_t to_us);

/* NULL: it does not lead the task. */
const BookLead *book_lead(const BookTask *task, UnitId unit);
bool book_takes_part(const BookTask *task, UnitId unit);

/* How many reports of the plan's open periods a unit has still to hand in. */
bool book_waiting(Db *db, Mem *mem, const Book *book, UnitId unit, int64_t *n, GError **err);

/* The same, counted anew only when the unit's reports have changed. book: from this shelf, in this request. */
bool shelf_waiting(Shelf *shelf, Db *db, Mem *mem, const Book *book, UnitId unit, int64_t *n, GError **err);
