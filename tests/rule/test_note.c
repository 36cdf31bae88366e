/* test_note.c: signed checkpoints: RFC 8032's key, the one way to write a note, and every bit of one turned over. */
#include "rule/note.h"

#include <string.h>

#include "base/err.h"

static const char origin[] = "taizhang.example.gov.cn/audit";

/* RFC 8032 §7.1, test 1. */
static const Key seed = { { 0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a,
                            0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32,
                            0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60 } };

static void test_key(void)
{
    static const uint8_t want[] = { 0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe,
                                    0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6,
                                    0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a };
    static const uint8_t signature[] = { 0xe5, 0x56, 0x43, 0x00, 0xc3, 0x60, 0xac, 0x72 };
    PublicKey key = public_key_of(&seed);
    Signature made = signature_of(&seed, "", 0);

    g_assert_cmpmem(key.bytes, PUBLIC_KEY_BYTES, want, sizeof want);
    g_assert_cmpmem(made.bytes, sizeof signature, signature, sizeof signature);
}

static NoteKey own_key(Mem *mem)
{
    PublicKey public_key = public_key_of(&seed);
    NoteKey key;

    g_assert_true(note_key_read(mem, note_key_write(mem, origin, &public_key), &key, NULL));
    return key;
}

static char *sample(Mem *mem)
{
    Checkpoint checkpoint = { .origin = origin, .size = 12408, .root = hash_of("root", 4) };

    return note_write(mem, &checkpoint, origin, &seed);
}

static void test_there_and_back(void)
{
    g_autoptr(Mem) mem = mem_new();
    NoteKey key = own_key(mem);
    Checkpoint back;
    const char *witness = "auditor.example.gov.cn";
    Key other = { { 7 } };
    char *both = note_sign_too(mem, sample(mem), witness, &other);

    g_assert_true(note_read(mem, both, &key, &back, NULL));
    g_assert_cmpstr(back.origin, ==, origin);
    g_assert_cmpuint(back.size, ==, 12408);
    key = (NoteKey){ .name = witness, .key = public_key_of(&other) };
    g_assert_true(note_read(mem, both, &key, &back, NULL));
    g_assert_false(note_read(mem, sample(mem), &key, &back, NULL));
}

static void test_every_bit(void)
{
    g_autoptr(Mem) mem = mem_new();
    NoteKey key = own_key(mem);
    Checkpoint back;
    char *note = sample(mem);
    size_t bits = 8 * strlen(note);

    for (size_t bit = 0; bit < bits; bit++) {
        note[bit / 8] = (char)(note[bit / 8] ^ (1 << bit % 8));
        g_assert_false(note_read(mem, note, &key, &back, NULL));
        note[bit / 8] = (char)(note[bit / 8] ^ (1 << bit % 8));
    }
    g_assert_true(note_read(mem, note, &key, &back, NULL));
}

static void test_bad_notes(void)
{
    static const char *const cases[] = {
        "",
        "\n",
        "\n\n",
        "a\n1\n\n",
        "a\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n",
        "a\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n",
        "a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n\n",
        "a\n1\nAAAA\n\n",
        "a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nnot a signature\n",
    };
    g_autoptr(Mem) mem = mem_new();
    NoteKey key = own_key(mem);
    Checkpoint back;

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_false(note_read(mem, cases[i], &key, &back, NULL));
}

static void test_bad_keys(void)
{
    g_autoptr(Mem) mem = mem_new();
    PublicKey public_key = public_key_of(&seed);
    char *good = note_key_write(mem, origin, &public_key);
    NoteKey key;

    for (size_t bit = 0; bit < 8 * strlen(good); bit++) {
        char *bad = mem_text(mem, good);
        bad[bit / 8] = (char)(bad[bit / 8] ^ (1 << bit % 8));
        g_assert_false(note_key_read(mem, bad, &key, NULL));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/note/the RFC's key", test_key);
    g_test_add_func("/note/there and back", test_there_and_back);
    g_test_add_func("/note/every bit", test_every_bit);
    g_test_add_func("/note/bad notes", test_bad_notes);
    g_test_add_func("/note/bad keys", test_bad_keys);
    return g_test_run();
}
