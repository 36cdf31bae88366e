/* verify.h: whether the log and the ledger are what was recorded (security.md §3.5, §3.6): one pass over everything, as of
 * one moment, in time that grows with the number of events and memory that grows with the number of rows that have any.
 *
 * It needs nothing of the sealer's. What it cannot know it takes from its caller: the key that signs, and checkpoints that
 * were kept where nobody of this system can write.
 */
#pragma once
#include "rule/merkle.h"
#include "rule/note.h"
#include "store/db.h"

typedef enum {
    FOUND_LEAF_GONE,      /* leaves are missing from the row of numbers */
    FOUND_EVENT_GONE,     /* the leaf is there, its event is not */
    FOUND_EVENT_CHANGED,  /* hash and content differ */
    FOUND_EVENT_FORGED,   /* the MAC is wrong */
    FOUND_LEAF_CHANGED,   /* the leaf is not that of its event */
    FOUND_CHAIN,          /* it does not follow the event before it of the same row */
    FOUND_ROOT,           /* a checkpoint was signed over another tree */
    FOUND_NOTE,           /* a checkpoint that the key has not signed, or of another log */
    FOUND_TAIL_CUT,       /* a checkpoint over more leaves than there are */
    FOUND_OTHER_EPOCH,    /* a checkpoint over leaves that were lost before an epoch ceremony */
    FOUND_TILE,           /* a tile is not that of its leaves */
    FOUND_SIZE,           /* numbers of leaves, tiles or checkpoints do not fit each other */
    FOUND_UNSEALED,       /* an event has had no leaf for too long */
    FOUND_UNSIGNED,       /* leaves have had no checkpoint for too long */
    FOUND_ROW_CHANGED,    /* a row of the ledger is not in the state that was sealed */
    FOUND_ROW_VERSION,    /* its version is not that of its last event */
    FOUND_ROW_GONE,       /* events tell of a row that is not there */
    FOUND_ROW_UNKNOWN,    /* a row that no event tells of */
    FOUND_TYPE_UNKNOWN,   /* events about a table whose rows nobody has said how to digest */
    FOUND_ISSUED_CHANGED, /* issued words that are not those of their hash */
    FOUND__N
} FindingKind;

const char *finding_code(FindingKind kind);
const char *finding_word(FindingKind kind); /* Chinese */

typedef struct {
    FindingKind kind;
    int64_t leaf, leaf_end; /* [leaf, leaf_end) is where it is; leaf -1: not at one leaf */
    int64_t audit_id;       /* 0: unknown, as with the others */
    const char *etype;      /* "" */
    int64_t entity_id, entity_seq;
    const char *actor, *action; /* as the row says now; "" */
    int64_t at_us;
    const char *detail; /* name of a given checkpoint, number of a tile; "" */
} Finding;

enum { FINDINGS_MOST = 200 };

typedef struct {
    uint64_t size; /* leaves */
    Hash root;
    int64_t events, unsealed, oldest_unsealed_us; /* the last is 0 when nothing waits */
    int64_t entities, rows, checkpoints, tiles, epochs;
    int64_t last_audit_id;
    int64_t first_bad_leaf; /* -1: none, or not at a leaf */
    int64_t duration_us;
    gsize n_findings; /* all of them; the first FINDINGS_MOST are kept */
    const Finding *findings;
} VerifyReport;

/* A checkpoint that was kept outside. */
typedef struct {
    const char *name, *note;
} GivenNote;

typedef struct {
    const Key *audit_key;
    const NoteKey *key; /* its name is the log's first origin */
    const GivenNote *given;
    gsize n_given;
    int64_t now_us;
    void (*progress)(void *whom, int64_t done,
                     int64_t all); /* NULL: nobody wants to know; must not ask db anything */
    void *whom;
} VerifyWish;

/* The account needs to read everything that is sealed. Findings are a result, not an error. */
bool verify(Db *db, Mem *mem, const VerifyWish *wish, VerifyReport *report, GError **err);

/* As JSON, for machines and for the table verify_run. */
char *verify_json(Mem *mem, const VerifyReport *report);
