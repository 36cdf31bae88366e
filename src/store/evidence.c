/* evidence.c: see evidence.h. */
#include "store/evidence.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"

/* The files of a place and those of a submission have the same columns in the same order. */
G_STATIC_ASSERT((int)EVIDENCE_LIST__N == (int)EVIDENCE_OF_VERSION__N);

static bool hash_read(const Cell *cell, int64_t id, Hash *hash, GError **err)
{
    if (cell->size_bytes != HASH_BYTES)
        return fail(err, ERR_BROKEN, "evidence %" PRId64 ": no hash", id);
    memcpy(hash->bytes, cell->s, HASH_BYTES);
    return true;
}

static bool evidence_read(const Cell *c, Evidence *file, GError **err)
{
    *file = (Evidence){ .id = c[EVIDENCE_LIST_ID].i,
                        .version = c[EVIDENCE_LIST_VERSION].i,
                        .no = c[EVIDENCE_LIST_NO].i,
                        .name = c[EVIDENCE_LIST_NAME].s,
                        .kind = c[EVIDENCE_LIST_KIND].s,
                        .size_bytes = c[EVIDENCE_LIST_SIZE_BYTES].i,
                        .stored = c[EVIDENCE_LIST_STORED].s,
                        .on_behalf = c[EVIDENCE_LIST_ON_BEHALF].i != 0,
                        .kept_name = c[EVIDENCE_LIST_KEPT_NAME].s,
                        .kept_us = c[EVIDENCE_LIST_KEPT_AT].i,
                        .removed_us = c[EVIDENCE_LIST_REMOVED_AT].i,
                        .in_any = c[EVIDENCE_LIST_IN_ANY].i != 0,
                        .in_last = c[EVIDENCE_LIST_IN_LAST].i != 0 };
    return hash_read(&c[EVIDENCE_LIST_SHA256], file->id, &file->sha256, err);
}

static bool read_all(Mem *mem, const Rows *rows, Evidence **list, gsize *n, GError **err)
{
    Evidence *files = mem_array(mem, Evidence, rows->n);

    for (gsize i = 0; i < rows->n; i++)
        TRY(evidence_read(rows->row[i], &files[i], err));
    *list = files;
    *n = rows->n;
    return true;
}

bool evidence_list(Db *db, Mem *mem, const ReportPlace *place, Evidence **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_EVIDENCE_LIST,
                ARGS(num(place->period.v), num(place->task.v), num(place->unit.v)), &rows, err));
    return read_all(mem, &rows, list, n, err);
}

bool evidence_of_version(Db *db, Mem *mem, int64_t version_id, Evidence **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_EVIDENCE_OF_VERSION, ARGS(num(version_id)), &rows, err));
    return read_all(mem, &rows, list, n, err);
}

bool evidence_of_task(Db *db, Mem *mem, TaskId task, TaskEvidence **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_EVIDENCE_OF_TASK, ARGS(num(task.v)), &rows, err));
    TaskEvidence *files = mem_array(mem, TaskEvidence, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        files[i] = (TaskEvidence){ .id = c[EVIDENCE_OF_TASK_ID].i,
                                   .size_bytes = c[EVIDENCE_OF_TASK_SIZE_BYTES].i,
                                   .name = c[EVIDENCE_OF_TASK_NAME].s,
                                   .period = c[EVIDENCE_OF_TASK_PERIOD].s,
                                   .unit_name = c[EVIDENCE_OF_TASK_UNIT_NAME].s,
                                   .unit = { c[EVIDENCE_OF_TASK_UNIT_ID].i },
                                   .state = report_state_of(c[EVIDENCE_OF_TASK_STATE].s),
                                   .on_behalf = c[EVIDENCE_OF_TASK_ON_BEHALF].i != 0,
                                   .kept_us = c[EVIDENCE_OF_TASK_KEPT_AT].i };
    }
    *list = files;
    *n = rows.n;
    return true;
}

bool evidence_of_unit(Tx *tx, Mem *mem, UnitId unit, int64_t removed_since_us, int64_t *size_bytes,
                      GError **err)
{
    Db *db = tx_db(tx);
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_EVIDENCE_UNIT_LOCK, ARGS(num(unit.v)), &c, err));
    TRY(db_read_one(db, mem, SQL_EVIDENCE_OF_UNIT, ARGS(num(unit.v), at_us(removed_since_us)), &c, err));
    *size_bytes = c[EVIDENCE_OF_UNIT_SIZE_BYTES].i;
    return true;
}

bool evidence_counts(Db *db, Mem *mem, PeriodId period, EvidenceCount **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_EVIDENCE_COUNTS, ARGS(num(period.v)), &rows, err));
    EvidenceCount *counts = mem_array(mem, EvidenceCount, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        counts[i] = (EvidenceCount){ { rows.row[i][EVIDENCE_COUNTS_REPORT_ID].i },
                                     rows.row[i][EVIDENCE_COUNTS_N].i };
    *list = counts;
    *n = rows.n;
    return true;
}

typedef struct {
    EachStored each;
    void *what;
} Stored;

static bool one_stored(void *what, const Cell *c, GError **err)
{
    const Stored *stored = what;
    StoredFile file = { .id = c[EVIDENCE_STORED_ID].i,
                        .size_bytes = c[EVIDENCE_STORED_SIZE_BYTES].i,
                        .stored = c[EVIDENCE_STORED_STORED].s,
                        .name = c[EVIDENCE_STORED_NAME].s,
                        .let_go = c[EVIDENCE_STORED_LET_GO].i != 0 };

    TRY(hash_read(&c[EVIDENCE_STORED_SHA256], file.id, &file.sha256, err));
    return stored->each(stored->what, &file, err);
}

bool evidence_each_stored(Db *db, int64_t removed_before_us, EachStored each, void *what, GError **err)
{
    Stored stored = { each, what };

    return db_each(db, SQL_EVIDENCE_STORED, ARGS(at_us(removed_before_us)), one_stored, &stored, err);
}

bool evidence_gate(Tx *tx, Mem *mem, const ReportPlace *place, GError **err)
{
    Rows rows;

    return db_read(tx_db(tx), mem, SQL_EVIDENCE_GATE,
                   ARGS(num(place->period.v), num(place->task.v), num(place->unit.v)), &rows, err);
}

bool evidence_insert(Tx *tx, const NewEvidence *file, GError **err)
{
    const ReportPlace *place = file->place;

    return tx_change_one(tx, SQL_EVIDENCE_INSERT,
                         ARGS(num(file->id), num(place->task.v), num(place->unit.v), num(place->period.v),
                              num(file->no), txt(file->name), txt(file->kind), num(file->size_bytes),
                              raw(file->sha256.bytes, HASH_BYTES), txt(file->stored), num(file->on_behalf),
                              num(file->kept_by.v), at_us(file->now_us)),
                         err);
}

bool evidence_remove(Tx *tx, const Evidence *file, PersonId removed_by, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_EVIDENCE_REMOVE,
                         ARGS(num(removed_by.v), at_us(now_us), num(file->id), num(file->version)), err);
}

bool report_files_insert(Tx *tx, int64_t version_id, const ReportPlace *place, GError **err)
{
    return tx_change(tx, SQL_REPORT_FILES_INSERT,
                     ARGS(num(version_id), num(place->period.v), num(place->task.v), num(place->unit.v)),
                     NULL, err);
}
