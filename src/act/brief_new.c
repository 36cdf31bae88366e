/* brief_new.c: a draft of the next 简报; see brief_deeds.h. */
#include "act/brief_deeds.h"
#include "act/deed.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const BriefNewWish *wish;
    int64_t id;
} Make;

/* To whom a city's supervision office sends its first one; the next begin with the lists of the last. */
static const NewBrief usual = { .report_to = "市委书记、副书记、常委，市长、副市长",
                                .send_to = "市委办公室、市人大常委会办公室、市政协办公室",
                                .issue_to = "各县（市、区）人民政府，市政府各部门" };

static bool read_made(Tx *tx, const Make *m, int64_t *id, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;
    bool stored;

    TRY(db_read(tx_db(tx), m->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    *id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    return audit_seen(tx, m->mem, m->who, brief_action(BRIEF_NEW), *id, &stored, err);
}

static bool make(Tx *tx, void *what, GError **err)
{
    Make *m = what;
    const BriefNewWish *wish = m->wish;
    NewBrief brief = usual;

    TRY(deed_allowed(m->who, DEED_KEEP_BRIEF, NULL, err));
    TRY(read_made(tx, m, &m->id, err));
    if (m->id != 0)
        return true;
    TRY(brief_last_lists(tx_db(tx), m->mem, &brief, err));
    brief.plan = wish->plan;
    brief.title = wish->title;
    brief.by = m->who->person;
    brief.at_us = wish->now_us;
    TRY(tx_new_id(tx, &m->id, err));
    Changes *changes = changes_new(m->mem);
    change_text(changes, "brief_state", "", brief_state_code(BRIEF_DRAFT));
    change_text(changes, "title", "", brief.title);
    Event event = brief_event(m->id, 1, brief_action(BRIEF_NEW), changes, wish->now_us);
    TRY(audit_append(tx, m->mem, m->who, &event, err));
    return brief_insert(tx, m->id, &brief, err);
}

bool act_brief_new(Db *db, Mem *mem, const Actor *who, const BriefNewWish *wish, int64_t *id, GError **err)
{
    Make m = { mem, who, wish, 0 };

    TRY(tx_run(db, &wish->request, make, &m, err));
    *id = m.id;
    return true;
}
