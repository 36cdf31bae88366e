/* sql.h: the statements of the program, by name. They stand in sql/queries/; the build makes queries.h from them. */
#pragma once
#include <stdbool.h>

#include "queries.h"

typedef struct {
    const char *name;
    const char *in, *out; /* a letter per parameter and column: i s b t d, see sql/transform.py */
    bool working;         /* changes only working tables, and so needs no audit event */
    const char *text;
} Statement;

extern const Statement sql_statements[SQL__N];
