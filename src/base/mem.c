/* mem.c: a chain of blocks, each at least BLOCK_BYTES; see mem.h. */
#include "base/mem.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/secret.h"

enum { BLOCK_BYTES = 32 * 1024 };

typedef struct Block {
    struct Block *older;
    size_t size_bytes, used_bytes;
    alignas(max_align_t) char bytes[];
} Block;

typedef struct Kept {
    struct Kept *older;
    void *thing;
    GDestroyNotify free_it;
} Kept;

struct Mem {
    Block *newest;
    Kept *kept;
    bool forgets;
};

static Block *block_new(size_t size_bytes, Block *older)
{
    Block *block = g_malloc(sizeof *block + size_bytes);

    *block = (Block){ .older = older, .size_bytes = size_bytes };
    return block;
}

Mem *mem_new(void)
{
    Mem *mem = g_new0(Mem, 1);

    mem->newest = block_new(BLOCK_BYTES, NULL);
    return mem;
}

static void release_kept(Mem *mem)
{
    for (Kept *kept = mem->kept; kept != NULL; kept = kept->older)
        kept->free_it(kept->thing);
    mem->kept = NULL;
}

void mem_forget(Mem *mem)
{
    mem->forgets = true;
}

static void overwrite(const Mem *mem)
{
    for (Block *block = mem->newest; block != NULL; block = block->older)
        secret_wipe(block->bytes, block->used_bytes);
}

void mem_reset(Mem *mem)
{
    release_kept(mem);
    if (mem->forgets)
        overwrite(mem);
    mem->forgets = false;
    while (mem->newest->older != NULL) {
        Block *older = mem->newest->older;
        g_free(mem->newest);
        mem->newest = older;
    }
    mem->newest->used_bytes = 0;
}

void mem_free(Mem *mem)
{
    if (mem == NULL)
        return;
    mem_reset(mem);
    g_free(mem->newest);
    g_free(mem);
}

void *mem_alloc(Mem *mem, size_t size_bytes)
{
    const size_t step = alignof(max_align_t);
    size_t want = (MAX(size_bytes, 1) + step - 1) / step * step;

    g_assert(want >= size_bytes);
    if (mem->newest->size_bytes - mem->newest->used_bytes < want)
        mem->newest = block_new(MAX(want, BLOCK_BYTES), mem->newest);
    void *place = mem->newest->bytes + mem->newest->used_bytes;
    mem->newest->used_bytes += want;
    return memset(place, 0, want);
}

void *mem_alloc_array(Mem *mem, size_t count, size_t size_bytes)
{
    size_t total;

    g_assert(!__builtin_mul_overflow(count, size_bytes, &total));
    return mem_alloc(mem, total);
}

char *mem_text_n(Mem *mem, const char *bytes, size_t size_bytes)
{
    char *copy = mem_alloc(mem, size_bytes + 1);

    if (size_bytes > 0)
        memcpy(copy, bytes, size_bytes);
    return copy;
}

char *mem_text(Mem *mem, const char *text)
{
    return text == NULL ? NULL : mem_text_n(mem, text, strlen(text));
}

char *mem_vprintf(Mem *mem, const char *format, va_list args)
{
    va_list again;

    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    g_assert(length >= 0);
    char *text = mem_alloc(mem, (size_t)length + 1);
    (void)vsnprintf(text, (size_t)length + 1, format, args); /* the length was just measured */
    return text;
}

char *mem_printf(Mem *mem, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    char *text = mem_vprintf(mem, format, args);
    va_end(args);
    return text;
}

void *mem_keep(Mem *mem, void *thing, GDestroyNotify free_it)
{
    Kept *kept = mem_alloc(mem, sizeof *kept);

    *kept = (Kept){ .older = mem->kept, .thing = thing, .free_it = free_it };
    mem->kept = kept;
    return thing;
}
