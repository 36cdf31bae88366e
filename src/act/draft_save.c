/* draft_save.c: saving a draft; see report_deeds.h. */
#include <string.h>

#include "act/deed.h"
#include "act/report_deeds.h"
#include "base/err.h"
#include "rule/item.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ReportWish *wish;
} Save;

static bool same_amounts(const ReportFields *a, const ReportFields *b)
{
    for (gsize i = 0; i < a->n_amounts; i++)
        if (strcmp(a->amounts[i].typed, b->amounts[i].typed) != 0 ||
            strcmp(a->amounts[i].note, b->amounts[i].note) != 0)
            return false;
    return a->n_amounts == b->n_amounts;
}

/* What the form did not ask for is the same. */
static bool same_items(const ReportFields *stored, const ReportFields *typed)
{
    for (gsize i = 0; i < typed->n_items; i++) {
        const ItemField *now = &typed->items[i], *old = item_field(stored, now->item);
        if (old == NULL || old->state != now->state || strcmp(old->result, now->result) != 0)
            return false;
    }
    return true;
}

static bool same_text(const ReportFields *a, const ReportFields *b)
{
    return strcmp(a->narrative, b->narrative) == 0 && strcmp(a->next_steps, b->next_steps) == 0 &&
           strcmp(a->light_reason, b->light_reason) == 0 && a->light == b->light && same_amounts(a, b) &&
           same_items(a, b);
}

/* Whether the conflict is only the same person's second press of the same button. */
static bool saved_already(Tx *tx, const Save *s, const ReportPlace *place, GError **err)
{
    ReportTarget *targets;
    gsize n;
    Draft draft;

    TRY(report_targets(tx_db(tx), s->mem, place->task, place->unit, &targets, &n, err));
    TRY(draft_find(tx_db(tx), s->mem, place, targets, n, &draft, err));
    return (draft.saved_by.v == s->who->person.v && same_text(&draft.fields, &s->wish->fields)) ||
           fail(err, ERR_CONFLICT, "draft: saved by somebody else since");
}

static bool save(Tx *tx, void *what, GError **err)
{
    Save *s = what;
    const ReportWish *wish = s->wish;
    ReportPlace place;
    GError *error = NULL;

    TRY(report_place_locked(tx, s->mem, s->who, &wish->at, wish->now_us, &place, err));
    TRY(deed_allowed(s->who, DEED_SAVE_DRAFT, &place.facts, err));
    if (draft_save(tx, s->mem, &place, &wish->fields, wish->base_rev, s->who->person, wish->now_us, &error))
        return true;
    if (err_kind(error) == ERR_CONFLICT) {
        g_clear_error(&error);
        return saved_already(tx, s, &place, err);
    }
    g_propagate_error(err, error);
    return false;
}

bool act_draft_save(Db *db, Mem *mem, const Actor *who, const ReportWish *wish, GError **err)
{
    Save s = { mem, who, wish };

    return tx_run(db, &wish->request, save, &s, err);
}
