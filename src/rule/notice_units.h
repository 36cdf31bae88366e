/* notice_units.h: who leads and who takes part, as a bracket or a line says it.
 *
 *     (牵头单位:市科技局、市财政局,参与单位:青岛海关)      责任单位：市教育局；市财政局
 *     (市教育局牵头,市财政局、市人社局配合)               (市教育局牵头,市财政局按职责分工负责)
 *     (市教育局、市财政局负责)                            （市教育局、市财政局）at the end of a paragraph
 *
 * To teach the parser a new word, add it to a list of notice_units.c and a case to tests/rule/test_notice.c. */
#pragma once
#include "rule/passage.h"

/* One place that names units, in bytes of the passage it was found in. */
typedef struct {
    size_t start, end;               /* all of it, brackets included */
    size_t inside_start, inside_end; /* the words */
} UnitsPlace;

/* Adds to places (of UnitsPlace, in their order) what of `text` names units. `text` is the bytes of one task after its
 * label, line ends included. To troubles (of size_t) go brackets without a partner, to unread (of UnitsPlace)
 * brackets that end like a naming of units but name none. */
void units_places(Passage text, GArray *places, GArray *troubles, GArray *unread);

typedef struct {
    GPtrArray *leads, *participants; /* names in mem, in the order of printing */
    GPtrArray *unread;               /* words in mem that stand where a unit should */
} UnitsFound;

/* Reads the words of one place and adds to found. first_leads: of 责任单位 the first leads and the rest take part. */
void units_read(Mem *mem, Passage inside, bool first_leads, UnitsFound *found);

/* Does some sentence say that of the units named together the first one leads? */
bool units_first_leads(Passage text);
