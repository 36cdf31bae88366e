/* mem.h: memory of one request (or one command): many allocations, one release.
 *
 * Nothing that comes from here is freed by its user. Allocation never returns NULL: like GLib's, it ends the process
 * when the machine has no memory. Where secrets may pass through, mem_forget() has all of it overwritten at the release.
 */
#pragma once
#include <glib.h>
#include <stdarg.h>
#include <stddef.h>

typedef struct Mem Mem;

Mem *mem_new(void);
void mem_free(Mem *mem);  /* takes NULL; runs what mem_keep() was given, last first */
void mem_reset(Mem *mem); /* the same, but mem can be used again: the first block is kept */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mem, mem_free)

/* What was allocated, and what will be before the release, is overwritten when it is released (R16). Until then only. */
void mem_forget(Mem *mem);

/* n bytes, zeroed, aligned for any type. */
void *mem_alloc(Mem *mem, size_t size_bytes) G_GNUC_MALLOC;

/* count things of one type, zeroed. The product is checked. */
#define mem_array(mem, type, count) ((type *)mem_alloc_array((mem), (count), sizeof(type)))
void *mem_alloc_array(Mem *mem, size_t count, size_t size_bytes) G_GNUC_MALLOC;

char *mem_text(Mem *mem, const char *text); /* a copy; NULL stays NULL */
char *mem_text_n(Mem *mem, const char *bytes,
                 size_t size_bytes); /* a copy of so many bytes, and a NUL after them */
char *mem_printf(Mem *mem, const char *format, ...) G_GNUC_PRINTF(2, 3);
char *mem_vprintf(Mem *mem, const char *format, va_list args) G_GNUC_PRINTF(2, 0);

/* Hands a thing over: free_it(thing) runs when mem goes. Returns thing. */
void *mem_keep(Mem *mem, void *thing, GDestroyNotify free_it);
