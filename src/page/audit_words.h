/* audit_words.h: how a change record reads: its fields and values in Chinese, its object with a link. */
#pragma once
#include "store/audit_read.h"
#include "web/req.h"
#include "web/view.h"

/* 进展情况, or a target's subject. */
const char *audit_field_word(Mem *mem, const AuditNames *names, const char *field);

/* A value of such a field as people read it; "" when it is not set. */
const char *audit_value_word(Mem *mem, const AuditNames *names, const char *field, const char *value);

/* Fills AT, ACTION, RESULT, ACTOR, ACTOR_UNIT, IP, ID and the object: TASK with its link, or THING. */
void view_event(Req *req, View *view, const AuditRow *row);
