/* paper.c: see paper.h. */
#include "rule/paper.h"

#include <string.h>

int paper_column(const PaperTable *table, const char *title)
{
    for (gsize i = 0; i < table->n_columns; i++)
        if (strcmp(table->columns[i].title, title) == 0)
            return (int)i;
    return -1;
}
