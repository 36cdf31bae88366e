/* brief.h: the tables brief and brief_item: 简报, what they were picked from, and 采用: whose work stands in issued ones.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. _us is microseconds since 1970 UTC, 0 when
 * it did not happen.
 */
#pragma once
#include "rule/authz.h"
#include "rule/brief.h"
#include "store/tx.h"

typedef struct {
    int64_t id, version;
    const char *plan;
    BriefState state;
    int64_t year, no; /* 0: it has no number */
    const char *title, *lead, *report_to, *send_to, *issue_to;
    const char *made_name, *issued_name, *recalled_name, *recall_reason;
    int64_t made_us, issued_us, recalled_us;
    Facts facts; /* for the rule: issued and recalled ones are everybody's */
} Brief;

/* ERR_NOT_FOUND: no such brief. */
bool brief_find(Db *db, Mem *mem, int64_t id, Brief *brief, GError **err);

typedef struct {
    int64_t id, version, place;
    int64_t report_version, practice; /* one of them is 0 */
    UnitId unit;
    const char *unit_name;
    int64_t task_no;
    const char *period; /* of the report; "" */
    const char *source_title, *source_text, *title, *text;
    bool dropped;
} BriefItem;

/* In their order; those that were taken out again last. */
bool brief_items(Db *db, Mem *mem, int64_t brief, BriefItem **items, gsize *n, GError **err);

/* So many at the beginning are in the brief. */
gsize brief_items_in(const BriefItem *items, gsize n);

const BriefItem *brief_item_in(const BriefItem *items, gsize n, int64_t id); /* NULL: none */

typedef struct {
    int64_t id, year, no, items;
    BriefState state;
    const char *title, *made_name, *issued_name;
    int64_t made_us, issued_us;
} BriefLine;

/* The newest first, those with a smaller id than before (0: all), so many at most. */
bool brief_list(Db *db, Mem *mem, const Actor *who, int64_t before, int64_t most, BriefLine **lines, gsize *n,
                GError **err);

/* What could be picked. */
typedef struct {
    int64_t id; /* of the submission, or of the practice */
    const char *unit_name, *title, *text;
    int64_t task_no;
    Light light;
    bool taken; /* stands in this brief */
    bool used;  /* a practice: stands in an issued one */
} BriefSource;

enum { BRIEF_PAGE = 30 };

/* Approved reports of a period, by task: BRIEF_PAGE of them and whether there are more. */
bool brief_reports(Db *db, Mem *mem, int64_t brief, PeriodId period, int64_t offset, BriefSource **list,
                   gsize *n, bool *more, GError **err);

/* Selected practices, the newest 30. */
bool brief_practices(Db *db, Mem *mem, int64_t brief, BriefSource **list, gsize *n, GError **err);

/* The issued briefs that a practice stands in. */
bool practice_briefs(Db *db, Mem *mem, int64_t practice, BriefLine **lines, gsize *n, GError **err);

/* 采用 of a unit in a calendar year. Recalled briefs do not count; a practice counts as handed in by the day that it was. */
typedef struct {
    UnitId unit;
    const char *unit_name;
    int64_t reports, practices;  /* items in issued briefs */
    int64_t handed_in, selected; /* practices */
} Adoption;

bool adoption_of_unit(Db *db, Mem *mem, UnitId unit, int year, Adoption *adoption, GError **err);

/* Units that have any, those most adopted first. */
bool adoption_of_year(Db *db, Mem *mem, int year, Adoption **list, gsize *n, GError **err);

/* ---- writes, called by act/ only */

/* The row as it is, locked until the transaction ends. */
bool brief_locked(Tx *tx, Mem *mem, int64_t id, Brief *brief, GError **err);

typedef struct {
    const char *plan, *title;
    const char *report_to, *send_to,
        *issue_to; /* NULL: as of the last brief that was issued, or the usual ones */
    PersonId by;
    int64_t at_us;
} NewBrief;

/* The lists of the last brief that was issued into those that are NULL; *brief is left alone when there is none. */
bool brief_last_lists(Db *db, Mem *mem, NewBrief *brief, GError **err);
bool brief_insert(Tx *tx, int64_t id, const NewBrief *brief, GError **err);
bool brief_save(Tx *tx, const Brief *brief, const BriefFields *fields, GError **err);

/* The year's next number; nobody else takes it before the transaction ends. */
bool brief_next_no(Tx *tx, Mem *mem, int64_t year, int64_t *no, GError **err);
bool brief_issue(Tx *tx, const Brief *brief, int64_t year, int64_t no, PersonId by, int64_t at_us,
                 GError **err);
bool brief_recall(Tx *tx, const Brief *brief, const char *reason, PersonId by, int64_t at_us, GError **err);
bool brief_drop(Tx *tx, const Brief *brief, GError **err);

/* What an item is picked from, as it is now, locked until the transaction ends. */
typedef struct {
    bool practice; /* else a submission */
    int64_t id;
    UnitId unit;
    TaskId task;
    int64_t task_no;
    const char *title, *text; /* as they stay beside the item */
    const char *effect;       /* of a practice; "" */
} BriefPick;

/* .practice and .id are given. ERR_NOT_FOUND: not approved, not selected, or not the newest submission any more. */
bool brief_pick(Tx *tx, Mem *mem, BriefPick *pick, GError **err);
bool brief_item_insert(Tx *tx, int64_t id, int64_t brief, int64_t place, const BriefPick *pick,
                       const char *title, const char *text, GError **err);
bool brief_item_save(Tx *tx, const BriefItem *item, const BriefItemFields *fields, GError **err);
