/* test_tlog_proof.c: proofs as text: they hold as they are, and with any bit changed they do not. */
#include "rule/tlog_proof.h"

#include <string.h>

#include "base/err.h"
#include "rule/leaf.h"

enum { LEAVES = 11, OLD = 6 };

static const char origin[] = "taizhang.example/audit";

static Hash leaf_hash[LEAVES];
static GByteArray *leaf_bytes[LEAVES];

static const CanonEvent sample = { .etype = "report",
                                   .entity_id = 42,
                                   .entity_seq = 1,
                                   .at_us = 1680483600000000,
                                   .person_id = 7,
                                   .actor = "王磊",
                                   .actor_unit = "市科技局",
                                   .actor_role = "filer",
                                   .ip = "10.0.0.8",
                                   .agent = "Firefox",
                                   .action = "report.submit",
                                   .result = "ok",
                                   .body = "{\"state\":[\"draft\",\"submitted\"]}" };

static void make_leaves(void)
{
    for (int i = 0; i < LEAVES; i++) {
        g_autoptr(GByteArray) event_bytes = g_byte_array_new();
        CanonEvent event = sample;
        Hash mac = { { (uint8_t)i } };
        event.entity_id += i;
        canon_write(event_bytes, &event);
        leaf_bytes[i] = g_byte_array_new();
        leaf_write(leaf_bytes[i], event_bytes->data, event_bytes->len, &mac, i % 2 == 0 ? &mac : NULL);
        leaf_hash[i] = merkle_leaf(leaf_bytes[i]->data, leaf_bytes[i]->len);
    }
}

/* Nodes worked out from the leaves. */
static bool node_of(void *from, int level, uint64_t index, Hash *node, GError **err)
{
    if (level == 0) {
        *node = leaf_hash[index];
        return true;
    }
    Hash left, right;
    TRY(node_of(from, level - 1, 2 * index, &left, err));
    TRY(node_of(from, level - 1, 2 * index + 1, &right, err));
    *node = merkle_node(&left, &right);
    return true;
}

static Key seed = { { 9 } };

static NoteKey key_of(void)
{
    return (NoteKey){ origin, public_key_of(&seed) };
}

static Checkpoint checkpoint_of(uint64_t size)
{
    Checkpoint checkpoint = { .origin = origin, .size = size };

    g_assert_true(merkle_root(node_of, NULL, size, &checkpoint.root, NULL));
    return checkpoint;
}

static char *record_text(Mem *mem, uint64_t index)
{
    Checkpoint checkpoint = checkpoint_of(LEAVES);
    RecordProof proof = { .leaf = leaf_bytes[index]->data,
                          .leaf_bytes = leaf_bytes[index]->len,
                          .index = index,
                          .note = note_write(mem, &checkpoint, origin, &seed) };

    g_assert_true(merkle_prove(node_of, NULL, index, LEAVES, &proof.proof, NULL));
    return record_proof_write(mem, &proof);
}

static char *growth_text(Mem *mem, uint64_t old)
{
    Checkpoint checkpoint = checkpoint_of(LEAVES);
    GrowthProof proof = { .old = old, .note = note_write(mem, &checkpoint, origin, &seed) };

    g_assert_true(merkle_prove_growth(node_of, NULL, old, LEAVES, &proof.proof, NULL));
    return growth_proof_write(mem, &proof);
}

static void test_record(void)
{
    NoteKey key = key_of();

    for (uint64_t i = 0; i < LEAVES; i++) {
        g_autoptr(Mem) mem = mem_new();
        g_autoptr(GError) error = NULL;
        ProvedRecord record;
        g_assert_true(record_proof_check(mem, record_text(mem, i), &key, &record, &error));
        g_assert_no_error(error);
        g_assert_cmpuint(record.index, ==, i);
        g_assert_cmpint(record.event.entity_id, ==, 42 + (int64_t)i);
        g_assert_cmpstr(record.event.actor, ==, "王磊");
        g_assert_cmpint(record.has_state, ==, i % 2 == 0);
    }
}

