/* tlog_proof.c: see tlog_proof.h. */
#include "rule/tlog_proof.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "rule/leaf.h"

enum { NUMBER_CHARS = 18 };

static const char first_line[] = "c2sp.org/tlog-proof@v1";

static char *base64_of(Mem *mem, const void *bytes, size_t size_bytes)
{
    size_t chars = 4 * ((size_bytes + 2) / 3) + 1;
    char *text = mem_alloc(mem, chars);

    base64_write(bytes, size_bytes, text, chars);
    return text;
}

static char *hashes_of(Mem *mem, const Proof *proof)
{
    char *text = mem_text(mem, "");

    for (int i = 0; i < proof->n; i++)
        text = mem_printf(mem, "%s%s\n", text, base64_of(mem, proof->hash[i].bytes, HASH_BYTES));
    return text;
}

char *record_proof_write(Mem *mem, const RecordProof *p)
{
    return mem_printf(mem, "%s\nextra %s\nindex %" PRIu64 "\n%s\n%s", first_line,
                      base64_of(mem, p->leaf, p->leaf_bytes), p->index, hashes_of(mem, &p->proof), p->note);
}

char *growth_proof_write(Mem *mem, const GrowthProof *p)
{
    return mem_printf(mem, "old %" PRIu64 "\n%s\n%s", p->old, hashes_of(mem, &p->proof), p->note);
}

/* ---- reading: a line at a time, each in the one form that it has */

typedef struct {
    Mem *mem;
    const char *rest;
} Lines;

/* The next line without its end; NULL when there is none. */
static const char *next_line(Lines *lines)
{
    const char *end = strchr(lines->rest, '\n');

    if (end == NULL)
        return NULL;
    const char *line = mem_text_n(lines->mem, lines->rest, (size_t)(end - lines->rest));
    lines->rest = end + 1;
    return line;
}

static const char *after_word(const char *line, const char *word)
{
    size_t n = strlen(word);

    return line != NULL && strncmp(line, word, n) == 0 ? line + n : NULL;
}

static bool read_number(const char *text, uint64_t *number)
{
    if (text == NULL || text[0] == '\0' || strlen(text) > NUMBER_CHARS ||
        strspn(text, "0123456789") != strlen(text) || (text[0] == '0' && text[1] != '\0'))
        return false;
    *number = g_ascii_strtoull(text, NULL, 10);
    return true;
}

static bool read_bytes(Mem *mem, const char *text, const uint8_t **bytes, size_t *size_bytes)
{
    size_t chars = text == NULL ? 0 : strlen(text);

    if (chars < 4 || chars % 4 != 0)
        return false;
    *size_bytes = chars / 4 * 3 - (text[chars - 1] == '=') - (text[chars - 2] == '=');
    uint8_t *made = mem_alloc(mem, *size_bytes);
    *bytes = made;
    return base64_read(text, chars, made, *size_bytes);
}

/* Hashes up to the empty line. */
static bool read_hashes(Lines *lines, Proof *proof)
{
    const char *line;

    proof->n = 0;
    while ((line = next_line(lines)) != NULL && line[0] != '\0') {
        if (proof->n == MERKLE_LEVELS ||
            !base64_read(line, strlen(line), proof->hash[proof->n].bytes, HASH_BYTES))
            return false;
        proof->n++;
    }
    return line != NULL;
}

bool record_proof_read(Mem *mem, const char *text, RecordProof *p, GError **err)
{
    Lines lines = { mem, text };
    RecordProof made = { 0 };

    if (g_strcmp0(next_line(&lines), first_line) != 0 ||
        !read_bytes(mem, after_word(next_line(&lines), "extra "), &made.leaf, &made.leaf_bytes) ||
        !read_number(after_word(next_line(&lines), "index "), &made.index) ||
        !read_hashes(&lines, &made.proof))
        return fail(err, ERR_BAD_INPUT, "not a proof of a record");
    made.note = lines.rest;
    *p = made;
    return true;
}

bool growth_proof_read(Mem *mem, const char *text, GrowthProof *p, GError **err)
{
    Lines lines = { mem, text };
    GrowthProof made = { 0 };

    if (!read_number(after_word(next_line(&lines), "old "), &made.old) || !read_hashes(&lines, &made.proof))
        return fail(err, ERR_BAD_INPUT, "not a proof of growth");
    made.note = lines.rest;
    *p = made;
    return true;
}

/* ---- checking */

bool record_proof_check(Mem *mem, const char *text, const NoteKey *key, ProvedRecord *record, GError **err)
{
    RecordProof proof;
    ProvedRecord made = { 0 };
    Leaf leaf;

    TRY(record_proof_read(mem, text, &proof, err));
    TRY(note_read(mem, proof.note, key, &made.checkpoint, err));
    Hash hash = merkle_leaf(proof.leaf, proof.leaf_bytes);
    if (!merkle_holds(&hash, proof.index, made.checkpoint.size, &proof.proof, &made.checkpoint.root))
        return fail(err, ERR_DENIED, "the record is not in the tree that was signed");
    if (!leaf_read(proof.leaf, proof.leaf_bytes, &leaf) ||
        !canon_read(mem, leaf.event, leaf.event_bytes, &made.event))
        return fail(err, ERR_BAD_INPUT, "the leaf holds no record that can be read");
    made.index = proof.index;
    made.state = leaf.state;
    made.has_state = leaf.has_state;
    *record = made;
    return true;
}

bool growth_proof_check(Mem *mem, const char *text, const NoteKey *key, const Checkpoint *known,
                        Checkpoint *newer, GError **err)
{
    GrowthProof proof;
    Checkpoint made;

    TRY(growth_proof_read(mem, text, &proof, err));
    TRY(note_read(mem, proof.note, key, &made, err));
    if (known != NULL && strcmp(known->origin, made.origin) != 0)
        return fail(err, ERR_DENIED, "the checkpoint is of another log: %s", made.origin);
    if (known != NULL &&
        (proof.old != known->size ||
         !merkle_growth_holds(known->size, &known->root, made.size, &made.root, &proof.proof)))
        return fail(err, ERR_DENIED,
                    "the %" PRIu64 " records of the new checkpoint do not go on from the %" PRIu64
                    " known ones",
                    made.size, known->size);
    *newer = made;
    return true;
}
