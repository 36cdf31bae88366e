/* readable.h: whether somebody may read what a unit handed in: rule/authz.h with the facts of the book. */
#pragma once
#include "store/book.h"

/* state: of the report of task by unit; REPORT_NONE is readable to nobody but its unit. */
bool report_is_readable(const Actor *who, const BookTask *task, UnitId unit, ReportState state);
