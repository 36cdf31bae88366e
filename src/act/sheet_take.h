/* sheet_take.h: that drafts were taken from a form that was filled in elsewhere is recorded; drafts themselves have no
 * events. */
#pragma once
#include "rule/authz.h"
#include "store/db.h"

typedef struct {
    const char *name;   /* of the file */
    const char *period; /* its code */
    const char *tasks;  /* 第 2、5 项 */
    int64_t rows;
    int64_t now_us;
} SheetTaken;

bool act_sheet_take(Db *db, Mem *mem, const Actor *who, const SheetTaken *note, GError **err);
