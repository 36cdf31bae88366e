/* secret.h: random bytes, hashes and keys; libsodium and OpenSSL do the work. Not for threads.
 *
 * Keys live in files of 64 hex digits (32 bytes), mode 0400, and are wiped when they go.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEY_BYTES = 32, HASH_BYTES = 32, TOKEN_BYTES = 32, TOKEN_CHARS = 43, REQUEST_ID_BYTES = 16 };

typedef struct {
    uint8_t bytes[KEY_BYTES];
} Key;

typedef struct {
    uint8_t bytes[HASH_BYTES];
} Hash;

typedef struct {
    uint8_t bytes[REQUEST_ID_BYTES];
} RequestId;

/* Must be called once before anything else here; false: the machine has no randomness. */
bool secret_init(void);

bool key_read(const char *path, Key *key, GError **err); /* ERR_BROKEN: no such file, or not a key */
void secret_wipe(void *bytes, size_t size_bytes);
bool secret_equal(const void *a, const void *b, size_t size_bytes); /* takes the same time whatever differs */
void secret_random(void *bytes, size_t size_bytes);

Hash hash_of(const void *bytes, size_t size_bytes); /* SHA-256, FIPS 180-4 */
/* Of one text after the other, as if they were one. */
Hash hash_of_two(const void *first, size_t first_bytes, const void *second, size_t second_bytes);
Hash mac_of(const Key *key, const void *bytes, size_t size_bytes); /* HMAC-SHA-256, RFC 2104 */

/* Ed25519 (RFC 8032). A Key is the seed. */
enum { SIGNATURE_BYTES = 64, PUBLIC_KEY_BYTES = 32 };

typedef struct {
    uint8_t bytes[PUBLIC_KEY_BYTES];
} PublicKey;

typedef struct {
    uint8_t bytes[SIGNATURE_BYTES];
} Signature;

PublicKey public_key_of(const Key *seed);
Signature signature_of(const Key *seed, const void *bytes, size_t size_bytes);
bool signature_holds(const PublicKey *key, const Signature *signature, const void *bytes, size_t size_bytes);

/* base64 with padding (RFC 4648 §4); text must hold 4 * (size + 2) / 3 + 1 bytes. Reading wants exactly size_bytes from
 * the first length characters, written in the one way that there is to write them. */
void base64_write(const uint8_t *bytes, size_t size_bytes, char *text, size_t text_bytes);
bool base64_read(const char *text, size_t length, uint8_t *bytes, size_t size_bytes);

/* base64url without padding (RFC 4648 §5); text must hold 4 * size / 3 + 2 bytes. */
void base64url_write(const uint8_t *bytes, size_t size_bytes, char *text, size_t text_bytes);
bool base64url_read(const char *text, uint8_t *bytes, size_t size_bytes); /* exactly size_bytes, else false */
