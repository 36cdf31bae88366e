/* notice_roles.h: the words by which notices say who does what, and how the names of units look. */
#pragma once
#include "rule/passage.h"

typedef enum {
    UNITS_NO_ROLE,
    UNITS_LEAD,  /* 牵头单位 牵头 */
    UNITS_DUTY,  /* 责任单位 负责: leads unless another unit is said to */
    UNITS_PART,  /* 参与单位 配合 */
    UNITS_OTHER, /* 完成时限 责任人: no units follow */
} UnitsRole;

typedef struct {
    UnitsRole role;
    size_t start, end; /* the key with its colon */
} RoleKey;

/* A key with its colon, at the start or after a mark; role is UNITS_NO_ROLE if there is none. The first may do without
 * a colon when a unit's name follows. */
RoleKey role_key_first(Passage inside);
RoleKey role_key_after(Passage inside, size_t start);

/* Takes the verb off the end of a clause. */
UnitsRole role_verb_strip(Passage *clause);
bool role_verb_inside(Passage name);      /* a verb that the division missed */
UnitsRole role_mark_strip(Passage *name); /* 市教育局（牵头） */
void role_others_strip(Passage *name);    /* 市财政局等单位 */

bool units_divide(gunichar c); /* does this mark stand between two names? */
size_t units_clause_end(Passage inside,
                        size_t start); /* the next , ; or line end outside of brackets, or inside.n;
                                         * 、 too when a verb (牵头) stands before it */
bool units_name_looks(Passage name);   /* like a unit, a group or a district */
bool units_all_names(Passage list, bool (*looks)(Passage)); /* divided, all look so; at least one */

/* A list that nothing but its look tells to be units: all sound like local offices, one at least is a bureau. */
bool units_only_bureaus(Passage list);

/* The words of a place, without the line ends that stand inside of names; to be freed by the caller. */
GString *units_lines_join(Passage inside);
