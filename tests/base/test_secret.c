/* test_secret.c: published vectors, and the corners of base64url. */
#include "base/secret.h"

#include <string.h>
#include <stdio.h>
#include <unistd.h>

#include "base/err.h"

static char *hex_of(const Hash *hash)
{
    GString *hex = g_string_new(NULL);

    for (int i = 0; i < HASH_BYTES; i++)
        g_string_append_printf(hex, "%02x", hash->bytes[i]);
    return g_string_free(hex, FALSE);
}

/* FIPS 180-4 examples (NIST "SHA256.pdf"). */
static void test_sha256(void)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Hash hash = hash_of(cases[i].text, strlen(cases[i].text));
        g_autofree char *hex = hex_of(&hash);
        g_assert_cmpstr(hex, ==, cases[i].want);
    }
}

/* RFC 4231 cases 1 and 2: a shorter key is one filled up with zeros (RFC 2104). */
static void test_hmac(void)
{
    static const struct {
        const char *key;
        size_t key_bytes;
        const char *text, *want;
    } cases[] = {
        { "\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b", 20, "Hi There",
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
        { "Jefe", 4, "what do ya want for nothing?",
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Key key = { 0 };
        memcpy(key.bytes, cases[i].key, cases[i].key_bytes);
        Hash mac = mac_of(&key, cases[i].text, strlen(cases[i].text));
        g_autofree char *hex = hex_of(&mac);
        g_assert_cmpstr(hex, ==, cases[i].want);
    }
}

static void test_base64url_reads(void)
{
    static const struct {
        const char *label, *text;
        size_t size;
        bool want;
    } cases[] = {
        { "three bytes", "-_-_", 3, true },
        { "two bytes", "_-8", 2, true },
        { "one byte", "_w", 1, true },
        { "nothing", "", 0, true },
        { "padding", "_w==", 1, false },
        { "the other alphabet", "+/+/", 3, false },
        { "too long", "AAAAAAAA", 3, false },
        { "too short", "AAAA", 4, false },
        { "bits that are left over", "_x", 1, false },
        { "one letter too many", "AAAAA", 3, false },
        { "a blank", "AA A", 3, false },
        { "a newline at the end", "AAAA\n", 3, false },
        { "a full-width letter", "ＡAAA", 3, false },
        { "the byte 0xFF for an underscore", "AA\xff\xff", 3, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        uint8_t bytes[16];
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(base64url_read(cases[i].text, bytes, cases[i].size), ==, cases[i].want);
    }
}

static void test_base64url_there_and_back(void)
{
    for (size_t size = 0; size <= 48; size++) {
        uint8_t bytes[48], again[48];
        char text[4 * 48 / 3 + 2];
        secret_random(bytes, sizeof bytes);
        base64url_write(bytes, size, text, 4 * size / 3 + 2);
        g_assert_cmpuint(strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), ==,
                         strlen(text));
        g_assert_true(base64url_read(text, again, size));
        g_assert_cmpmem(bytes, size, again, size);
    }
    uint8_t token[TOKEN_BYTES] = { 0 };
    char text[TOKEN_CHARS + 1];
    base64url_write(token, sizeof token, text, sizeof text);
    g_assert_cmpuint(strlen(text), ==, TOKEN_CHARS);
}

static void test_tokens_differ(void)
{
    enum { TOKENS = 20000 };
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (int i = 0; i < TOKENS; i++) {
        uint8_t token[TOKEN_BYTES];
        char *text = g_malloc(TOKEN_CHARS + 1);
        secret_random(token, sizeof token);
        base64url_write(token, sizeof token, text, TOKEN_CHARS + 1);
        g_assert_true(g_hash_table_add(seen, text));
    }
}

#define HEX32 "00112233445566778899aabbccddeeff"

static void test_key_files(void)
{
    static const struct {
        const char *label, *text;
        bool want;
    } cases[] = {
        { "64 digits", HEX32 HEX32, true },
        { "with a newline", HEX32 HEX32 "\n", true },
        { "capitals", "00112233445566778899AABBCCDDEEFF" HEX32, true },
        { "62 digits", HEX32 "00112233445566778899aabbccddee", false },
        { "66 digits", HEX32 HEX32 "00", false },
        { "words behind it", HEX32 HEX32 "\nxyz", false },
        { "a letter", "g0112233445566778899aabbccddeeff" HEX32, false },
        { "nothing", "", false },
    };
    g_autofree char *folder = g_dir_make_tmp("key-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "key", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        Key key;
        g_assert_true(g_file_set_contents(path, cases[i].text, -1, NULL));
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(key_read(path, &key, &error), ==, cases[i].want);
        g_assert_cmpint(error == NULL, ==, cases[i].want);
        if (error != NULL && cases[i].text[0] != '\0')
            g_assert_null(strstr(error->message, "0011223344")); /* never the key itself */
    }
    remove(path);
    rmdir(folder);
    Key key;
    g_assert_false(key_read(path, &key, NULL));
}

static void test_equal(void)
{
    g_assert_true(secret_equal("abc", "abd", 2));
    g_assert_false(secret_equal("abc", "abd", 3));
    g_assert_true(secret_equal("", "", 0));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (!secret_init())
        return 1;
    g_test_add_func("/secret/sha-256", test_sha256);
    g_test_add_func("/secret/hmac", test_hmac);
    g_test_add_func("/secret/base64url reads", test_base64url_reads);
    g_test_add_func("/secret/base64url there and back", test_base64url_there_and_back);
    g_test_add_func("/secret/tokens differ", test_tokens_differ);
    g_test_add_func("/secret/key files", test_key_files);
    g_test_add_func("/secret/equal", test_equal);
    return g_test_run();
}
