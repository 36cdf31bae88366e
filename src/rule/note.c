/* note.c: see note.h. */
#include "rule/note.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"

enum {
    KEY_ID_BYTES = 4,
    ED25519 = 0x01,
    SIG_BYTES = KEY_ID_BYTES + SIGNATURE_BYTES,
    SIG_CHARS = 93,
    ROOT_CHARS = 44
};

static const char dash[] = "— ";

/* The first four bytes of SHA-256(name ‖ "\n" ‖ algorithm ‖ public key). */
static void key_id(const char *name, const PublicKey *key, uint8_t id[KEY_ID_BYTES])
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const uint8_t between[] = { '\n', ED25519 };

    g_byte_array_append(bytes, (const uint8_t *)name, (guint)strlen(name));
    g_byte_array_append(bytes, between, sizeof between);
    g_byte_array_append(bytes, key->bytes, PUBLIC_KEY_BYTES);
    Hash hash = hash_of(bytes->data, bytes->len);
    memcpy(id, hash.bytes, KEY_ID_BYTES);
}

static bool is_name(const char *name)
{
    return name[0] != '\0' && strpbrk(name, " +\n\t") == NULL;
}

char *note_key_write(Mem *mem, const char *name, const PublicKey *key)
{
    uint8_t id[KEY_ID_BYTES], bytes[1 + PUBLIC_KEY_BYTES] = { ED25519 };
    char text[4 * (sizeof bytes + 2) / 3 + 1];

    key_id(name, key, id);
    memcpy(bytes + 1, key->bytes, PUBLIC_KEY_BYTES);
    base64_write(bytes, sizeof bytes, text, sizeof text);
    return mem_printf(mem, "%s+%02x%02x%02x%02x+%s", name, id[0], id[1], id[2], id[3], text);
}

bool note_key_read(Mem *mem, const char *text, NoteKey *key, GError **err)
{
    uint8_t bytes[1 + PUBLIC_KEY_BYTES];
    g_auto(GStrv) part = g_strsplit(text, "+", 3);

    if (g_strv_length(part) != 3 || !is_name(part[0]) ||
        !base64_read(part[2], strlen(part[2]), bytes, sizeof bytes) || bytes[0] != ED25519)
        return fail(err, ERR_BAD_INPUT, "not a key of the form name+id+base64");
    key->name = mem_text(mem, part[0]);
    memcpy(key->key.bytes, bytes + 1, PUBLIC_KEY_BYTES);
    return strcmp(note_key_write(mem, key->name, &key->key), text) == 0 ||
           fail(err, ERR_BAD_INPUT, "the key's id is not its own");
}

static char *signature_line(Mem *mem, const char *text, size_t text_bytes, const char *name, const Key *seed)
{
    PublicKey key = public_key_of(seed);
    Signature signature = signature_of(seed, text, text_bytes);
    uint8_t bytes[SIG_BYTES];
    char base64[SIG_CHARS];

    key_id(name, &key, bytes);
    memcpy(bytes + KEY_ID_BYTES, signature.bytes, SIGNATURE_BYTES);
    base64_write(bytes, sizeof bytes, base64, sizeof base64);
    return mem_printf(mem, "%s%s %s\n", dash, name, base64);
}

static char *body_of(Mem *mem, const Checkpoint *c)
{
    char root[ROOT_CHARS + 1];

    base64_write(c->root.bytes, HASH_BYTES, root, sizeof root);
    return mem_printf(mem, "%s\n%" PRIu64 "\n%s\n", c->origin, c->size, root);
}

char *note_write(Mem *mem, const Checkpoint *checkpoint, const char *name, const Key *seed)
{
    char *body = body_of(mem, checkpoint);

    return mem_printf(mem, "%s\n%s", body, signature_line(mem, body, strlen(body), name, seed));
}

/* The signed text ends with the newline before the last empty line. */
static const char *body_end(const char *note)
{
    const char *gap = g_strrstr(note, "\n\n");

    return gap == NULL ? NULL : gap + 1;
}

char *note_sign_too(Mem *mem, const char *note, const char *name, const Key *seed)
{
    const char *end = body_end(note);

    return end == NULL
               ? NULL
               : mem_printf(mem, "%s%s", note, signature_line(mem, note, (size_t)(end - note), name, seed));
}

/* Digits without a leading zero, as the format wants them: there is one way to write a number. */
static bool read_size(const char *text, uint64_t *size)
{
    char *end;

    if (!g_ascii_isdigit(text[0]) || (text[0] == '0' && text[1] != '\0') || strlen(text) > 18)
        return false;
    *size = g_ascii_strtoull(text, &end, 10);
    return *end == '\0';
}

static bool read_body(Mem *mem, const char *body, size_t body_bytes, Checkpoint *c, GError **err)
{
    g_autofree char *text = g_strndup(body, body_bytes);
    g_auto(GStrv) line = g_strsplit(text, "\n", -1);

    if (g_strv_length(line) != 4 || line[3][0] != '\0' || line[0][0] == '\0' ||
        !read_size(line[1], &c->size) || !base64_read(line[2], strlen(line[2]), c->root.bytes, HASH_BYTES))
        return fail(err, ERR_BAD_INPUT, "not a checkpoint: origin, size and root were expected");
    c->origin = mem_text(mem, line[0]);
    return true;
}

static bool line_holds(const char *line, const NoteKey *key, const char *body, size_t body_bytes)
{
    g_autofree char *begin = g_strdup_printf("%s%s ", dash, key->name);
    uint8_t bytes[SIG_BYTES], id[KEY_ID_BYTES];
    Signature signature;

    if (!g_str_has_prefix(line, begin))
        return false;
    const char *base64 = line + strlen(begin);
    if (!base64_read(base64, strlen(base64), bytes, sizeof bytes))
        return false;
    key_id(key->name, &key->key, id);
    memcpy(signature.bytes, bytes + KEY_ID_BYTES, SIGNATURE_BYTES);
    return memcmp(bytes, id, KEY_ID_BYTES) == 0 && signature_holds(&key->key, &signature, body, body_bytes);
}

bool note_read(Mem *mem, const char *note, const NoteKey *key, Checkpoint *checkpoint, GError **err)
{
    const char *end = body_end(note);
    bool holds = false;

    if (end == NULL || strlen(note) > NOTE_BYTES_MOST || !g_str_has_suffix(note, "\n"))
        return fail(err, ERR_BAD_INPUT, "not a signed note");
    TRY(read_body(mem, note, (size_t)(end - note), checkpoint, err));
    g_auto(GStrv) lines = g_strsplit(end + 1, "\n", -1);
    /* The last one is what follows the last newline; nothing at all is no line. */
    for (gsize i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++) {
        if (!g_str_has_prefix(lines[i], dash))
            return fail(err, ERR_BAD_INPUT, "not a signature line");
        holds = holds || line_holds(lines[i], key, note, (size_t)(end - note));
    }
    return holds || fail(err, ERR_DENIED, "%s has not signed this checkpoint", key->name);
}
