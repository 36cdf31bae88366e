/* complaints.c: what is wrong with a form; see complaints.h. */
#include "page/complaints.h"

#include <string.h>

void view_complaints(View *body, const Complaint *list, gsize n)
{
    if (n == 0)
        return;
    View *errors = view_part(body, "ERRORS");
    view_number(errors, "ERRORS_N", (int64_t)n);
    for (gsize i = 0; i < n; i++) {
        View *error = view_part(errors, "ERROR");
        view_text(error, "ERROR_FIELD", list[i].field);
        view_text(error, "ERROR_TEXT", list[i].text);
    }
}

const char *complaint_about(Mem *mem, const Complaint *list, gsize n, const char *field)
{
    const char *all = NULL;

    for (gsize i = 0; i < n; i++)
        if (strcmp(list[i].field, field) == 0)
            all = all == NULL ? list[i].text : mem_printf(mem, "%s；%s", all, list[i].text);
    return all;
}
