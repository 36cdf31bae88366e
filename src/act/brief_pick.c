/* brief_pick.c: items into a draft of a 简报; see brief_deeds.h. Their words are fixed beside them at this moment. */
#include "act/brief_deeds.h"
#include "act/deed.h"
#include "base/err.h"
#include "base/words.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const BriefPickWish *wish;
    gsize added;
} Pick;

static const BriefItem *item_from(const BriefItem *items, gsize n, const Picked *picked)
{
    for (gsize i = 0; i < n; i++)
        if ((picked->practice ? items[i].practice : items[i].report_version) == picked->id)
            return &items[i];
    return NULL;
}

static Event item_event(const Pick *p, int64_t id, int64_t version, Changes *changes)
{
    Event event = brief_event(id, version, brief_action(BRIEF_PICK), changes, p->wish->now_us);

    event.etype = "brief_item";
    return event;
}

/* One that was taken out comes back, with the words that it had. */
static bool put_back(Tx *tx, const Pick *p, const BriefItem *item, int64_t place, GError **err)
{
    BriefItemFields fields = { .place = place, .title = item->title, .text = item->text };
    Changes *changes = changes_new(p->mem);

    change_text(changes, "dropped", "yes", "");
    change_number(changes, "place", item->place, place);
    Event event = item_event(p, item->id, item->version + 1, changes);
    TRY(audit_append(tx, p->mem, p->who, &event, err));
    return brief_item_save(tx, item, &fields, err);
}

/* What a practice reached belongs to what is said of it. */
static const char *first_text(Mem *mem, const BriefPick *pick)
{
    if (pick->effect[0] == '\0')
        return pick->text;
    return text_short(mem, mem_printf(mem, "%s\n%s", pick->text, pick->effect), BRIEF_ITEM_TEXT_MOST - 1);
}

static bool put_in(Tx *tx, const Pick *p, const Picked *picked, int64_t place, GError **err)
{
    BriefPick pick = { .practice = picked->practice, .id = picked->id };
    Changes *changes = changes_new(p->mem);
    GError *error = NULL;
    int64_t id;

    if (!brief_pick(tx, p->mem, &pick, &error)) {
        if (err_kind(error) != ERR_NOT_FOUND) {
            g_propagate_error(err, error);
            return false;
        }
        g_clear_error(&error);
        return fail(err, ERR_CONFLICT, "brief: %" G_GINT64_FORMAT " cannot be picked any more", picked->id);
    }
    const char *title = text_short(p->mem, zh_punct(p->mem, pick.title), BRIEF_ITEM_TITLE_MOST - 1);
    const char *text = first_text(p->mem, &pick);
    TRY(tx_new_id(tx, &id, err));
    change_note(changes, "picked_from", pick.practice ? "经验做法" : "进展报送");
    change_note(changes, "task_no", mem_printf(p->mem, "%" G_GINT64_FORMAT, pick.task_no));
    change_text(changes, "title", "", title);
    change_text(changes, "text", "", text);
    Event event = item_event(p, id, 1, changes);
    event.unit = pick.unit;
    TRY(audit_append(tx, p->mem, p->who, &event, err));
    return brief_item_insert(tx, id, p->wish->id, place, &pick, title, text, err);
}

/* The places of those in it are 1 … n as far as nobody has changed them: the next is behind the last. */
static int64_t last_place(const BriefItem *items, gsize n)
{
    int64_t last = 0;

    for (gsize i = 0; i < n; i++)
        last = items[i].dropped ? last : MAX(last, items[i].place);
    return last;
}

static bool put_all(Tx *tx, Pick *p, const BriefItem *items, gsize n, GError **err)
{
    int64_t place = last_place(items, n);

    for (gsize i = 0; i < p->wish->n; i++) {
        const BriefItem *old = item_from(items, n, &p->wish->picked[i]);
        if (old != NULL && !old->dropped)
            continue;
        place++;
        if (old != NULL)
            TRY(put_back(tx, p, old, place, err));
        else
            TRY(put_in(tx, p, &p->wish->picked[i], place, err));
        p->added++;
    }
    return true;
}

static BriefFields same_fields(const Brief *b)
{
    return (BriefFields){ .title = b->title,
                          .lead = b->lead,
                          .report_to = b->report_to,
                          .send_to = b->send_to,
                          .issue_to = b->issue_to };
}

static bool pick(Tx *tx, void *what, GError **err)
{
    Pick *p = what;
    const BriefPickWish *wish = p->wish;
    BriefAim aim = { wish->id, wish->base_version, BRIEF_PICK };
    Brief brief;
    BriefItem *items;
    bool stored;
    gsize n;

    p->added = 0;
    TRY(brief_for_step(tx, p->mem, p->who, &aim, &brief, &stored, err));
    if (stored)
        return true;
    TRY(brief_items(tx_db(tx), p->mem, brief.id, &items, &n, err));
    if (brief_items_in(items, n) + wish->n > BRIEF_ITEMS_MOST)
        return fail(err, ERR_BAD_INPUT, "brief: more than %d items", BRIEF_ITEMS_MOST);
    Changes *changes = changes_new(p->mem);
    change_note(changes, "picked_from", mem_printf(p->mem, "%" G_GSIZE_FORMAT " 条", wish->n));
    Event event = brief_event(brief.id, brief.version + 1, brief_action(BRIEF_PICK), changes, wish->now_us);
    TRY(audit_append(tx, p->mem, p->who, &event, err));
    BriefFields same = same_fields(&brief);
    TRY(brief_save(tx, &brief, &same, err));
    return put_all(tx, p, items, n, err);
}

bool act_brief_pick(Db *db, Mem *mem, const Actor *who, const BriefPickWish *wish, gsize *added, GError **err)
{
    Pick p = { mem, who, wish, 0 };

    TRY(tx_run(db, &wish->request, pick, &p, err));
    *added = p.added;
    return true;
}
