/* seal.c: see seal.h. */
#include "store/seal.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "rule/note.h"
#include "store/seal_leaves.h"

static bool stored_note(Sealer *s, Mem *mem, uint64_t size, const char **note, GError **err)
{
    Rows rows;

    TRY(db_read(s->db, mem, SQL_CHECKPOINT_AT, ARGS(num((int64_t)size)), &rows, err));
    *note = rows.n == 0 ? NULL : rows.row[0][CHECKPOINT_AT_NOTE].s;
    return true;
}

static bool read_own(Sealer *s, Mem *mem, Checkpoint *checkpoint, GError **err)
{
    NoteKey key = { s->conf->origin, public_key_of(&s->seed) };

    if (note_read(mem, s->memory.note, &key, checkpoint, err))
        return true;
    g_prefix_error(err, "the sealer's last checkpoint: ");
    return false;
}

static bool drop(const Sealer *s, const Checkpoint *checkpoint, GError **err)
{
    g_autofree char *name = g_strdup_printf("%020" PRIu64 ".note", checkpoint->size);

    return s->conf->drop_folder == NULL || file_put(s->conf->drop_folder, name, s->memory.note, err);
}

static bool publish(Sealer *s, const Checkpoint *checkpoint, int64_t now_us, GError **err)
{
    TRY(db_touch(s->db, SQL_SEAL_CHECKPOINT,
                 ARGS(num((int64_t)checkpoint->size), raw(checkpoint->root.bytes, HASH_BYTES),
                      txt(s->memory.note), num(now_us)),
                 NULL, err));
    seal_stop_at("published");
    return drop(s, checkpoint, err);
}

/* The database has our last checkpoint, byte for byte, or not at all when we ended before it was published. */
static bool last_is_published(Sealer *s, Mem *mem, const Checkpoint *checkpoint, bool *published,
                              GError **err)
{
    const char *note;

    TRY(stored_note(s, mem, checkpoint->size, &note, err));
    *published = note != NULL;
    return note == NULL || strcmp(note, s->memory.note) == 0 ||
           fail(err, ERR_CONFLICT, "the checkpoint of %" PRIu64 " leaves in the database is not ours",
                checkpoint->size);
}

static bool size_of_database(Sealer *s, uint64_t *size, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    const Cell *row;

    TRY(db_read_one(s->db, mem, SQL_SEAL_SIZE_NOW, NO_ARGS, &row, err));
    *size = (uint64_t)row[SEAL_SIZE_NOW_SIZE].i;
    return true;
}

/* Whether the database goes on from where we were; a checkpoint that was cut short is published. */
static bool database_fits(Sealer *s, uint64_t size, int64_t now_us, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    Checkpoint checkpoint;
    bool published;

    if (size < s->memory.edge.size)
        return fail(err, ERR_CONFLICT,
                    "ROLLED BACK %" PRIu64 "→%" PRIu64 ": the database holds less than was sealed",
                    s->memory.edge.size, size);
    if (s->memory.note == NULL)
        return true;
    TRY(read_own(s, mem, &checkpoint, err));
    TRY(last_is_published(s, mem, &checkpoint, &published, err));
    return published || publish(s, &checkpoint, now_us, err);
}

static bool remember(Sealer *s, int64_t now_us, GError **err)
{
    bool found;
    uint64_t size;

    TRY(seal_memory_read(s->conf->folder, &s->memory, &found, err));
    TRY(size_of_database(s, &size, err));
    if (found)
        return database_fits(s, size, now_us, err);
    if (size > 0)
        return fail(err, ERR_CONFLICT,
                    "%s holds no memory of the %" PRIu64
                    " leaves in the database: put the folder back, or hold an "
                    "epoch ceremony",
                    s->conf->folder, size);
    s->memory.origin = g_strdup(s->conf->origin);
    return seal_memory_write(s->conf->folder, &s->memory, err);
}

/* The last thing that publishing does may have been cut short. */
static bool drop_last(Sealer *s, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    Checkpoint checkpoint;

    if (s->memory.note == NULL)
        return true;
    TRY(read_own(s, mem, &checkpoint, err));
    return drop(s, &checkpoint, err);
}

bool sealer_open(Sealer *s, Db *db, const SealConf *conf, const Key *audit_key,
                 void (*alarm)(const char *text), GError **err)
{
    *s = (Sealer){ .db = db, .conf = conf, .audit_key = audit_key, .alarm = alarm, .lock = -1 };
    s->alarmed = g_hash_table_new(NULL, NULL);
    TRY(seal_memory_lock(conf->folder, &s->lock, err));
    TRY(key_read(conf->key_file, &s->seed, err));
    TRY(remember(s, clock_now_us(), err));
    TRY(drop_last(s, err));
    return g_str_has_prefix(s->memory.origin, conf->origin) ||
           fail(err, ERR_CONFLICT, "%s is of another log: %s", conf->folder, s->memory.origin);
}

void sealer_close(Sealer *s)
{
    secret_wipe(&s->seed, sizeof s->seed);
    seal_memory_clear(&s->memory);
    if (s->alarmed == NULL)
        return; /* never opened */
    g_hash_table_unref(s->alarmed);
    s->alarmed = NULL;
    if (s->lock >= 0)
        close(s->lock);
}

bool sealer_batch(Sealer *s, gsize *sealed, GError **err)
{
    Edge edge;
    uint64_t before = s->memory.edge.size, size;

    TRY(size_of_database(s, &size, err));
    TRY(database_fits(s, size, clock_now_us(), err)); /* another one may have been put in place meanwhile */
    TRY(seal_leaves(s, &edge, sealed, err));
    if (edge.size == before)
        return true;
    seal_stop_at("committed");
    s->memory.edge = edge;
    TRY(seal_memory_write(s->conf->folder, &s->memory, err));
    seal_stop_at("remembered");
    return true;
}

bool sealer_is_signed(const Sealer *s)
{
    g_autoptr(Mem) mem = mem_new();
    NoteKey key = { s->conf->origin, public_key_of(&s->seed) };
    Checkpoint checkpoint;

    if (s->memory.note == NULL)
        return s->memory.edge.size == 0;
    return note_read(mem, s->memory.note, &key, &checkpoint, NULL) && checkpoint.size == s->memory.edge.size;
}

bool sealer_sign(Sealer *s, int64_t now_us, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    Checkpoint checkpoint = { s->memory.origin, s->memory.edge.size, edge_root(&s->memory.edge) };

    if (sealer_is_signed(s))
        return true;
    const char *note = note_write(mem, &checkpoint, s->conf->origin, &s->seed);
    seal_stop_at("signed");
    TRY(seal_memory_log(s->conf->folder, note, err));
    seal_stop_at("logged");
    g_free(s->memory.note);
    s->memory.note = g_strdup(note);
    TRY(seal_memory_write(s->conf->folder, &s->memory, err));
    seal_stop_at("noted");
    return publish(s, &checkpoint, now_us, err);
}
