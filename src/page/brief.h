/* brief.h: what the pages of 简报 share. Texts live as long as the request. */
#pragma once
#include "page/practice.h"
#include "store/brief.h"

/* ERR_NOT_FOUND, ERR_DENIED: not for these eyes. The brief of the address. */
bool brief_of_address(Req *req, Brief *brief, GError **err);

/* 2023年第3期; 草稿 before it is issued. */
const char *brief_name(Mem *mem, const Brief *brief);

/* 一 … 九十九: numbers of headings (GB/T 9704-2012, 7.3.3). */
const char *zh_number(Mem *mem, gsize n);

/* A recalled brief is read by those who keep briefs and by auditors; others learn that it was recalled, and why. */
bool brief_text_readable(const Req *req, const Brief *brief);
