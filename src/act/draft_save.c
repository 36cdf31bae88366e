/* draft_save.c: saving a draft; see report_deeds.h. */
#include "act/deed.h"
#include "act/report_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ReportWish *wish;
    DraftSaved saved;
} Save;

static bool read_stored(Tx *tx, const Save *s, const ReportPlace *place, Draft *draft, GError **err)
{
    ReportTarget *targets;
    gsize n;

    TRY(report_targets(tx_db(tx), s->mem, place->task, place->unit, &targets, &n, err));
    return draft_find(tx_db(tx), s->mem, place, targets, n, draft, err);
}

/* Field by field what is stored; a field that the stored draft does not have is stored nowhere, and only empty may it be. */
static bool is_all_stored(const Merged *merged)
{
    for (gsize i = 0; i < merged->n; i++) {
        const MergedField *field = &merged->list[i];
        if (field->side != MERGE_SAME && (field->side != MERGE_MINE || field->mine[0] != '\0'))
            return false;
    }
    return true;
}

/* Nothing differs, and it was this person: the second press of the same button. */
static bool is_saved_already(const Save *s, const Draft *stored)
{
    Merged merged;

    fields_merge(s->mem, "", &stored->fields, &s->wish->fields, &merged);
    return stored->rev != 0 && stored->saved_by.v == s->who->person.v && is_all_stored(&merged);
}

/* Somebody saved since: what only they changed is kept, what only this person changed is stored. */
static bool merge(Tx *tx, Save *s, const ReportPlace *place, const Draft *stored, GError **err)
{
    const ReportWish *wish = s->wish;
    DraftSaved saved = { .rev = stored->rev + 1,
                         .by = stored->saved_by,
                         .by_name = stored->saved_name,
                         .at_us = stored->saved_us };

    fields_merge(s->mem, wish->base == NULL ? "" : wish->base, &stored->fields, &wish->fields, &saved.merged);
    if (saved.merged.n_clashes > 0 || wish->by_itself)
        return fail(err, ERR_CONFLICT, "draft: saved by somebody else since");
    saved.fields = saved.merged.fields;
    TRY(draft_save(tx, s->mem, place, &saved.fields, stored->rev, s->who->person, wish->now_us, err));
    s->saved = saved;
    return true;
}

static bool save(Tx *tx, void *what, GError **err)
{
    Save *s = what;
    const ReportWish *wish = s->wish;
    ReportPlace place;
    Draft stored;
    GError *error = NULL;

    TRY(report_place_locked(tx, s->mem, s->who, &wish->at, wish->now_us, &place, err));
    TRY(deed_allowed(s->who, DEED_SAVE_DRAFT, &place.facts, err));
    s->saved = (DraftSaved){ .rev = wish->base_rev + 1, .fields = wish->fields };
    if (draft_save(tx, s->mem, &place, &wish->fields, wish->base_rev, s->who->person, wish->now_us, &error))
        return true;
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    TRY(read_stored(tx, s, &place, &stored, err));
    s->saved.rev = stored.rev;
    return is_saved_already(s, &stored) || merge(tx, s, &place, &stored, err);
}

bool act_draft_save(Db *db, Mem *mem, const Actor *who, const ReportWish *wish, DraftSaved *saved,
                    GError **err)
{
    Save s = { .mem = mem, .who = who, .wish = wish };

    TRY(tx_run(db, &wish->request, save, &s, err));
    if (saved != NULL)
        *saved = s.saved;
    return true;
}
