/* standing.h: whether somebody may sign in with an account, by what the directory says of it. Pure. */
#pragma once
#include "rule/model.h"

typedef enum {
    STANDING_GOOD,
    STANDING_GONE,     /* no such entry any more */
    STANDING_DISABLED, /* [directory] disabled_filter */
    STANDING_NO_ROLE,  /* no role, or none that goes without a unit */
    STANDING_CLASH,    /* roles that must not meet */
    STANDING_UNITS,    /* of several of our units */
    STANDING__N
} Standing;

/* n_units: how many of our units the entry names. */
Standing standing_by(Roles roles, int n_units);

const char *standing_code(Standing standing); /* as stored; "" for good */
Standing
standing_of(const char *code); /* an unknown word is STANDING_GONE: nobody gets in by a word we do not know */
const char *standing_word(Standing standing); /* "" for good */
