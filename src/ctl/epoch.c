/* epoch.c: taizhangctl epoch: the ceremony after which sealing goes on with another tree than the one that was signed last
 * (act/seal_epoch.h). The sealer must not run. Whoever holds it has the operator's account, the sealer's folder and its key;
 * the auditor and the security administrator stand by and are named. */
#include "act/seal_epoch.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "ctl/ctl.h"
#include "store/seal_leaves.h"

static const char how[] = "epoch --reason WORDS --auditor NAME --admin NAME [--number N]";

/* taizhang.example/audit is the first, taizhang.example/audit/epoch2 the second. */
static int64_t epoch_of(const char *base, const char *origin)
{
    const char *tail = origin + strlen(base);

    return g_str_has_prefix(tail, "/epoch") ? g_ascii_strtoll(tail + strlen("/epoch"), NULL, 10) : 1;
}

static bool database_size(Ctl *ctl, Db *db, uint64_t *size, GError **err)
{
    const Cell *row;

    TRY(db_read_one(db, ctl->mem, SQL_SEAL_SIZE_NOW, NO_ARGS, &row, err));
    *size = (uint64_t)row[SEAL_SIZE_NOW_SIZE].i;
    return true;
}

/* The tree that goes on is the database's own, every leaf checked against its event. */
static bool tree_of_database(Ctl *ctl, Db *db, Edge *edge, GError **err)
{
    uint64_t size;

    *edge = (Edge){ 0 };
    TRY(database_size(ctl, db, &size, err));
    return seal_catch_up(db, &ctl->conf->audit_key, size, edge, err);
}

/* A database that goes on from where the sealer was needs no ceremony: its root at that size is the remembered one. */
static bool is_needed(Ctl *ctl, Db *db, const SealMemory *memory, bool found, const Edge *now, GError **err)
{
    Edge then = { 0 };

    if (!found || now->size < memory->edge.size)
        return true;
    TRY(seal_catch_up(db, &ctl->conf->audit_key, memory->edge.size, &then, err));
    Hash is = edge_root(&then), was = edge_root(&memory->edge);
    return memcmp(&is, &was, sizeof is) != 0 ||
           fail(err, ERR_CONFLICT, "the database goes on from where the sealer was: no ceremony is needed");
}

static bool hold(Ctl *ctl, Db *db, const char *number, Epoch *epoch, GError **err)
{
    const SealConf *conf = &ctl->conf->seal;
    g_auto(SealMemory) memory = { 0 };
    bool found;
    Edge edge;

    TRY(seal_memory_read(conf->folder, &memory, &found, err));
    TRY(tree_of_database(ctl, db, &edge, err));
    TRY(is_needed(ctl, db, &memory, found, &edge, err));
    if (!found && number == NULL)
        return fail(err, ERR_BAD_INPUT,
                    "the sealer's memory is lost: --number says which epoch begins (2, 3 …)");
    int64_t next = number != NULL ? g_ascii_strtoll(number, NULL, 10)
                                  : epoch_of(conf->origin, memory.origin) + 1;
    if (next < 2)
        return fail(err, ERR_BAD_INPUT, "%s", how);
    epoch->old_origin = found ? mem_text(ctl->mem, memory.origin) : "";
    epoch->new_origin = mem_printf(ctl->mem, "%s/epoch%" PRId64, conf->origin, next);
    epoch->old_size = (int64_t)memory.edge.size;
    epoch->new_size = (int64_t)edge.size;
    epoch->old_note = memory.note == NULL ? "" : mem_text(ctl->mem, memory.note);
    TRY(act_seal_epoch(ctl->db, ctl->mem, &ctl->who, epoch, err));
    SealMemory begun = { .origin = g_strdup(epoch->new_origin), .edge = edge };
    bool written = seal_memory_write(conf->folder, &begun, err);
    seal_memory_clear(&begun);
    return written;
}

bool ctl_epoch(Ctl *ctl, int argc, char **argv, GError **err)
{
    const char *reason = ctl_option(argc, argv, "--reason"), *auditor = ctl_option(argc, argv, "--auditor"),
               *admin = ctl_option(argc, argv, "--admin"), *number = ctl_option(argc, argv, "--number");
    Epoch epoch = { .reason = reason, .now_us = ctl->now_us };
    int lock = -1;

    if (reason == NULL || auditor == NULL || admin == NULL || strcmp(auditor, admin) == 0 ||
        argc != (number == NULL ? 6 : 8))
        return fail(err, ERR_BAD_INPUT, "%s", how);
    epoch.present = mem_printf(ctl->mem, "审计员 %s，安全管理员 %s", auditor, admin);
    TRY(seal_memory_lock(ctl->conf->seal.folder, &lock, err)); /* until the process ends */
    g_autoptr(Db) db = db_new(&ctl->conf->seal_db);
    ctl_check_rights(ctl, db);
    TRY(hold(ctl, db, number, &epoch, err));
    printf("已重新起算：%s，从第 %" PRId64 " 条起（原为 %" PRId64
           " 条）。请启动封存服务，并把新的检查点交审计员保存。\n",
           epoch.new_origin, epoch.new_size, epoch.old_size);
    return true;
}
