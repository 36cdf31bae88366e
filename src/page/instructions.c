/* instructions.c: lists of 批示: the page of all, the card of 工作台, the card of a task. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/instruction.h"
#include "page/pages.h"
#include "page/show.h"

enum { DASH_MOST = 8, BODY_CHARS = 60 };

static bool sees_all(const Req *req)
{
    static const Facts stranger = { 0 };

    return authz(&req->who, DEED_READ_INSTRUCTION, &stranger) == MAY;
}

static int64_t days_late(const Req *req, const InstructionPart *part)
{
    return instruction_days_late(part->state, part->due_us, req->now_us);
}

void view_instruction_state(Req *req, View *view, const char *marker, const InstructionPart *part)
{
    static const char *const parts[INSTRUCTION__N] = { "", "ATT", "SUB", "SUB", "BACK", "OK" };
    View *chip = view_include(view, marker, "instruction_state.tpl");

    view_text(view_part(chip, parts[part->state]), "WORD", instruction_state_word(part->state));
    if (days_late(req, part) > 0)
        view_number(view_part(chip, "LATE"), "DAYS", days_late(req, part));
}

static void show_row(Req *req, View *table, const InstructionPart *part)
{
    View *row = view_part(table, "ROW");

    view_number(row, "ID", part->instruction);
    view_number(row, "NO", part->no);
    view_text(row, "TITLE", zh_punct(req->mem, part->title));
    view_text(row, "WORDS", text_short(req->mem, part->body, BODY_CHARS));
    view_text(row, "LEADER", part->leader);
    view_moment(row, req->mem, "AT", part->made_us, word_day);
    view_text(row, "UNIT", part->unit_name);
    view_moment(row, req->mem, "DUE", part->due_us, word_day);
    view_instruction_state(req, row, "STATE", part);
}

void view_instructions(Req *req, View *view, const char *marker, const InstructionPart *list, gsize n,
                       const char *caption)
{
    View *table = view_include(view, marker, "instruction_rows.tpl");

    view_text(table, "CAPTION", caption);
    for (gsize i = 0; i < n; i++)
        show_row(req, table, &list[i]);
}

static bool is_open(const InstructionPart *part)
{
    return part->state != INSTRUCTION_SETTLED;
}

/* Keeps those that are open, the late ones in front; the order is else as it was. */
static gsize open_first(Req *req, InstructionPart *list, gsize n)
{
    InstructionPart *kept = mem_array(req->mem, InstructionPart, n);
    gsize made = 0;

    for (int round = 0; round < 2; round++)
        for (gsize i = 0; i < n; i++)
            if (is_open(&list[i]) && (days_late(req, &list[i]) > 0) == (round == 0))
                kept[made++] = list[i];
    for (gsize i = 0; i < made; i++)
        list[i] = kept[i];
    return made;
}

static bool read_mine(Req *req, InstructionPart **list, gsize *n, GError **err)
{
    if (sees_all(req))
        return instruction_open(req->app->db, req->mem, list, n, err);
    return instruction_of_unit(req->app->db, req->mem, req->who.unit, list, n, err);
}

bool instructions_dash(Req *req, View *part, GError **err)
{
    InstructionPart *list;
    gsize n;
    int64_t late = 0, to_settle = 0;

    TRY(read_mine(req, &list, &n, err));
    n = open_first(req, list, n);
    bool leads = authz_role(req->who.roles, DEED_INSTRUCT);
    if (n == 0 && !leads)
        return true;
    View *card = view_include(part, "INSTRUCTIONS", "dash_instructions.tpl");
    for (gsize i = 0; i < n; i++) {
        late += days_late(req, &list[i]) > 0;
        to_settle += list[i].state == INSTRUCTION_ANSWERED;
    }
    view_number(card, "N", (int64_t)n);
    if (late > 0)
        view_number(view_part(card, "LATE"), "LATE_N", late);
    if (to_settle > 0 && authz_role(req->who.roles, DEED_SETTLE_INSTRUCTION))
        view_number(view_part(card, "TO_SETTLE"), "TO_SETTLE_N", to_settle);
    if (n == 0)
        view_show(card, "NOTHING");
    else
        view_instructions(req, view_part(card, "SOME"), "ROWS", list, MIN(n, DASH_MOST),
                          "正在办理的批示，超期的在前");
    return true;
}

bool instructions_task(Req *req, View *body, const BookTask *task, GError **err)
{
    InstructionPart *list;
    gsize n, shown = 0;
    bool own = req->who.unit.v != 0 && authz_role(req->who.roles, DEED_FOLLOW_INSTRUCTION);

    if (!sees_all(req) && !own)
        return true;
    TRY(instruction_of_task(req->app->db, req->mem, task->id, &list, &n, err));
    for (gsize i = 0; i < n; i++) {
        Facts facts = instruction_facts(&req->who, &list[i]);
        if (authz(&req->who, DEED_READ_INSTRUCTION, &facts) == MAY)
            list[shown++] = list[i];
    }
    if (shown > 0)
        view_instructions(req, view_part(body, "INSTRUCTED"), "INSTRUCTIONS", list, shown,
                          "对本任务的批示和办理情况");
    return true;
}

static bool read_lists(Req *req, InstructionPart **open, gsize *n_open, InstructionPart **done, gsize *n_done,
                       GError **err)
{
    InstructionPart *all;
    gsize n;

    if (sees_all(req)) {
        TRY(instruction_open(req->app->db, req->mem, open, n_open, err));
        *n_open = open_first(req, *open, *n_open);
        return instruction_done(req->app->db, req->mem, done, n_done, err);
    }
    TRY(instruction_of_unit(req->app->db, req->mem, req->who.unit, &all, &n, err));
    *done = mem_array(req->mem, InstructionPart, n);
    *n_done = 0;
    for (gsize i = 0; i < n; i++)
        if (!is_open(&all[i]))
            (*done)[(*n_done)++] = all[i];
    *n_open = open_first(req, all, n);
    *open = all;
    return true;
}

bool page_instructions(Req *req, Resp *resp, GError **err)
{
    InstructionPart *open, *done;
    gsize n_open, n_done;
    View *body = page_view(req, "instructions.tpl");

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "批示", NULL);
    TRY(read_lists(req, &open, &n_open, &done, &n_done, err));
    view_number(body, "N", (int64_t)n_open);
    view_show(body, sees_all(req) ? "ALL" : "OWN");
    if (n_open == 0)
        view_show(body, "NOTHING");
    else
        view_instructions(req, view_part(body, "OPEN"), "ROWS", open, n_open, "正在办理的批示，超期的在前");
    if (n_done > 0)
        view_instructions(req, view_part(body, "DONE"), "ROWS", done, n_done, "已办结的批示");
    return page_show(req, resp, body, 200, NAV_INSTRUCTIONS, "批示", err);
}
