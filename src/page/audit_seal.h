/* audit_seal.h: where the sealed log stands, on the auditors' pages; files for auditors. */
#pragma once
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* Fills an include of seal.tpl at SEAL: the last verification, how many records are sealed, how long others wait. */
bool view_seal(Req *req, View *body, GError **err);

/* A text for the auditor to keep; that it left is recorded as what. */
bool audit_file(Req *req, Resp *resp, const char *what, const char *type, const char *name, const char *text,
                GError **err);
