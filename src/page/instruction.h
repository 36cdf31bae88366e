/* instruction.h: what the pages of 批示 share. Texts live as long as the request. */
#pragma once
#include "store/book.h"
#include "store/instruction.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* A table: includes instruction_rows.tpl at marker. */
void view_instructions(Req *req, View *view, const char *marker, const InstructionPart *list, gsize n,
                       const char *caption);

/* The state as chip, and 超期 3 天 when the unit is late: fills an include of instruction_state.tpl. */
void view_instruction_state(Req *req, View *view, const char *marker, const InstructionPart *part);

/* On 工作台, at INSTRUCTIONS: to a unit what it owes, to leaders and supervisors what is open; late ones first. */
bool instructions_dash(Req *req, View *part, GError **err);

/* On the task's page, at INSTRUCTIONS: what this person may read of it. */
bool instructions_task(Req *req, View *body, const BookTask *task, GError **err);