static void test_record_bits(void)
{
    NoteKey key = key_of();
    g_autoptr(Mem) kept = mem_new();
    char *text = record_text(kept, 4);

    for (size_t bit = 0; bit < strlen(text) * 8; bit++) {
        g_autoptr(Mem) mem = mem_new();
        ProvedRecord record;
        char *changed = mem_text(mem, text);
        changed[bit / 8] = (char)(changed[bit / 8] ^ 1 << bit % 8);
        g_test_message("bit %zu of %.*s", bit % 8, 20, text + bit / 8);
        g_assert_false(record_proof_check(mem, changed, &key, &record, NULL));
    }
}

static void test_record_cut(void)
{
    NoteKey key = key_of();
    g_autoptr(Mem) mem = mem_new();
    char *text = record_text(mem, 4);
    ProvedRecord record;

    for (size_t n = 0; n < strlen(text); n++)
        g_assert_false(record_proof_check(mem, mem_text_n(mem, text, n), &key, &record, NULL));
    g_assert_false(record_proof_check(mem, mem_printf(mem, "%sx\n", text), &key, &record, NULL));
}

static void test_growth(void)
{
    NoteKey key = key_of();

    for (uint64_t old = 0; old <= LEAVES; old++) {
        g_autoptr(Mem) mem = mem_new();
        g_autoptr(GError) error = NULL;
        Checkpoint known = checkpoint_of(old), newer;
        g_test_message("from %d", (int)old);
        g_assert_true(growth_proof_check(mem, growth_text(mem, old), &key, &known, &newer, &error));
        g_assert_cmpuint(newer.size, ==, LEAVES);
    }
}

static void test_growth_bits(void)
{
    NoteKey key = key_of();
    g_autoptr(Mem) kept = mem_new();
    char *text = growth_text(kept, OLD);
    Checkpoint known = checkpoint_of(OLD), newer;

    for (size_t bit = 0; bit < strlen(text) * 8; bit++) {
        g_autoptr(Mem) mem = mem_new();
        char *changed = mem_text(mem, text);
        changed[bit / 8] = (char)(changed[bit / 8] ^ 1 << bit % 8);
        g_test_message("bit %zu of %.*s", bit % 8, 20, text + bit / 8);
        g_assert_false(growth_proof_check(mem, changed, &key, &known, &newer, NULL));
    }
}

/* What a witness refuses: another log, another past, less than it knows; who knows nothing takes what is signed. */
static void test_growth_refused(void)
{
    NoteKey key = key_of();
    g_autoptr(Mem) mem = mem_new();
    char *text = growth_text(mem, OLD);
    Checkpoint other_log = checkpoint_of(OLD), other_past = checkpoint_of(OLD), more = checkpoint_of(LEAVES),
               newer;

    other_log.origin = "taizhang.example/audit/epoch2";
    other_past.root.bytes[0] ^= 1;
    g_assert_false(growth_proof_check(mem, text, &key, &other_log, &newer, NULL));
    g_assert_false(growth_proof_check(mem, text, &key, &other_past, &newer, NULL));
    more.size++;
    g_assert_false(growth_proof_check(mem, text, &key, &more, &newer, NULL));
    g_assert_true(growth_proof_check(mem, text, &key, NULL, &newer, NULL));
    key.key.bytes[0] ^= 1;
    g_assert_false(growth_proof_check(mem, text, &key, NULL, &newer, NULL));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(secret_init());
    make_leaves();
    g_test_add_func("/tlog_proof/record", test_record);
    g_test_add_func("/tlog_proof/record with a bit changed", test_record_bits);
    g_test_add_func("/tlog_proof/record cut short", test_record_cut);
    g_test_add_func("/tlog_proof/growth", test_growth);
    g_test_add_func("/tlog_proof/growth with a bit changed", test_growth_bits);
    g_test_add_func("/tlog_proof/growth refused", test_growth_refused);
    int status = g_test_run();
    for (int i = 0; i < LEAVES; i++)
        g_byte_array_free(leaf_bytes[i], TRUE);
    return status;
}
