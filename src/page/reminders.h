/* reminders.h: today's digest on the home page. */
#pragma once
#include "web/req.h"
#include "web/view.h"

/* Fills the part REMINDER; nothing when none was made today. */
bool reminders_show_home(Req *req, View *body, GError **err);
