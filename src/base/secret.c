/* secret.c: see secret.h. */
#include "base/secret.h"

#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>

#include "base/err.h"

bool secret_init(void)
{
    return sodium_init() >= 0;
}

static bool key_parse(const char *text, Key *key)
{
    size_t read_bytes;
    const char *end;

    if (sodium_hex2bin(key->bytes, sizeof key->bytes, text, strlen(text), NULL, &read_bytes, &end) != 0)
        return false;
    return read_bytes == sizeof key->bytes && strspn(end, "\r\n") == strlen(end);
}

bool key_read(const char *path, Key *key, GError **err)
{
    char *text;

    TRY(g_file_get_contents(path, &text, NULL, err));
    bool good = key_parse(text, key);
    secret_wipe(text, strlen(text));
    g_free(text);
    return good || fail(err, ERR_BROKEN, "%s: not a key of 64 hex digits", path);
}

void secret_wipe(void *bytes, size_t size_bytes)
{
    sodium_memzero(bytes, size_bytes);
}

bool secret_equal(const void *a, const void *b, size_t size_bytes)
{
    return sodium_memcmp(a, b, size_bytes) == 0;
}

void secret_random(void *bytes, size_t size_bytes)
{
    randombytes_buf(bytes, size_bytes);
}

/* OpenSSL hashes with the processor's own instructions, several times as fast as libsodium; that counts when a log of
 * millions of events is verified. What it needs is fetched once: fetching costs more than a short hash. */
static EVP_MD_CTX *hash_begin(void)
{
    static EVP_MD *sha256;
    static EVP_MD_CTX *ctx;

    if (ctx == NULL) {
        sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
        ctx = EVP_MD_CTX_new();
    }
    if (EVP_DigestInit_ex2(ctx, sha256, NULL) != 1)
        g_error("SHA-256 is not to be had");
    return ctx;
}

Hash hash_of_two(const void *first, size_t first_bytes, const void *second, size_t second_bytes)
{
    EVP_MD_CTX *ctx = hash_begin();
    Hash hash;

    if (EVP_DigestUpdate(ctx, first, first_bytes) != 1 || EVP_DigestUpdate(ctx, second, second_bytes) != 1 ||
        EVP_DigestFinal_ex(ctx, hash.bytes, NULL) != 1)
        g_error("SHA-256 failed");
    return hash;
}

Hash hash_of(const void *bytes, size_t size_bytes)
{
    return hash_of_two(bytes, size_bytes, "", 0);
}

Hash mac_of(const Key *key, const void *bytes, size_t size_bytes)
{
    enum { BLOCK_BYTES = 64 }; /* RFC 2104: H(K ^ opad, H(K ^ ipad, text)) */
    uint8_t pad[BLOCK_BYTES];

    for (size_t i = 0; i < BLOCK_BYTES; i++)
        pad[i] = (i < KEY_BYTES ? key->bytes[i] : 0) ^ 0x36;
    Hash inner = hash_of_two(pad, sizeof pad, bytes, size_bytes);
    for (size_t i = 0; i < BLOCK_BYTES; i++)
        pad[i] ^= 0x36 ^ 0x5c;
    Hash mac = hash_of_two(pad, sizeof pad, inner.bytes, HASH_BYTES);
    secret_wipe(pad, sizeof pad);
    return mac;
}

static void sign_keys(const Key *seed, PublicKey *public_key, uint8_t secret[crypto_sign_SECRETKEYBYTES])
{
    if (crypto_sign_seed_keypair(public_key->bytes, secret, seed->bytes) != 0)
        g_error("Ed25519 failed");
}

PublicKey public_key_of(const Key *seed)
{
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    PublicKey key;

    sign_keys(seed, &key, secret);
    secret_wipe(secret, sizeof secret);
    return key;
}

Signature signature_of(const Key *seed, const void *bytes, size_t size_bytes)
{
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    PublicKey key;
    Signature signature;

    sign_keys(seed, &key, secret);
    if (crypto_sign_detached(signature.bytes, NULL, bytes, size_bytes, secret) != 0)
        g_error("Ed25519 failed");
    secret_wipe(secret, sizeof secret);
    return signature;
}

bool signature_holds(const PublicKey *key, const Signature *signature, const void *bytes, size_t size_bytes)
{
    return crypto_sign_verify_detached(signature->bytes, bytes, size_bytes, key->bytes) == 0;
}

void base64_write(const uint8_t *bytes, size_t size_bytes, char *text, size_t text_bytes)
{
    sodium_bin2base64(text, text_bytes, bytes, size_bytes, sodium_base64_VARIANT_ORIGINAL);
}

bool base64_read(const char *text, size_t length, uint8_t *bytes, size_t size_bytes)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    size_t read_bytes;
    const char *end;

    if (strspn(text, alphabet) < length)
        return false;
    if (sodium_base642bin(bytes, size_bytes, text, length, NULL, &read_bytes, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return false;
    return read_bytes == size_bytes && end == text + length;
}

void base64url_write(const uint8_t *bytes, size_t size_bytes, char *text, size_t text_bytes)
{
    sodium_bin2base64(text, text_bytes, bytes, size_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool base64url_read(const char *text, uint8_t *bytes, size_t size_bytes)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t read_bytes;
    const char *end;
    size_t length = strlen(text);

    if (strspn(text, alphabet) != length) /* libsodium 1.0.18 takes the byte 0xFF for an underscore */
        return false;
    if (sodium_base642bin(bytes, size_bytes, text, length, NULL, &read_bytes, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return false;
    return read_bytes == size_bytes && end == text + length;
}
