/* secret.c: see secret.h. */
#include "base/secret.h"

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

Hash hash_of(const void *bytes, size_t size_bytes)
{
    Hash hash;

    crypto_hash_sha256(hash.bytes, bytes, size_bytes);
    return hash;
}

Hash mac_of(const Key *key, const void *bytes, size_t size_bytes)
{
    Hash mac;

    crypto_auth_hmacsha256(mac.bytes, bytes, size_bytes, key->bytes);
    return mac;
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
