/* authz_scope.h: how far a role's right reaches, found by asking authz() itself about every kind of report there can be: so the
 * page that says who may do what (page/rights.c) cannot grow stale. Pure. */
#pragma once
#include "base/mem.h"
#include "rule/authz.h"

typedef struct {
    bool may;
    bool anywhere;      /* also where the unit has no part */
    bool approved_only; /* there only what is approved */
    bool own_rest;      /* of its own unit also the rest */
    bool own_records;   /* of the change records one's own (authz_audit_of) */
    bool own_unit;      /* what was sent to its unit */
    bool led, taken_part, in_place;
    bool not_filed;   /* never what one has filed oneself (four eyes) */
    bool not_decided; /* never what one has decided on oneself */
    bool only_decided;
} Scope;

Scope authz_scope(Role role, Deed deed);

/* 可以; 本单位牵头的任务; 代填（…）; NULL: may not. */
const char *scope_word(Mem *mem, const Scope *scope);

/* 提交报送; a deed without a word is told by its code. */
const char *deed_word(Deed deed);
