/* seal_memory.c: see seal_memory.h. */
#include "store/seal_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/err.h"

static const char group[] = "seal";

enum { PRIVATE = 0600 };

static bool failed(const char *what, const char *path, GError **err)
{
    return fail(err, ERR_BROKEN, "%s %s: %s", what, path, g_strerror(errno));
}

static bool write_durably(int fd, const char *text)
{
    for (size_t left = strlen(text); left > 0;) {
        ssize_t n = write(fd, text, left);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            text += n;
            left -= (size_t)n;
        }
    }
    return fsync(fd) == 0;
}

static bool write_file(const char *path, int flags, const char *text, GError **err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, PRIVATE);

    if (fd < 0)
        return failed("open", path, err);
    bool good = write_durably(fd, text);
    if (!good)
        failed("write", path, err);
    close(fd);
    return good;
}

/* A name in a folder is durable when the folder is. */
static bool sync_folder(const char *folder, GError **err)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return failed("open", folder, err);
    bool good = fsync(fd) == 0 || failed("sync", folder, err);
    close(fd);
    return good;
}

bool file_put(const char *folder, const char *name, const char *text, GError **err)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *new = g_strconcat(path, ".new", NULL);

    TRY(write_file(new, O_TRUNC, text, err));
    if (rename(new, path) != 0)
        return failed("rename", path, err);
    return sync_folder(folder, err);
}

bool seal_memory_lock(const char *folder, int *fd, GError **err)
{
    g_autofree char *path = g_build_filename(folder, "lock", NULL);
    int made = open(path, O_RDWR | O_CREAT | O_CLOEXEC, PRIVATE);

    if (made < 0)
        return failed("open", path, err);
    if (flock(made, LOCK_EX | LOCK_NB) != 0) {
        close(made);
        return fail(err, ERR_BUSY, "%s: another sealer runs", path);
    }
    *fd = made;
    return true;
}

void seal_memory_clear(SealMemory *memory)
{
    g_free(memory->origin);
    g_free(memory->note);
    *memory = (SealMemory){ 0 };
}

static bool read_edge(GKeyFile *file, Edge *edge, GError **err)
{
    edge->size = g_key_file_get_uint64(file, group, "size", NULL);
    for (int level = 0; level < MERKLE_LEVELS; level++) {
        g_autofree char *name = g_strdup_printf("node%d", level);
        g_autofree char *text = g_key_file_get_string(file, group, name, NULL);
        if (!(edge->size >> level & 1))
            continue;
        if (text == NULL || !base64_read(text, strlen(text), edge->node[level].bytes, HASH_BYTES))
            return fail(err, ERR_BROKEN, "the sealer's memory has no %s", name);
    }
    return true;
}

bool seal_memory_read(const char *folder, SealMemory *memory, bool *found, GError **err)
{
    g_autofree char *path = g_build_filename(folder, "state", NULL);
    g_autoptr(GKeyFile) file = g_key_file_new();
    SealMemory made = { 0 };

    *found = g_file_test(path, G_FILE_TEST_EXISTS);
    if (!*found)
        return true;
    TRY(g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, err));
    TRY(g_key_file_has_key(file, group, "size", err));
    TRY(read_edge(file, &made.edge, err));
    made.origin = g_key_file_get_string(file, group, "origin", err);
    TRY(made.origin != NULL);
    made.note = g_key_file_get_string(file, group, "note", NULL);
    seal_memory_clear(memory);
    *memory = made;
    return true;
}

bool seal_memory_write(const char *folder, const SealMemory *memory, GError **err)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    char hash[4 * (HASH_BYTES + 2) / 3 + 1];

    g_key_file_set_string(file, group, "origin", memory->origin);
    g_key_file_set_uint64(file, group, "size", memory->edge.size);
    for (int level = 0; level < MERKLE_LEVELS; level++) {
        g_autofree char *name = g_strdup_printf("node%d", level);
        if (!(memory->edge.size >> level & 1))
            continue;
        base64_write(memory->edge.node[level].bytes, HASH_BYTES, hash, sizeof hash);
        g_key_file_set_string(file, group, name, hash);
    }
    if (memory->note != NULL)
        g_key_file_set_string(file, group, "note", memory->note);
    g_autofree char *text = g_key_file_to_data(file, NULL, NULL);
    return file_put(folder, "state", text, err);
}

bool seal_memory_log(const char *folder, const char *note, GError **err)
{
    g_autofree char *path = g_build_filename(folder, "notes.log", NULL);
    g_autofree char *text = g_strconcat(note, "\n", NULL);

    TRY(write_file(path, O_APPEND, text, err));
    return sync_folder(folder, err);
}
