/* bulletin.h: what the pages of a circular (通报) share. */
#pragma once
#include "act/bulletin_facts.h"
#include "web/req.h"
#include "web/view.h"

/* The one of the address. ERR_NOT_FOUND: there is none, or it is a draft and not for this person. */
bool bulletin_of(const Req *req, Bulletin *bulletin, GError **err);

/* /bulletins/1234 */
char *bulletin_path(Mem *mem, int64_t id);

/* 〔2023〕第1期, or 草稿 */
const char *bulletin_name(Mem *mem, const Bulletin *bulletin);

/* 工作台 › 通报 › name › last */
void bulletin_crumbs(Req *req, View *body, const Bulletin *bulletin, const char *last);
