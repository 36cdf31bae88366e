/* notice_issue.c: issuing a supervision notice; see notice_deeds.h. */
#include "act/deed.h"
#include "act/notice_deeds.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"

enum { END_OF_WORK_HOUR = 18 };

/* The end of the n-th working day after today. */
static int64_t after_workdays(const Book *book, int64_t now_us, int n)
{
    int64_t at_us = now_us;

    while (workdays_between(book, now_us, at_us) < n)
        at_us += DAY_US;
    CivilTime day = civil_of(at_us);
    day.hour = END_OF_WORK_HOUR;
    day.minute = day.second = 0;
    return civil_to_us(&day);
}

SheetLimits sheet_limits(const Book *book, Rung rung, int64_t now_us)
{
    RungDays days = rung_days(rung);

    return (SheetLimits){ after_workdays(book, now_us, days.receive),
                          after_workdays(book, now_us, days.answer) };
}

static Event issue_event(const NewSheet *s, Changes *changes)
{
    return (Event){ .etype = "notice",
                    .entity_id = s->id,
                    .entity_seq = 1,
                    .action = "notice.issue",
                    .result = "ok",
                    .task = s->place.task,
                    .unit = s->place.unit,
                    .period = s->place.period,
                    .changes = changes,
                    .at_us = s->at_us };
}

bool notice_store_new(Tx *tx, Mem *mem, const Actor *who, NewSheet *s, const char *follows, GError **err)
{
    Changes *changes = changes_new(mem);

    s->year = civil_of(s->at_us).year;
    TRY(sheet_next_no(tx, mem, s->rung, s->year, &s->no, err));
    TRY(tx_new_id(tx, &s->id, err));
    change_note(changes, "notice_no", sheet_number(mem, s->rung, s->year, s->no));
    if (follows != NULL)
        change_note(changes, "notice_follows", follows);
    change_text(changes, "notice_subject", "", s->subject);
    change_text(changes, "notice_body", "", s->body);
    change_text(changes, "receive_by", "", word_stamp(mem, s->receive_us));
    change_text(changes, "answer_by", "", word_stamp(mem, s->answer_us));
    change_text(changes, "notice_state", "", sheet_state_code(SHEET_ISSUED));
    Event event = issue_event(s, changes);
    TRY(audit_append(tx, mem, who, &event, err));
    TRY(sheet_insert(tx, s, err));
    return sheet_step_insert(tx, s->id, 1, STEP_ISSUE, "", false, s->by, s->at_us, err);
}

typedef struct {
    Mem *mem;
    const Actor *who;
    const IssueWish *wish;
    int64_t id;
} Issue;

/* The notice that this request has issued already; 0: none. */
static bool read_stored(Tx *tx, Issue *i, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;
    bool stored;

    TRY(db_read(tx_db(tx), i->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    i->id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    return audit_seen(tx, i->mem, i->who, "notice.issue", i->id, &stored, err);
}

static bool issue(Tx *tx, void *what, GError **err)
{
    Issue *i = what;
    const IssueWish *wish = i->wish;
    NewSheet sheet = { .rung = wish->rung,
                       .subject = wish->fields.subject,
                       .body = wish->fields.body,
                       .receive_us = wish->fields.receive_us,
                       .answer_us = wish->fields.answer_us,
                       .by = i->who->person,
                       .at_us = wish->now_us };

    TRY(sheet_plan_lock(tx, i->mem, wish->at.plan, err));
    TRY(read_stored(tx, i, err));
    if (i->id != 0)
        return true;
    TRY(deed_allowed(i->who, DEED_ISSUE_NOTICE, NULL, err));
    TRY(sheet_place(tx_db(tx), i->mem, &wish->at, &sheet.place, err));
    TRY(notice_store_new(tx, i->mem, i->who, &sheet, NULL, err));
    i->id = sheet.id;
    return true;
}

bool act_notice_issue(Db *db, Mem *mem, const Actor *who, const IssueWish *wish, int64_t *id, GError **err)
{
    IssueWish checked = *wish;
    Issue i = { .mem = mem, .who = who, .wish = &checked };
    gsize n;

    sheet_complaints(mem, &checked.fields, wish->now_us, &n);
    if (n > 0 || wish->rung == RUNG_NONE)
        return fail(err, ERR_BAD_INPUT, "notice: %" G_GSIZE_FORMAT " complaints", n);
    TRY(tx_run(db, &wish->request, issue, &i, err));
    *id = i.id;
    return true;
}
