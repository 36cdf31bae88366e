/* brief_save.c: the words, the order and the lists of a draft of a 简报; see brief_deeds.h. */
#include "act/brief_deeds.h"
#include "act/deed.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const BriefSaveWish *wish;
} Save;

static bool save_item(Tx *tx, const Save *s, const BriefItem *item, const BriefItemFields *f, GError **err)
{
    Changes *changes = changes_new(s->mem);

    change_number(changes, "place", item->place, f->place);
    change_text(changes, "title", item->title, f->title);
    change_text(changes, "text", item->text, f->text);
    change_text(changes, "dropped", "", f->drop ? "yes" : "");
    if (!changes_any(changes))
        return true;
    Event event = brief_event(item->id, item->version + 1, brief_action(BRIEF_SAVE), changes,
                              s->wish->now_us);
    event.etype = "brief_item";
    event.unit = item->unit;
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    return brief_item_save(tx, item, f, err);
}

static bool save_items(Tx *tx, const Save *s, const BriefItem *items, gsize n, GError **err)
{
    const BriefFields *f = &s->wish->fields;

    for (gsize i = 0; i < f->n_items; i++) {
        const BriefItem *item = brief_item_in(items, n, f->items[i].id);
        if (item == NULL || item->dropped)
            return fail(err, ERR_BAD_INPUT, "brief: item %" G_GINT64_FORMAT " is not in it", f->items[i].id);
        TRY(save_item(tx, s, item, &f->items[i], err));
    }
    return true;
}

static Changes *changes_of(const Save *s, const Brief *b)
{
    const BriefFields *f = &s->wish->fields;
    Changes *changes = changes_new(s->mem);

    change_text(changes, "title", b->title, f->title);
    change_text(changes, "lead_text", b->lead, f->lead);
    change_text(changes, "report_to", b->report_to, f->report_to);
    change_text(changes, "send_to", b->send_to, f->send_to);
    change_text(changes, "issue_to", b->issue_to, f->issue_to);
    return changes;
}

static bool save(Tx *tx, void *what, GError **err)
{
    Save *s = what;
    const BriefSaveWish *wish = s->wish;
    BriefAim aim = { wish->id, wish->base_version, BRIEF_SAVE };
    Brief brief;
    BriefItem *items;
    bool stored;
    gsize n;

    TRY(brief_for_step(tx, s->mem, s->who, &aim, &brief, &stored, err));
    if (stored)
        return true;
    TRY(brief_items(tx_db(tx), s->mem, brief.id, &items, &n, err));
    Event event = brief_event(brief.id, brief.version + 1, brief_action(BRIEF_SAVE), changes_of(s, &brief),
                              wish->now_us);
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    TRY(brief_save(tx, &brief, &wish->fields, err));
    return save_items(tx, s, items, n, err);
}

bool act_brief_save(Db *db, Mem *mem, const Actor *who, const BriefSaveWish *wish, GError **err)
{
    Save s = { mem, who, wish };
    gsize n;

    brief_complaints(mem, &wish->fields, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "brief: %" G_GSIZE_FORMAT " complaints", n);
    return tx_run(db, &wish->request, save, &s, err);
}
