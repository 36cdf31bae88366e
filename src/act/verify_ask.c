/* verify_ask.c: see verify_ask.h. */
#include "act/verify_ask.h"

#include <inttypes.h>

#include "act/deed.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    int64_t now_us, id;
} Asking;

static bool ask(Tx *tx, void *what, GError **err)
{
    Asking *a = what;
    Changes *changes = changes_new(a->mem);
    Event event = {
        .etype = "audit", .action = "audit.verify", .result = "ok", .changes = changes, .at_us = a->now_us
    };

    TRY(deed_allowed(a->who, DEED_VERIFY, NULL, err));
    TRY(verify_run_open(tx_db(tx), a->mem, &a->id, err));
    if (a->id != 0)
        return true;
    TRY(verify_run_add(tx, a->who, a->now_us, &a->id, err));
    change_note(changes, "run", mem_printf(a->mem, "%" PRId64, a->id));
    return audit_append(tx, a->mem, a->who, &event, err);
}

bool act_verify_ask(Db *db, Mem *mem, const Actor *who, const RequestId *request, int64_t now_us, int64_t *id,
                    GError **err)
{
    Asking asking = { .mem = mem, .who = who, .now_us = now_us };

    TRY(tx_run(db, request, ask, &asking, err));
    *id = asking.id;
    return true;
}
