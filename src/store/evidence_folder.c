/* evidence_folder.c: see evidence_folder.h. */
#include "store/evidence_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"

enum { NAME_BYTES = 24, PIECE_BYTES = 65536 };

static bool fail_errno(GError **err, const char *what, const char *path)
{
    return fail(err, ERR_BROKEN, "%s %s: %s", what, path, g_strerror(errno));
}

char *evidence_new_name(Mem *mem)
{
    uint8_t bytes[NAME_BYTES];
    char text[2 * NAME_BYTES];

    secret_random(bytes, sizeof bytes);
    base64url_write(bytes, sizeof bytes, text, sizeof text);
    return mem_text(mem, text);
}

/* A new name is only as safe as the folder that lists it. */
static bool sync_path(const char *path, int flags, GError **err)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;

    if (!good)
        fail_errno(err, "fsync", path);
    if (fd >= 0)
        close(fd);
    return good;
}

bool evidence_settle(Mem *mem, const char *folder, const char *path, const char *stored, GError **err)
{
    char *to = mem_printf(mem, "%s/%s", folder, stored);

    TRY(sync_path(path, O_RDONLY, err));
    if (linkat(AT_FDCWD, path, AT_FDCWD, to, AT_SYMLINK_FOLLOW) != 0 &&
        (errno != EPERM || rename(path, to) != 0)) /* EPERM: a file system that knows one name a file */
        return fail_errno(err, "link", path);
    return sync_path(folder, O_RDONLY | O_DIRECTORY, err);
}

bool evidence_drop(Mem *mem, const char *folder, const char *stored, GError **err)
{
    char *path = mem_printf(mem, "%s/%s", folder, stored);

    return unlink(path) == 0 || errno == ENOENT || fail_errno(err, "unlink", path);
}

bool evidence_look(Mem *mem, const char *folder, const char *name, FolderFile *file, GError **err)
{
    char *path = mem_printf(mem, "%s/%s", folder, name);
    struct stat is;

    *file = (FolderFile){ 0 };
    if (lstat(path, &is) != 0)
        return errno == ENOENT || fail_errno(err, "stat", path);
    *file = (FolderFile){ .there = S_ISREG(is.st_mode),
                          .size_bytes = is.st_size,
                          .changed_us = is.st_mtim.tv_sec * G_USEC_PER_SEC };
    return true;
}

static bool hash_pieces(FILE *file, Hash *hash)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guchar *piece = g_malloc(PIECE_BYTES);
    gsize n, hash_bytes = HASH_BYTES;

    while ((n = fread(piece, 1, PIECE_BYTES, file)) > 0)
        g_checksum_update(sum, piece, (gssize)n);
    g_checksum_get_digest(sum, hash->bytes, &hash_bytes);
    return !ferror(file);
}

bool evidence_hash(Mem *mem, const char *folder, const char *name, Hash *hash, GError **err)
{
    char *path = mem_printf(mem, "%s/%s", folder, name);
    FILE *file = fopen(path, "re");
    bool good = file != NULL && hash_pieces(file, hash);

    if (!good)
        fail_errno(err, "read", path);
    if (file != NULL)
        fclose(file);
    return good;
}

bool evidence_names(const char *folder, GPtrArray *names, GError **err)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, err);
    const char *name;

    TRY(dir != NULL);
    while ((name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    return true;
}

static void unmap(void *file)
{
    g_mapped_file_unref(file);
}

/* Mapped, not read: most checks look at the first and the last pages only. Nobody else knows the file, so none cuts it. */
bool evidence_bytes(Mem *mem, const char *path, const uint8_t **bytes, size_t *size_bytes, GError **err)
{
    GMappedFile *file = g_mapped_file_new(path, FALSE, err);

    TRY(file != NULL);
    mem_keep(mem, file, unmap);
    const char *contents = g_mapped_file_get_contents(file);
    *bytes = contents == NULL ? (const uint8_t *)"" : (const uint8_t *)contents;
    *size_bytes = g_mapped_file_get_length(file);
    return true;
}
