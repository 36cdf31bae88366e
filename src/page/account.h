/* account.h: what the pages of one's own account and of others' share. */
#pragma once
#include "store/account_read.h"
#include "web/req.h"
#include "web/view.h"

/* Includes account_use.tpl at USE: the last sign-ins and attempts, and the sessions that are open. */
bool view_account_use(Req *req, View *body, PersonId id, GError **err);

/* Roles with the directory's group behind each, at parts ROLE of view. */
void view_account_roles(Req *req, View *view, Roles roles);

/* When the account's lock ends; 0: it is not locked. */
int64_t account_locked_until(Mem *mem, const AccountRow *account, const AccountLock *locks, gsize n);
