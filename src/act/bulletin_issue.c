/* bulletin_issue.c: giving a circular out, and recalling it; see bulletin_deeds.h. */
#include <inttypes.h>

#include "act/bulletin_deeds.h"
#include "act/bulletin_facts.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/paper.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const BulletinWish *wish;
} Issue;

/* Number, day, issuer and the last checkpoint of the log. */
static bool fill_in(Tx *tx, const Issue *i, Bulletin *b, GError **err)
{
    LastNote last;
    int64_t no;

    TRY(last_note(tx_db(tx), i->mem, &last, err));
    if (last.note == NULL)
        return fail(err, ERR_BUSY, "there is no checkpoint yet");
    b->year = civil_of(i->wish->now_us).year;
    TRY(bulletin_last_no(tx, i->mem, b->year, &no, err));
    b->no = no + 1;
    b->issuer = i->who->unit_name;
    b->issued_us = i->wish->now_us;
    b->tree_size = (int64_t)last.size;
    b->checkpoint = last.note;
    return true;
}

static bool store_scores(Tx *tx, const Issue *i, const Bulletin *b, const BulletinFacts *f, GError **err)
{
    for (gsize k = 0; k < f->n_scores; k++) {
        const UnitScore *s = &f->scores[k];
        gsize n;
        const AccountEntry *entries = bulletin_account(i->mem, b, f, s->unit, &n);
        StoredScore score = { .unit = s->unit,
                              .unit_name = facts_unit_name(f, s->unit),
                              .place = s->place,
                              .tasks = s->tasks,
                              .score_e1 = s->score_e1,
                              .points = account_write(i->mem, entries, n) };
        TRY(bulletin_score_insert(tx, b->id, &score, err));
    }
    return true;
}

/* The event goes first: the fences let scores in only between it and the row's change. */
static bool store(Tx *tx, const Issue *i, Bulletin *b, GError **err)
{
    BulletinFacts facts;
    Changes *changes = changes_new(i->mem);

    TRY(fill_in(tx, i, b, err));
    TRY(bulletin_facts(tx_db(tx), i->mem, b, &facts, err));
    b->content = paper_write(i->mem, bulletin_paper(i->mem, b, &facts));
    change_text(changes, "bulletin_state", bulletin_state_code(BULLETIN_DRAFT),
                bulletin_state_code(BULLETIN_ISSUED));
    change_text(changes, "issue_no", "", issue_no_word(i->mem, b->year, b->no));
    change_note(changes, "sealed", mem_printf(i->mem, "%" PRId64, b->tree_size));
    change_note(changes, "last_note", b->checkpoint);
    TRY(bulletin_event(tx, i->mem, i->who, b, "bulletin.issue", changes, i->wish->now_us, err));
    TRY(store_scores(tx, i, b, &facts, err));
    return bulletin_issue(tx, b, i->who->person, err);
}

static bool issue(Tx *tx, void *what, GError **err)
{
    Issue *i = what;
    Bulletin b;
    bool stored;

    TRY(deed_bulletin(tx, i->mem, i->who, i->wish, STEP_ISSUE, "bulletin.issue", &b, &stored, err));
    return stored || store(tx, i, &b, err);
}

bool act_bulletin_issue(Db *db, Mem *mem, const Actor *who, const BulletinWish *wish, GError **err)
{
    Issue i = { mem, who, wish };

    return tx_run(db, &wish->request, issue, &i, err);
}

static bool recall(Tx *tx, void *what, GError **err)
{
    Issue *i = what;
    Bulletin b;
    bool stored;
    gsize n;
    Changes *changes = changes_new(i->mem);

    TRY(deed_bulletin(tx, i->mem, i->who, i->wish, STEP_RECALL, "bulletin.recall", &b, &stored, err));
    if (stored)
        return true;
    recall_complaints(i->mem, i->wish->reason, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "recall: no reason, or too long a one");
    change_text(changes, "bulletin_state", bulletin_state_code(b.state),
                bulletin_state_code(BULLETIN_RECALLED));
    change_text(changes, "reason", "", i->wish->reason);
    TRY(bulletin_event(tx, i->mem, i->who, &b, "bulletin.recall", changes, i->wish->now_us, err));
    return bulletin_recall(tx, &b, i->wish->reason, i->who->person, i->wish->now_us, err);
}

bool act_bulletin_recall(Db *db, Mem *mem, const Actor *who, const BulletinWish *wish, GError **err)
{
    Issue i = { mem, who, wish };

    return tx_run(db, &wish->request, recall, &i, err);
}
