/* audit_filter.h: the conditions in the address of the change records. */
#pragma once
#include "rule/event_words.h"
#include "store/audit_read.h"
#include "web/req.h"

/* The conditions as typed, in the order of addresses, so that two people get the same one. */
enum { AUDIT_FROM, AUDIT_TO, AUDIT_USER, AUDIT_UNIT, AUDIT_ACT, AUDIT_TASK, AUDIT_IP, AUDIT_TYPED };

extern const char *const audit_condition_names[AUDIT_TYPED];

typedef struct {
    const char *typed[AUDIT_TYPED];
    AuditFilter filter;
    const char *ignored;
    int64_t before, after;
} AuditAsked;

/* What was not understood stands in ->ignored. The filter already holds what the viewer may read at most. */
bool audit_asked(Req *req, AuditAsked *asked, GError **err);
