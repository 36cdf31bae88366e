/* instruction.c: one 批示: what was said, how each unit stands, and the next step of whoever looks. */
#include "page/instruction.h"

#include <inttypes.h>

#include "act/instruction_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/complaints.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

/* What was typed when it was not good; part 0: the page is only looked at. */
typedef struct {
    int64_t part;
    const char *words;
    Complaint *complaints;
    gsize n_complaints;
    bool late; /* somebody else was first */
} Typed;

typedef struct {
    int64_t id;
    InstructionPart *parts; /* those that this person may read; at least one */
    InstructionDone *steps;
    gsize n, n_steps;
} Seen;

static bool read_seen(Req *req, Seen *seen, GError **err)
{
    InstructionPart *all;
    gsize n;

    *seen = (Seen){ 0 };
    if (!number_read(req->arg[0], &seen->id))
        return fail(err, ERR_NOT_FOUND, "no instruction %s", req->arg[0]);
    TRY(instruction_parts(req->app->db, req->mem, seen->id, &all, &n, err));
    if (n == 0)
        return fail(err, ERR_NOT_FOUND, "no instruction %s", req->arg[0]);
    for (gsize i = 0; i < n; i++) {
        Facts facts = instruction_facts(&req->who, &all[i]);
        if (authz(&req->who, DEED_READ_INSTRUCTION, &facts) == MAY)
            all[seen->n++] = all[i];
    }
    if (seen->n == 0)
        return fail_detail(err, ERR_DENIED, NO_UNIT, "instruction %" PRId64 " is not for %s", seen->id,
                           req->who.unit_name);
    seen->parts = all;
    return instruction_steps(req->app->db, req->mem, seen->id, &seen->steps, &seen->n_steps, err);
}

static void show_steps(Req *req, View *view, const Seen *seen, const InstructionPart *part)
{
    for (gsize i = 0; i < seen->n_steps; i++) {
        const InstructionDone *done = &seen->steps[i];
        if (done->part != part->id)
            continue;
        View *step = view_part(view, "STEP");
        view_text(step, "WORD", instruction_step_word(done->step));
        view_text(step, "NAME", done->name);
        view_moment(step, req->mem, "AT", done->at_us, word_full);
        if (done->on_behalf)
            view_show(step, "ON_BEHALF");
        if (done->words[0] != '\0')
            view_text(view_part(step, "SAID"), "WORDS", done->words);
    }
}

static Verdict may_step(const Req *req, const InstructionPart *part, InstructionStep step)
{
    Facts facts = instruction_facts(&req->who, part);

    if (instruction_next(part->state, step) == INSTRUCTION_NONE)
        return NO_STATE;
    return authz(&req->who, instruction_deed(step), &facts);
}

static void show_form(Req *req, View *view, const InstructionPart *part, const char *which,
                      const Typed *typed)
{
    View *form = view_part(view, which);
    bool again = typed->part == part->id;

    view_number(form, "INSTRUCTION", part->instruction);
    view_number(form, "PART", part->id);
    view_number(form, "REV", part->version);
    view_text(form, "UNIT", part->unit_name);
    view_text(form, "RID", request_id_new(req->mem));
    view_text(form, "WORDS", mem_printf(req->mem, "\n%s", again ? typed->words : ""));
    if (part->unit.v != req->who.unit.v)
        view_show(form, "IN_PLACE");
    for (gsize i = 0; again && i < typed->n_complaints; i++)
        view_text(view_part(form, "BAD"), "WHY", typed->complaints[i].text);
}

static void show_part(Req *req, View *body, const Seen *seen, const InstructionPart *part, const Typed *typed)
{
    View *view = view_part(body, "PART");
    Verdict settle = may_step(req, part, INSTRUCTION_SETTLE);

    view_text(view, "UNIT_NAME", part->unit_name);
    view_instruction_state(req, view, "STATE", part);
    show_steps(req, view, seen, part);
    if (may_step(req, part, INSTRUCTION_SIGN) == MAY)
        show_form(req, view, part, "SIGN", typed);
    else if (may_step(req, part, INSTRUCTION_ANSWER) == MAY)
        show_form(req, view, part, "ANSWER", typed);
    else if (settle == MAY)
        show_form(req, view, part, "SETTLE", typed);
    else if (settle == NO_SELF)
        view_show(view, "OWN_ANSWER");
    else if (typed->part == part->id && typed->words[0] != '\0')
        view_text(view_part(view, "KEPT"), "KEPT_WORDS", mem_printf(req->mem, "\n%s", typed->words));
}

