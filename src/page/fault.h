/* fault.h: the one place that turns an error into a status and a page (style.md §8). Logs what it shows. */
#pragma once
#include "page/app.h"
#include "web/req.h"
#include "web/resp.h"

void fault_page(Req *req, Resp *resp, const GError *error);

/* 405 and 404 know more than an error. */
void fault_method(Req *req, Resp *resp, const char *allow);

/* A POST without a session, or with a token that is not its session's: 403 with a form that carries what was typed
 * (page/kept.h), if the POST is of our own origin. */
void fault_lost_session(Req *req, Resp *resp);
