/* application_task.c: what the task page says of applications: its date, its state, what was asked, what may be asked. */
#include "page/application_task.h"

#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/application_words.h"
#include "page/show.h"
#include "rule/day_read.h"

/* Whose application this person would make: the own unit's, else that of the first lead nobody can sign in for. */
static const BookLead *lead_to_ask(const TaskView *v)
{
    UnitId own = v->req->who.unit;
    const BookLead *lead = own.v == 0 ? NULL : book_lead(v->task, own);

    for (gsize i = 0; lead == NULL && i < v->task->n_leads; i++)
        if (!v->task->leads[i].unit->signs_in)
            lead = &v->task->leads[i];
    return lead;
}

static void show_link(const TaskView *v, View *links, Asks asks, UnitId unit)
{
    View *link = view_part(links, "ASK_LINK");

    view_text(link, "ASK_PATH",
              mem_printf(v->req->mem, "/plans/%s/tasks/%" PRId64 "/apply/%s?unit=%" PRId64,
                         v->book->plan.code, v->task->no, asks_code(asks), unit.v));
    view_text(link, "ASK_WORD", asks_word(asks));
}

/* Who only takes part may object to that. */
static void show_objection(const TaskView *v, View *card)
{
    Facts facts = task_facts(v->req, v->task, NULL, PERIOD_NONE, NULL);
    const BookUnit *own = book_unit(v->book, v->req->who.unit);

    facts.objects = true;
    if (own == NULL || authz(&v->req->who, DEED_APPLY, &facts) != MAY)
        return;
    View *links = view_part(card, "ASK");
    view_text(links, "ASK_UNIT", own->name);
    show_link(v, links, ASKS_ASSIGNMENT, own->id);
}

static void show_links(const TaskView *v, View *card)
{
    const BookLead *lead = lead_to_ask(v);

    Facts facts = task_facts(v->req, v->task, lead, PERIOD_NONE, NULL);
    if (lead == NULL || authz(&v->req->who, DEED_APPLY, &facts) != MAY) {
        show_objection(v, card);
        return;
    }
    View *links = view_part(card, "ASK");
    view_text(links, "ASK_UNIT", lead->unit->name);
    for (int asks = ASKS_NONE + 1; asks < ASKS__N; asks++)
        show_link(v, links, (Asks)asks, lead->unit->id);
}

static const char *day_words(Mem *mem, const char *day)
{
    int64_t at_us;

    return day_read(day, &at_us) ? word_date(mem, at_us) : day;
}

static void show_state(const TaskView *v, View *card)
{
    Mem *mem = v->req->mem;
    const BookTask *task = v->task;

    view_text(card, "TASK_STATE", task_state_word(task->state));
    if (task->state == TASK_CLOSED)
        view_text(view_part(card, "CLOSED"), "CLOSED_AT", word_full(mem, task->closed_us));
    view_text(card, "DUE", day_words(mem, task->due_on));
    if (task->extended == 0)
        return;
    View *extended = view_part(card, "EXTENDED");
    view_number(extended, "TIMES", task->extended);
    view_text(extended, "FIRST_DUE", mem_printf(mem, "%" PRId64 "年12月31日", v->book->plan.year));
}

static bool may_read(const TaskView *v, const StoredApplication *a)
{
    Facts facts = task_facts(v->req, v->task, book_lead(v->task, a->at.unit), PERIOD_NONE, NULL);

    facts.for_own_unit |= v->req->who.unit.v != 0 && v->req->who.unit.v == a->at.unit.v;
    return authz(&v->req->who, DEED_READ_APPLICATIONS, &facts) == MAY;
}

bool applications_show_card(const TaskView *v, View *body, GError **err)
{
    Req *req = v->req;
    StoredApplication *list;
    View *card = view_include(body, "APPLICATIONS", "applications_card.tpl");
    gsize n;

    if (v->task->adjusted[0] != '\0')
        view_text(view_part(body, "ADJUSTED"), "ADJUSTED_WORDS", v->task->adjusted);
    show_state(v, card);
    show_links(v, card);
    if (!authz_role(req->who.roles, DEED_READ_APPLICATIONS))
        return true;
    TRY(applications_of_task(req->app->db, req->mem, v->known, v->task->id, &list, &n, err));
    for (gsize i = 0; i < n; i++)
        if (may_read(v, &list[i]))
            view_application_row(req, view_part(card, "ROW"), &list[i]);
    return true;
}
