/* notice_step.c: the steps of a supervision notice, by people and by the clock; see notice_deeds.h. */
#include <string.h>

#include "act/deed.h"
#include "act/notice_deeds.h"
#include "base/err.h"
#include "base/words.h"

/* What stands between the words about a rung that was left and what was asked on the first one. */
static const char quote_mark[] = "\n原通知要求：\n";

typedef struct {
    Mem *mem;
    const Actor *who;
    const Book *book;
    int64_t now_us;
    SheetStep step;
    const char *words;
    int64_t answer_us; /* a new limit, for a return; else 0 */
    Sheet sheet;       /* as locked */
} Step;

static const char *number_of(Mem *mem, const SheetRow *row)
{
    return sheet_number(mem, row->rung, row->year, row->no);
}

static Changes *step_changes(const Step *s, SheetState to, int64_t answer_us, bool late)
{
    Changes *changes = changes_new(s->mem);
    const SheetRow *row = &s->sheet.row;

    change_note(changes, "notice_no", number_of(s->mem, row));
    change_text(changes, "notice_state", sheet_state_code(row->state), sheet_state_code(to));
    change_text(changes, "answer_by", word_stamp(s->mem, row->answer_by_us), word_stamp(s->mem, answer_us));
    change_number(changes, "notice_late", row->late, late);
    if (s->words[0] != '\0')
        change_note(changes, "notice_words", s->words);
    return changes;
}

static bool store_step(Tx *tx, const Step *s, GError **err)
{
    const SheetRow *row = &s->sheet.row;
    SheetState to = sheet_next(row->state, s->step);
    int64_t answer_us = s->answer_us != 0 ? s->answer_us : row->answer_by_us;
    bool late = s->step == STEP_LATE || (row->late && s->step != STEP_RETURN);
    bool behalf = (s->step == STEP_RECEIVE || s->step == STEP_ANSWER) && row->unit.v != s->who->unit.v;
    Event event = { .etype = "notice",
                    .entity_id = row->id,
                    .entity_seq = s->sheet.version + 1,
                    .action = mem_printf(s->mem, "notice.%s", sheet_step_code(s->step)),
                    .result = "ok",
                    .task = s->sheet.task,
                    .unit = row->unit,
                    .period = s->sheet.period,
                    .changes = step_changes(s, to, answer_us, late),
                    .at_us = s->now_us };

    TRY(audit_append(tx, s->mem, s->who, &event, err));
    TRY(sheet_update(tx, &s->sheet, to, answer_us, late, err));
    return sheet_step_insert(tx, row->id, s->sheet.version + 1, s->step, s->words, behalf, s->who->person,
                             s->now_us, err);
}

/* What the next rung says: what was left undone on this one, and what was asked in the first place. */
static const char *next_body(const Step *s)
{
    const SheetRow *row = &s->sheet.row;
    const char *first = strstr(s->sheet.body, quote_mark);
    const char *asked = first != NULL ? first + strlen(quote_mark) : s->sheet.body;
    const char *why = s->step == STEP_ESCALATE && s->words[0] != '\0' ? s->words : NULL;

    if (why == NULL)
        why = mem_printf(s->mem, "未在规定时限内%s", row->state == SHEET_ISSUED ? "签收" : "答复");
    return mem_printf(s->mem,
                      "《%s》于%s发你单位，签收时限%s，答复时限%s。%s。现予%s，请抓紧办理，"
                      "并在本通知时限内签收、答复。%s%s",
                      number_of(s->mem, row), word_date(s->mem, row->issued_us),
                      word_full(s->mem, row->receive_by_us), word_full(s->mem, row->answer_by_us), why,
                      rung_word(rung_above(row->rung)), quote_mark, asked);
}

