/* nth_malloc.c: LD_PRELOAD: the n-th allocation fails (R58). NTH_MALLOC names a file of two int64 that is mapped: how many
 * allocations are left until one fails (0: none will), and how many were counted. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { EARLY_BYTES = 1 << 16 };

static void *(*next_malloc)(size_t), *(*next_calloc)(size_t, size_t), *(*next_realloc)(void *, size_t);
static void (*next_free)(void *);
static volatile int64_t *counts;
static char early[EARLY_BYTES]; /* for dlsym(), which allocates itself */
static size_t early_used;
static int is_looking;

static void *early_bytes(size_t size)
{
    size_t at = early_used;

    early_used += (size + 15) & ~(size_t)15;
    return early_used <= sizeof early ? early + at : NULL;
}

static int is_early(const void *bytes)
{
    return (const char *)bytes >= early && (const char *)bytes < early + sizeof early;
}

static void look_up(void)
{
    is_looking = 1;
    *(void **)&next_calloc = dlsym(RTLD_NEXT, "calloc");
    *(void **)&next_realloc = dlsym(RTLD_NEXT, "realloc");
    *(void **)&next_free = dlsym(RTLD_NEXT, "free");
    *(void **)&next_malloc = dlsym(RTLD_NEXT, "malloc");
    is_looking = 0;
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("NTH_MALLOC");
    int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    void *map = file < 0 ? MAP_FAILED : mmap(NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

    if (map != MAP_FAILED)
        counts = map;
    if (file >= 0)
        close(file);
}

static int fails(void)
{
    if (counts == NULL)
        return 0;
    __atomic_add_fetch(&counts[1], 1, __ATOMIC_RELAXED);
    if (counts[0] == 0 || __atomic_sub_fetch(&counts[0], 1, __ATOMIC_RELAXED) != 0)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    if (next_malloc == NULL) {
        if (is_looking)
            return early_bytes(size);
        look_up();
    }
    return fails() ? NULL : next_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    if (next_malloc == NULL) {
        if (is_looking)
            return early_bytes(n * size); /* zeros: never given twice */
        look_up();
    }
    return fails() ? NULL : next_calloc(n, size);
}

void *realloc(void *bytes, size_t size)
{
    if (next_malloc == NULL)
        look_up();
    if (is_early(bytes)) {
        void *moved = malloc(size);
        return moved == NULL ? NULL : memcpy(moved, bytes, size);
    }
    return fails() ? NULL : next_realloc(bytes, size);
}

void free(void *bytes)
{
    if (bytes == NULL || is_early(bytes))
        return;
    if (next_malloc == NULL)
        look_up();
    next_free(bytes);
}
