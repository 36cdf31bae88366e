/* application.h: the tables application, application_file and closing_check: 延期、调整、异议、销号 (sql/schema/114_applications.sql).
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. What was asked and what stood have the form
 * of rule/application.h.
 */
#pragma once
#include "rule/application.h"
#include "store/item.h"

enum { APPLICATIONS_A_PAGE = 50 };

typedef struct {
    int64_t id, version;
    TaskId task;
    ItemAddress at; /* plan, number of the task, unit */
    const char *title, *unit_name;
    TaskState task_state;
    Asks asks;
    const char *period; /* code; "" */
    int64_t target;
    const char *target_subject, *target_word;
    const char *stood, *asked, *reason, *evidence;
    ApplicationState state;
    bool on_behalf;
    PersonId applied_by;
    const char *applied_name;
    int64_t applied_us;
    const char *opinion, *decided_name;
    int64_t decided_us;
    const char *verified, *verifiers, *verified_on; /* "paper" or "site"; "" */
    const char *reopen_reason, *reopened_name;
    int64_t reopened_us; /* 0: it was not reopened */
} StoredApplication;

/* ERR_NOT_FOUND: no such application. */
bool application_find(Db *db, Mem *mem, int64_t id, StoredApplication *application, GError **err);

/* Choices that are left open: ASKS__N, APPLICATION__N, unit 0, before 0. */
typedef struct {
    int kind;  /* AsksKind, or ASKS_KIND__N */
    int state; /* ApplicationState, or APPLICATION__N */
    UnitId unit;
    int64_t before; /* ids below it */
} ApplicationChoice;

/* The newest first, APPLICATIONS_A_PAGE at most; *more: there are others. */
bool application_list(Db *db, Mem *mem, const ApplicationChoice *choice, StoredApplication **list, gsize *n,
                      bool *more, GError **err);

/* The newest first, 50 at most. known may be NULL. */
bool applications_of_task(Db *db, Mem *mem, Known *known, TaskId task, StoredApplication **list, gsize *n,
                          GError **err);

/* How many wait; unit 0: of all units. */
bool applications_waiting(Db *db, Mem *mem, UnitId unit, int64_t *n, GError **err);

typedef struct {
    int64_t id, no, size_bytes;
    const char *name, *period;
    UnitId unit;
    ReportState state; /* of the report that it lies beside */
} ApplicationFile;

bool application_files(Db *db, Mem *mem, int64_t id, ApplicationFile **files, gsize *n, GError **err);

typedef struct {
    CheckLine line;
    const char *explained;
} StoredCheck;

/* As it was when it was asked for. */
bool closing_checks(Db *db, Mem *mem, int64_t id, StoredCheck **checks, gsize *n, GError **err);

/* The task's checklist as it is now. files, in_words: of the application. */
bool closing_now(Db *db, Mem *mem, TaskId task, int64_t files, bool in_words, CheckLine **lines, gsize *n,
                 GError **err);

/* What an application names, and how all that stands. */
typedef struct {
    const char *period; /* "" */
    int64_t target, other_unit;
} Named;

typedef struct {
    Ground ground;
    TaskId task;
    int64_t task_version, extended;
    TaskState task_state;
    PeriodId period;
    int64_t period_version;
    ReportId report;
    int64_t report_version;
    bool light_frozen; /* the light is that of a frozen period: it is corrected, not changed */
    int64_t corrections;
    int64_t target, target_version;
    const char *target_subject, *other_name;
    UnitId other;
    int64_t year;
} GroundFacts;

bool application_ground(Db *db, Mem *mem, const ItemAddress *at, const Named *named, int64_t now_us,
                        GroundFacts *facts, GError **err);

/* Whether an application of that kind would be the actor's own unit's against its part: of Facts.objects. */
bool application_objects(const Actor *who, const ItemPlace *place, Asks asks);
bool application_on_part(const StoredApplication *application);

/* What an application names. */
Named application_named(const StoredApplication *application);

/* ---- writes, called by act/ only */

bool application_locked(Tx *tx, Mem *mem, int64_t id, StoredApplication *application, GError **err);

/* The same is asked for already, and waits. 0: no. */
bool application_twin(Tx *tx, Mem *mem, const GroundFacts *facts, UnitId unit, Asks asks, int64_t *id,
                      GError **err);

typedef struct {
    int64_t id;
    const GroundFacts *facts;
    UnitId unit;
    Asks asks;
    const char *stood, *asked, *reason, *evidence;
    const int64_t *files; /* ids of evidence */
    gsize n_files;
    const StoredCheck *checks;
    gsize n_checks;
    bool on_behalf;
    PersonId by;
    int64_t now_us;
} NewApplication;

bool application_insert(Tx *tx, const NewApplication *application, GError **err);
bool application_withdraw(Tx *tx, const StoredApplication *application, GError **err);

typedef struct {
    bool grant;
    const char *opinion;
    const char *verified, *verifiers, *verified_on; /* of a closure that is granted; else "" */
} ApplicationVerdict;

bool application_decide(Tx *tx, const StoredApplication *application, const ApplicationVerdict *verdict,
                        PersonId by, int64_t now_us, GError **err);
bool application_reopen(Tx *tx, const StoredApplication *application, const char *reason, PersonId by,
                        int64_t now_us, GError **err);

/* ERR_CONFLICT: the task is not at that version. closed_us 0: it is not struck off. */
bool task_set_state(Tx *tx, TaskId task, int64_t version, TaskState state, int64_t closed_us, GError **err);
bool task_extend(Tx *tx, TaskId task, int64_t version, const char *due_on, GError **err);
bool task_adjust(Tx *tx, TaskId task, int64_t version, const char *words, GError **err);

/* A lead's row; id 0: there is none. */
typedef struct {
    int64_t id, version;
    bool ended;
} LeadRow;

bool lead_row(Tx *tx, Mem *mem, TaskId task, UnitId unit, LeadRow *row, GError **err);
bool lead_next_place(Tx *tx, Mem *mem, TaskId task, int64_t *place, GError **err);
bool lead_first(Tx *tx, Mem *mem, TaskId task, UnitId *unit, GError **err); /* 0: nobody leads */
bool lead_add(Tx *tx, int64_t id, TaskId task, UnitId unit, int64_t place, GError **err);
bool lead_end(Tx *tx, const LeadRow *row, const char *ended_on, GError **err); /* NULL: it leads again */

/* The same of a participant. */
bool part_lock(Tx *tx, Mem *mem, TaskId task, UnitId unit, GError **err);
bool part_row(Tx *tx, Mem *mem, TaskId task, UnitId unit, LeadRow *row, GError **err);
bool part_add(Tx *tx, Mem *mem, int64_t id, TaskId task, UnitId unit, GError **err); /* after the last */
bool part_end(Tx *tx, const LeadRow *row, const char *ended_on, GError **err);

bool report_light_set(Tx *tx, ReportId report, int64_t version, Light light, GError **err);