static bool issue_next(Tx *tx, const Step *s, GError **err)
{
    const SheetRow *row = &s->sheet.row;
    Rung rung = rung_above(row->rung);
    SheetLimits limits = sheet_limits(s->book, rung, s->now_us);
    NewSheet next = { .rung = rung,
                      .place = { .plan = s->book->plan.id,
                                 .unit = row->unit,
                                 .task = s->sheet.task,
                                 .period = s->sheet.period },
                      .subject = row->subject,
                      .body = next_body(s),
                      .receive_us = limits.receive_us,
                      .answer_us = limits.answer_us,
                      .follows = row->id,
                      .by = s->who->person,
                      .at_us = s->now_us };

    return notice_store_new(tx, s->mem, s->who, &next, number_of(s->mem, row), err);
}

/* The last rung has nothing above it. */
static bool store(Tx *tx, const Step *s, GError **err)
{
    if (s->step == STEP_ESCALATE && rung_above(s->sheet.row.rung) == RUNG_NONE)
        return fail(err, ERR_CONFLICT, "there is no rung above");
    TRY(store_step(tx, s, err));
    return s->step != STEP_ESCALATE || issue_next(tx, s, err);
}

typedef struct {
    Step step;
    const StepWish *wish;
} Person;

static bool is_the_unit_s(SheetStep step)
{
    return step == STEP_RECEIVE || step == STEP_ANSWER;
}

static bool is_a_person_s(SheetStep step)
{
    return is_the_unit_s(step) || step == STEP_RETURN || step == STEP_SETTLE || step == STEP_ESCALATE ||
           step == STEP_WITHDRAW;
}

static bool take_fields(Person *p, GError **err)
{
    StepFields fields = p->wish->fields;
    gsize n;

    step_complaints(p->step.mem, p->step.step, p->step.sheet.row.state, &fields, p->wish->now_us, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "notice: %" G_GSIZE_FORMAT " complaints", n);
    p->step.words = fields.words;
    p->step.answer_us = p->step.step == STEP_RETURN ? fields.answer_us : 0;
    return true;
}

static bool take_step(Tx *tx, void *what, GError **err)
{
    Person *p = what;
    Step *s = &p->step;
    const char *action = mem_printf(s->mem, "notice.%s", sheet_step_code(s->step));
    bool stored;

    TRY(sheet_locked(tx, s->mem, p->wish->id, &s->sheet, err));
    TRY(audit_seen(tx, s->mem, s->who, action, p->wish->id, &stored, err));
    if (stored)
        return true;
    Facts facts = sheet_facts(s->who, &s->sheet);
    TRY(deed_allowed(s->who, is_the_unit_s(s->step) ? DEED_ANSWER_NOTICE : DEED_SETTLE_NOTICE, &facts, err));
    if (s->sheet.version != p->wish->base_version || sheet_next(s->sheet.row.state, s->step) == SHEET_NONE)
        return fail(err, ERR_CONFLICT, "notice: %s, version %" G_GINT64_FORMAT,
                    sheet_state_code(s->sheet.row.state), s->sheet.version);
    TRY(take_fields(p, err));
    return store(tx, s, err);
}

bool act_notice_step(Db *db, Mem *mem, const Actor *who, const StepWish *wish, GError **err)
{
    Person p = {
        .step = { .mem = mem, .who = who, .book = wish->book, .now_us = wish->now_us, .step = wish->step },
        .wish = wish
    };

    if (!is_a_person_s(wish->step))
        return fail(err, ERR_BAD_INPUT, "notice: no such step");
    return tx_run(db, &wish->request, take_step, &p, err);
}

typedef struct {
    Step step;
    int64_t id;
} Clock;

static bool tick(Tx *tx, void *what, GError **err)
{
    Clock *c = what;
    Step *s = &c->step;

    TRY(sheet_locked(tx, s->mem, c->id, &s->sheet, err));
    const SheetRow *row = &s->sheet.row;
    s->step = sheet_step_due(row->rung, row->state, row->late, row->receive_by_us, row->answer_by_us,
                             s->now_us);
    return s->step == STEP_NONE || store(tx, s, err);
}

bool act_notice_tick(Db *db, Mem *mem, const Actor *who, int64_t id, const Book *book, int64_t now_us,
                     SheetStep *step, GError **err)
{
    Clock c = { .step = { .mem = mem, .who = who, .book = book, .now_us = now_us, .words = "" }, .id = id };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, tick, &c, err));
    *step = c.step.step;
    return true;
}
