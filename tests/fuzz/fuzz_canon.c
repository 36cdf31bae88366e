/* fuzz_canon.c: any bytes as an event's canonical bytes, and as a leaf around them: what is read is written the same again, so
 * that no event has two forms and no two events have one. */
#include <string.h>

#include "rule/canon.h"
#include "rule/leaf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_event(Mem *mem, const uint8_t *bytes, size_t size_bytes)
{
    CanonEvent event;
    size_t again_bytes;

    if (!canon_read(mem, bytes, size_bytes, &event))
        return;
    const uint8_t *again = canon_bytes(mem, &event, &again_bytes);
    g_assert_cmpmem(again, again_bytes, bytes, size_bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree uint8_t *bytes = g_malloc(MAX(size, 1)); /* of this size: reading behind it is seen */
    Leaf leaf;

    memcpy(bytes, data, size);
    check_event(mem, bytes, size);
    if (leaf_read(bytes, size, &leaf)) {
        g_autoptr(GByteArray) again = g_byte_array_new();
        leaf_write(again, leaf.event, leaf.event_bytes, &leaf.mac, leaf.has_state ? &leaf.state : NULL);
        g_assert_cmpmem(again->data, again->len, bytes, size);
        check_event(mem, leaf.event, leaf.event_bytes);
    }
    return 0;
}
