/* undo.h: what somebody decided lately and may still take back: a strip above the pages of reviews (ux.md §4.8). */
#pragma once
#include "web/req.h"
#include "web/view.h"

/* Fills an include of undo.tpl at marker; nothing when there is nothing. */
bool undo_strip(Req *req, View *body, const char *marker, GError **err);
