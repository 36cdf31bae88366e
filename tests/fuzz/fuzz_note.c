/* fuzz_note.c: any text as a checkpoint and as a verifier's key. Nothing that the key has not signed is taken: the fuzzer does
 * not know the seed, so a checkpoint that holds can only be the one that was signed here. */
#include "rule/note.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_key(Mem *mem, const char *text)
{
    NoteKey key;
    g_autoptr(GError) error = NULL;

    if (note_key_read(mem, text, &key, &error))
        g_assert_cmpstr(note_key_write(mem, key.name, &key.key), ==, text);
    else
        g_assert_cmpint(err_kind(error), ==, ERR_BAD_INPUT);
}

/* As tests/fuzz/corpus/note has it: signed with a seed of zeros. */
static NoteKey own_key(void)
{
    static const Key seed = { { 0 } };

    return (NoteKey){ .name = "taizhang.example/audit", .key = public_key_of(&seed) };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL;
    Checkpoint checkpoint;

    if (!secret_init())
        return -1;
    NoteKey key = own_key();
    check_key(mem, text);
    if (note_read(mem, text, &key, &checkpoint, &error)) {
        static const Key seed = { { 0 } };
        char *own = note_write(mem, &checkpoint, checkpoint.origin, &seed);
        size_t body_bytes = (size_t)(strstr(own, "\n\n") - own);
        g_assert_cmpstr(checkpoint.origin, ==, key.name);
        g_assert_cmpmem(text, body_bytes, own, body_bytes); /* what was read is what was signed */
    } else {
        g_assert_true(err_kind(error) == ERR_BAD_INPUT || err_kind(error) == ERR_DENIED);
    }
    return 0;
}
