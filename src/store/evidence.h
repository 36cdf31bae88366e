/* evidence.h: the tables evidence and report_file: the files beside a report, and which of them each submission had
 * (佐证材料). The bytes are in evidence_folder.h.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. A place is a task, a lead unit and a
 * period, whether a report was handed in there or not.
 */
#pragma once
#include "store/report.h"

typedef struct {
    int64_t id, version, no;
    const char *name, *kind; /* kind: rule/file_kind.h */
    int64_t size_bytes;
    Hash sha256;
    const char *stored; /* its name in the folder */
    bool on_behalf;
    const char *kept_name;
    int64_t kept_us, removed_us; /* removed_us 0: it is there */
    bool in_any, in_last;        /* of some submission; of the newest one */
} Evidence;

/* All of a place, with those that were removed. */
bool evidence_list(Db *db, Mem *mem, const ReportPlace *place, Evidence **list, gsize *n, GError **err);

/* Those of one submission, in its order. */
bool evidence_of_version(Db *db, Mem *mem, int64_t version_id, Evidence **list, gsize *n, GError **err);

/* One file of the newest submission of a report of a task. */
typedef struct {
    int64_t id, size_bytes;
    const char *name, *period, *unit_name;
    UnitId unit;
    ReportState state;
    bool on_behalf;
    int64_t kept_us;
} TaskEvidence;

/* Newest period first. Who may see them: authz() with the report's state. */
bool evidence_of_task(Db *db, Mem *mem, TaskId task, TaskEvidence **list, gsize *n, GError **err);

typedef struct {
    ReportId report;
    int64_t n;
} EvidenceCount;

/* How many files each handed-in report of a period came with: for 无佐证 in the queue. */
bool evidence_counts(Db *db, Mem *mem, PeriodId period, EvidenceCount **list, gsize *n, GError **err);

/* Removed files that no submission had keep their bytes so long. */
#define EVIDENCE_KEPT_US (INT64_C(30) * 86400 * 1000000)

/* What must be in the folder, one after the other. let_go: removed before that moment, and never handed in. */
typedef struct {
    int64_t id, size_bytes;
    const char *stored, *name;
    Hash sha256;
    bool let_go;
} StoredFile;

typedef bool (*EachStored)(void *what, const StoredFile *file, GError **err);
bool evidence_each_stored(Db *db, int64_t removed_before_us, EachStored each, void *what, GError **err);

/* ---- writes, called by act/ only */

/* How many bytes are held for a unit, whose other uploads wait until this transaction is over. removed_since_us: what was
 * removed later than that still counts. */
bool evidence_of_unit(Tx *tx, Mem *mem, UnitId unit, int64_t removed_since_us, int64_t *size_bytes,
                      GError **err);

/* After report_place_locked(): what is read from now on is not older than the lock, or the deed is tried again. */
bool evidence_gate(Tx *tx, Mem *mem, const ReportPlace *place, GError **err);

typedef struct {
    const ReportPlace *place;
    int64_t id, no;
    const char *name, *kind, *stored;
    int64_t size_bytes;
    Hash sha256;
    bool on_behalf;
    PersonId kept_by;
    int64_t now_us;
} NewEvidence;

bool evidence_insert(Tx *tx, const NewEvidence *file, GError **err);
bool evidence_remove(Tx *tx, const Evidence *file, PersonId removed_by, int64_t now_us, GError **err);

/* All files of the place become those of the submission, which was inserted just now and has counted them. */
bool report_files_insert(Tx *tx, int64_t version_id, const ReportPlace *place, GError **err);
