/* evidence_keep.c: keeping a file beside a report; see evidence_deeds.h. */
#include <inttypes.h>
#include <string.h>

#include "act/deed.h"
#include "act/evidence_deeds.h"
#include "base/err.h"
#include "store/evidence_folder.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const EvidenceWish *wish;
    const char *stored;
    KeptEvidence *kept;
    Evidence *list; /* of the place, with those removed */
    gsize n;
    int64_t last_no;
    bool known; /* the same request has kept it before: the new bytes are not needed */
} Keep;

static bool refuse(FileFault fault, GError **err)
{
    return fail_detail(err, ERR_BAD_INPUT, (int)fault, "evidence: fault %d", (int)fault);
}

/* Names that differ in nothing but size of letters are one name to some systems. */
static bool has_name(const Keep *k, const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);

    for (gsize i = 0; i < k->n; i++) {
        g_autofree char *other = g_utf8_casefold(k->list[i].name, -1);
        if (strcmp(folded, other) == 0)
            return true;
    }
    return false;
}

/* A file is never put in another's place: the second 方案.pdf is 方案 (2).pdf, also when the first was removed. */
static const char *free_name(const Keep *k)
{
    const char *name = k->wish->name;

    for (int n = 2; has_name(k, name); n++)
        name = file_name_numbered(k->mem, k->wish->name, n);
    return name;
}

static bool read_list(Tx *tx, Keep *k, const ReportPlace *place, GError **err)
{
    TRY(evidence_gate(tx, k->mem, place, err));
    TRY(evidence_list(tx_db(tx), k->mem, place, &k->list, &k->n, err));
    k->last_no = k->n == 0 ? 0 : k->list[k->n - 1].no;
    return true;
}

/* How many are there, which of them has the same bytes, and how much the unit has in all. */
static bool check_limits(Tx *tx, Keep *k, const ReportPlace *place, GError **err)
{
    const EvidenceWish *wish = k->wish;
    int64_t held_bytes;
    int there = 0;

    for (gsize i = 0; i < k->n; i++) {
        if (k->list[i].removed_us != 0)
            continue;
        there++;
        if (memcmp(k->list[i].sha256.bytes, wish->sha256.bytes, HASH_BYTES) == 0) {
            k->kept->same_as = k->list[i].name;
            return refuse(FAULT_TWICE, err);
        }
    }
    if (there >= wish->limits.count)
        return refuse(FAULT_COUNT, err);
    TRY(evidence_of_unit(tx, k->mem, place->unit, wish->now_us - EVIDENCE_KEPT_US, &held_bytes, err));
    return held_bytes + wish->size_bytes <= wish->limits.unit_bytes || refuse(FAULT_QUOTA, err);
}

static Changes *changes_of(const Keep *k, const char *name, bool on_behalf)
{
    Changes *changes = changes_new(k->mem);
    char hex[2 * HASH_BYTES + 1];

    for (int i = 0; i < HASH_BYTES; i++)
        g_snprintf(hex + 2 * i, 3, "%02x", k->wish->sha256.bytes[i]);
    change_note(changes, "file", name);
    change_note(changes, "size", mem_printf(k->mem, "%" PRId64, k->wish->size_bytes));
    change_note(changes, "file_sha256", mem_text(k->mem, hex));
    if (on_behalf)
        change_note(changes, "on_behalf", "yes");
    return changes;
}

static bool store(Tx *tx, Keep *k, const ReportPlace *place, GError **err)
{
    const EvidenceWish *wish = k->wish;
    NewEvidence file = { .place = place,
                         .no = k->last_no + 1,
                         .name = free_name(k),
                         .kind = file_kind_code(wish->kind),
                         .stored = k->stored,
                         .size_bytes = wish->size_bytes,
                         .sha256 = wish->sha256,
                         .on_behalf = !(k->who->roles & ROLE_BIT(ROLE_FILER)),
                         .kept_by = k->who->person,
                         .now_us = wish->now_us };

    TRY(tx_new_id(tx, &file.id, err));
    Event event = { .etype = "evidence",
                    .entity_id = file.id,
                    .entity_seq = 1,
                    .action = "evidence.keep",
                    .result = "ok",
                    .task = place->task,
                    .unit = place->unit,
                    .period = place->period,
                    .changes = changes_of(k, file.name, file.on_behalf),
                    .at_us = wish->now_us };
    TRY(audit_append(tx, k->mem, k->who, &event, err));
    k->kept->name = file.name;
    return evidence_insert(tx, &file, err);
}

/* The same press of the button again: it is there under the number that it got then. */
static bool find_stored(Tx *tx, Keep *k, bool *stored, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;

    TRY(db_read(tx_db(tx), k->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    int64_t id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    TRY(audit_seen(tx, k->mem, k->who, "evidence.keep", id, stored, err));
    if (!*stored)
        return true;
    for (gsize i = 0; i < k->n; i++)
        if (k->list[i].id == id && k->list[i].removed_us == 0)
            k->kept->name = k->list[i].name;
    k->known = k->kept->name != NULL && strcmp(k->kept->name, "") != 0;
    return k->known || refuse(FAULT_AGAIN, err);
}

static bool keep(Tx *tx, void *what, GError **err)
{
    Keep *k = what;
    const EvidenceWish *wish = k->wish;
    ReportPlace place;
    bool stored;

    *k->kept = (KeptEvidence){ 0 };
    k->known = false;
    TRY(report_place_locked(tx, k->mem, k->who, &wish->at, wish->now_us, &place, err));
    TRY(read_list(tx, k, &place, err));
    TRY(find_stored(tx, k, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(k->who, DEED_KEEP_EVIDENCE, &place.facts, err));
    TRY(check_limits(tx, k, &place, err));
    return store(tx, k, &place, err);
}

/* Whether the row is certainly not there: after ERR_BUSY nobody knows, and the sweep decides. */
static bool is_refused(const GError *error)
{
    ErrKind kind = err_kind(error);

    return kind == ERR_BAD_INPUT || kind == ERR_DENIED || kind == ERR_CONFLICT || kind == ERR_NOT_FOUND;
}

bool act_evidence_keep(Db *db, Mem *mem, const Actor *who, const EvidenceWish *wish, KeptEvidence *kept,
                       GError **err)
{
    Keep k = { .mem = mem, .who = who, .wish = wish, .stored = evidence_new_name(mem), .kept = kept };
    GError *error = NULL;

    TRY(evidence_settle(mem, wish->folder, wish->path, k.stored, err));
    bool good = tx_run(db, &wish->request, keep, &k, &error);
    if (good ? k.known : is_refused(error))
        (void)evidence_drop(mem, wish->folder, k.stored, NULL); /* else the sweep finds it */
    if (!good)
        g_propagate_error(err, error);
    return good;
}