static void show_head(Req *req, View *body, const InstructionPart *first)
{
    char *task = mem_printf(req->mem, "/plans/%s/tasks/%" PRId64, first->plan, first->no);

    view_text(body, "LEADER", first->leader);
    view_moment(body, req->mem, "AT", first->made_us, word_full);
    view_moment(body, req->mem, "DUE", first->due_us, word_date);
    view_text(body, "WORDS", first->body);
    view_text(body, "TASK_ADDRESS", task);
    view_number(body, "NO", first->no);
    view_text(body, "TASK", zh_punct(req->mem, first->title));
    if (first->of_unit.v == 0)
        return;
    View *about = view_part(body, "ABOUT");
    view_text(about, "ABOUT_UNIT", first->of_unit_name);
    view_text(about, "ABOUT_PERIOD", word_period(req->mem, first->period));
    view_text(about, "REPORT_ADDRESS",
              mem_printf(req->mem, "%s/reports/%s/%" PRId64, task, first->period, first->of_unit.v));
}

/* The summary leads to the box of the part that was answered. */
static void show_errors(Req *req, View *body, const Typed *typed)
{
    Complaint *list = mem_array(req->mem, Complaint, typed->n_complaints);

    for (gsize i = 0; i < typed->n_complaints; i++)
        list[i] = (Complaint){ mem_printf(req->mem, "words-%" PRId64, typed->part),
                               typed->complaints[i].text };
    view_complaints(body, list, typed->n_complaints);
}

static bool show(Req *req, Resp *resp, const Seen *seen, const Typed *typed, int status, GError **err)
{
    View *body = page_view(req, "instruction.tpl");

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "批示", "/instructions");
    page_crumb(req, body, mem_printf(req->mem, "第 %" PRId64 " 项", seen->parts[0].no), NULL);
    show_head(req, body, &seen->parts[0]);
    if (typed->late)
        view_show(body, "LATE");
    show_errors(req, body, typed);
    for (gsize i = 0; i < seen->n; i++)
        show_part(req, body, seen, &seen->parts[i], typed);
    return page_show(req, resp, body, status, NAV_INSTRUCTIONS, "批示", err);
}

bool page_instruction(Req *req, Resp *resp, GError **err)
{
    const Typed nothing = { .words = "" };
    Seen seen;

    TRY(read_seen(req, &seen, err));
    return show(req, resp, &seen, &nothing, 200, err);
}

enum { ACTION, PART, REV, WORDS, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [ACTION] = { "action", 10, false },
    [PART] = { "part", 18, false },
    [REV] = { "rev", 18, false },
    [WORDS] = { "words", 4000, false },
};

static const InstructionPart *part_with(const Seen *seen, int64_t id)
{
    for (gsize i = 0; i < seen->n; i++)
        if (seen->parts[i].id == id)
            return &seen->parts[i];
    return NULL;
}

static bool show_late(Req *req, Resp *resp, Typed *typed, GError **err)
{
    Seen now;

    TRY(read_seen(req, &now, err));
    typed->late = true;
    return show(req, resp, &now, typed, 409, err);
}

static bool go(Req *req, Resp *resp, const Seen *seen, InstructionStepWish *wish, Typed *typed, GError **err)
{
    const InstructionPart *part = part_with(seen, wish->part);
    GError *error = NULL;

    typed->complaints = instruction_step_complaints(req->mem, wish->step, wish->words, &typed->n_complaints);
    if (typed->n_complaints > 0 && may_step(req, part, wish->step) == MAY &&
        part->version == wish->base_version)
        return show(req, resp, seen, typed, 422, err);
    if (act_instruction_step(req->app->db, req->mem, &req->who, wish, &error)) {
        page_say(req, "已%s：%s。", instruction_step_word(wish->step), part->unit_name);
        return resp_see_other(resp, req->mem, "/instructions/%" PRId64, seen->id);
    }
    if (err_kind(error) == ERR_CONFLICT) {
        g_clear_error(&error);
        typed->n_complaints = 0;
        return show_late(req, resp, typed, err);
    }
    g_propagate_error(err, error);
    return false;
}

bool page_instruction_post(Req *req, Resp *resp, GError **err)
{
    const char *v[N_FIELDS];
    Seen seen;
    InstructionStepWish wish = { .now_us = req->now_us };

    TRY(read_seen(req, &seen, err));
    TRY(form_take(req, fields, N_FIELDS, v, err));
    TRY(form_request_id(req, &wish.request, err));
    wish.step = instruction_step_of(v[ACTION]);
    if (wish.step == INSTRUCTION_STEP_NONE || !number_read(v[PART], &wish.part) ||
        !number_read(v[REV], &wish.base_version))
        return fail(err, ERR_BAD_INPUT, "instruction: no step");
    if (part_with(&seen, wish.part) == NULL)
        return fail(err, ERR_NOT_FOUND, "no part %s of instruction %s", v[PART], req->arg[0]);
    wish.words = v[WORDS];
    Typed typed = { .part = wish.part, .words = v[WORDS] };
    return go(req, resp, &seen, &wish, &typed, err);
}
