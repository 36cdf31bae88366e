/* audit_read.h: who reads the change records is recorded as well (security.md R39): once a person, day and kind of look, so that
 * turning pages does not fill the log with itself. The filter's kind is which conditions were set, not what was typed into
 * them; a proof or a checkpoint that leaves the house is a kind of its own. Two at the same moment may both be recorded. */
#pragma once
#include "store/audit.h"

/* kind: words for the record, such as 列表：时间、操作人. */
bool act_audit_read(Db *db, Mem *mem, const Actor *who, const char *kind, int64_t now_us, GError **err);
