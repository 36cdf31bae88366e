/* fuzz_proof.c: any text as the proof of a record and of growth. What is read is written the same again; without the seed no
 * text but the seeds of the corpus can hold, and of those only the very bytes: a mutant that holds is a forgery. */
#include "rule/tlog_proof.h"

#include <string.h>

#include "base/err.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_read(Mem *mem, const char *text)
{
    RecordProof record;
    GrowthProof growth;

    if (record_proof_read(mem, text, &record, NULL))
        g_assert_cmpstr(record_proof_write(mem, &record), ==, text);
    if (growth_proof_read(mem, text, &growth, NULL))
        g_assert_cmpstr(growth_proof_write(mem, &growth), ==, text);
}

/* Signed by a key that nobody has: public, and its secret half thrown away. */
static void check_never_holds(Mem *mem, const char *text)
{
    static NoteKey key;
    ProvedRecord proved;
    Checkpoint newer;
    g_autoptr(GError) first = NULL, second = NULL;

    if (key.name == NULL) {
        Key lost;
        secret_random(&lost, sizeof lost);
        key = (NoteKey){ .name = "taizhang.example/audit", .key = public_key_of(&lost) };
        secret_wipe(&lost, sizeof lost);
    }
    g_assert_false(record_proof_check(mem, text, &key, &proved, &first));
    g_assert_true(err_kind(first) == ERR_BAD_INPUT || err_kind(first) == ERR_DENIED);
    g_assert_false(growth_proof_check(mem, text, &key, NULL, &newer, &second));
    g_assert_true(err_kind(second) == ERR_BAD_INPUT || err_kind(second) == ERR_DENIED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *text = g_strndup((const char *)data, size);

    if (!secret_init())
        return -1;
    check_read(mem, text);
    check_never_holds(mem, text);
    return 0;
}
