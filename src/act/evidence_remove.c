/* evidence_remove.c: taking a file away before the report is handed in (once more); see evidence_deeds.h. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/evidence_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const EvidenceRemoval *wish;
    const Evidence *file;
} Remove;

static bool find(Tx *tx, Remove *r, const ReportPlace *place, GError **err)
{
    Evidence *list;
    gsize n;

    TRY(evidence_gate(tx, r->mem, place, err));
    TRY(evidence_list(tx_db(tx), r->mem, place, &list, &n, err));
    for (gsize i = 0; i < n; i++) {
        if (list[i].id != r->wish->id)
            continue;
        r->file = &list[i];
        return true;
    }
    return fail(err, ERR_NOT_FOUND, "no file %" PRId64 " beside this report", r->wish->id);
}

static bool take_away(Tx *tx, const Remove *r, const ReportPlace *place, GError **err)
{
    Changes *changes = changes_new(r->mem);
    Event event = { .etype = "evidence",
                    .entity_id = r->file->id,
                    .entity_seq = r->file->version + 1,
                    .action = "evidence.remove",
                    .result = "ok",
                    .task = place->task,
                    .unit = place->unit,
                    .period = place->period,
                    .changes = changes,
                    .at_us = r->wish->now_us };

    change_note(changes, "file", r->file->name);
    change_note(changes, "removed", "yes");
    TRY(audit_append(tx, r->mem, r->who, &event, err));
    return evidence_remove(tx, r->file, r->who->person, r->wish->now_us, err);
}

static bool remove_file(Tx *tx, void *what, GError **err)
{
    Remove *r = what;
    const EvidenceRemoval *wish = r->wish;
    ReportPlace place;

    TRY(report_place_locked(tx, r->mem, r->who, &wish->at, wish->now_us, &place, err));
    TRY(deed_allowed(r->who, DEED_KEEP_EVIDENCE, &place.facts, err));
    TRY(find(tx, r, &place, err));
    return r->file->removed_us != 0 || take_away(tx, r, &place, err);
}

bool act_evidence_remove(Db *db, Mem *mem, const Actor *who, const EvidenceRemoval *wish, const char **name,
                         GError **err)
{
    Remove r = { mem, who, wish, NULL };

    TRY(tx_run(db, &wish->request, remove_file, &r, err));
    *name = r.file->name;
    return true;
}
