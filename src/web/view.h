/* view.h: ctemplate for C. A View holds what one template (or one part of it) is filled with.
 *
 * Templates escape by themselves; their first line must be {{%AUTOESCAPE context="HTML"}} or templates_load() fails
 * (F13). A View and the texts put into it are borrowed: they must live until view_render(), as everything in mem does.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct View View;

/* Reads every *.tpl below folder once, so that a broken one stops the start and not a person. */
bool templates_load(const char *folder, GError **err);

View *view_new(Mem *mem);
void view_text(View *view, const char *marker, const char *text);
void view_number(View *view, const char *marker, int64_t number);

/* A marker that the whole tree of includes sees. */
void view_text_everywhere(View *root, const char *marker, const char *text);

/* One more round of {{#SECTION}}…{{/SECTION}}, with values of its own; it sees its parent's too. */
View *view_part(View *view, const char *section);

/* Shows a section that needs no values of its own. */
void view_show(View *view, const char *section);

/* Fills {{>MARKER}} with a template; it does not see its parent's values. */
View *view_include(View *view, const char *marker, const char *file);

bool view_render(Mem *mem, const char *file, View *root, const char **text, size_t *size_bytes, GError **err);

#ifdef __cplusplus
}
#endif
