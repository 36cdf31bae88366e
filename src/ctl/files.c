/* files.c: taizhangctl files [--sweep] [--verify]: whether the folder of evidence holds what the database says, and nothing
 * else. What a worker wrote and did not finish (it died between the disk and the database) has no row and is swept away when
 * it is a day old; so are the bytes of files that were removed a month ago and never handed in. Rows are not touched. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "ctl/ctl.h"
#include "store/evidence.h"
#include "store/evidence_folder.h"

typedef struct {
    Mem *mem;
    const char *folder;
    bool sweep, verify;
    GHashTable *known; /* owned; names that rows have */
    int64_t files, faults, swept;
} Look;

static void say_fault(Look *look, const StoredFile *file, const char *what)
{
    look->faults++;
    printf("%s：佐证材料 %" PRId64 " “%s”（%s）\n", what, file->id, file->name, file->stored);
}

/* The bytes of a file that was removed long ago may be gone. */
static bool let_go(Look *look, const StoredFile *file, const FolderFile *found, GError **err)
{
    if (!found->there || !look->sweep)
        return true;
    TRY(evidence_drop(look->mem, look->folder, file->stored, err));
    look->swept++;
    printf("已清理移除满三十天的文件：佐证材料 %" PRId64 " “%s”\n", file->id, file->name);
    return true;
}

static bool look_at(void *what, const StoredFile *file, GError **err)
{
    Look *look = what;
    FolderFile found;
    Hash hash;

    mem_reset(look->mem);
    g_hash_table_add(look->known, g_strdup(file->stored));
    TRY(evidence_look(look->mem, look->folder, file->stored, &found, err));
    if (file->let_go)
        return let_go(look, file, &found, err);
    look->files++;
    if (!found.there || found.size_bytes != file->size_bytes) {
        say_fault(look, file, found.there ? "大小不符" : "缺少文件");
        return true;
    }
    if (!look->verify)
        return true;
    TRY(evidence_hash(look->mem, look->folder, file->stored, &hash, err));
    if (memcmp(hash.bytes, file->sha256.bytes, HASH_BYTES) != 0)
        say_fault(look, file, "校验值不符");
    return true;
}

/* A row is written moments after its file; the machine's own clock counts here, as it does on the disk. */
static bool sweep_name(Look *look, const char *name, GError **err)
{
    FolderFile found;

    mem_reset(look->mem);
    if (g_hash_table_contains(look->known, name))
        return true;
    TRY(evidence_look(look->mem, look->folder, name, &found, err));
    if (!found.there || g_get_real_time() - found.changed_us < DAY_US)
        return true;
    if (look->sweep)
        TRY(evidence_drop(look->mem, look->folder, name, err));
    look->swept += look->sweep;
    printf("%s：%s\n", look->sweep ? "已清理无主文件" : "无主文件", name);
    return true;
}

static bool look_around(Look *look, Ctl *ctl, GError **err)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    TRY(evidence_each_stored(ctl->db, ctl->now_us - EVIDENCE_KEPT_US, look_at, look, err));
    TRY(evidence_names(look->folder, names, err)); /* after the rows: a name that came since is young */
    for (guint i = 0; i < names->len; i++)
        TRY(sweep_name(look, g_ptr_array_index(names, i), err));
    return true;
}

static bool has_flag(int argc, char **argv, const char *name)
{
    for (int i = 0; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return true;
    return false;
}

bool ctl_files(Ctl *ctl, int argc, char **argv, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Look look = { .mem = mem,
                  .folder = ctl->conf->evidence.folder,
                  .sweep = has_flag(argc, argv, "--sweep"),
                  .verify = has_flag(argc, argv, "--verify"),
                  .known = known };

    if (argc != look.sweep + look.verify)
        return fail(err, ERR_BAD_INPUT, "files [--sweep] [--verify]");
    TRY(look_around(&look, ctl, err));
    printf("佐证材料 %" PRId64 " 个，%s%" PRId64 " 处异常，清理 %" PRId64 " 个\n", look.files,
           look.verify ? "已核对校验值，" : "", look.faults, look.swept);
    ctl->status = look.faults > 0 ? 1 : 0;
    return true;
}
