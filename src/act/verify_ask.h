/* verify_ask.h: an auditor has the sealed log verified: the run is made by 'taizhangctl jobs'. */
#pragma once
#include "store/verify_run.h"

/* *id: the run's number; that of the one that goes on already, when there is one: everything is read only once. */
bool act_verify_ask(Db *db, Mem *mem, const Actor *who, const RequestId *request, int64_t now_us, int64_t *id,
                    GError **err);
