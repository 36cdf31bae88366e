/* message.h: a sentence for the next page, once (ux.md §3: 已保存草稿…). It travels in a cookie that is signed for the
 * session, so that saying it costs no second transaction and nobody else can make a page say something. */
#pragma once
#include "web/req.h"
#include "web/resp.h"

/* What the last answer left to be said; "" when nothing was, or when it was not ours. */
const char *message_take(const Req *req);

/* Leaves req->said for the next page, or takes back what was shown. Called once, when the answer stands. */
void message_leave(const Req *req, Resp *resp);
