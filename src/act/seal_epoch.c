/* seal_epoch.c: see seal_epoch.h. */
#include "act/seal_epoch.h"

#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const Epoch *epoch;
} Ceremony;

static bool record(Tx *tx, void *what, GError **err)
{
    const Ceremony *c = what;
    Changes *changes = changes_new(c->mem);
    Event event = {
        .etype = "seal", .action = "seal.epoch", .result = "ok", .changes = changes, .at_us = c->epoch->now_us
    };

    change_text(changes, "origin", c->epoch->old_origin, c->epoch->new_origin);
    change_number(changes, "sealed", c->epoch->old_size, c->epoch->new_size);
    change_note(changes, "reason", c->epoch->reason);
    change_note(changes, "present", c->epoch->present);
    change_note(changes, "last_note", c->epoch->old_note);
    return audit_append(tx, c->mem, c->who, &event, err);
}

bool act_seal_epoch(Db *db, Mem *mem, const Actor *who, const Epoch *epoch, GError **err)
{
    Ceremony ceremony = { mem, who, epoch };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    return tx_run(db, &request, record, &ceremony, err);
}
