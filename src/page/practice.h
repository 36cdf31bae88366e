/* practice.h: what the pages of 经验做法 share. Texts live as long as the request. */
#pragma once
#include "store/practice.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* What was typed on the page of one practice, and why it was not done. */
typedef struct {
    const char *field; /* opinion, ask or note; NULL: nothing was typed */
    const char *text;
    Complaint *complaints;
    gsize n_complaints;
    bool late; /* somebody was first */
} PracticeTyped;

/* ERR_NOT_FOUND, ERR_DENIED: not for these eyes. The practice of the address. */
bool practice_of_address(Req *req, Practice *practice, GError **err);

bool practice_show(Req *req, Resp *resp, const Practice *practice, const PracticeTyped *typed, int status,
                   GError **err);

/* 待选用 as a chip: fills an include of practice_state.tpl at marker. */
void view_practice_state(View *view, const char *marker, PracticeState state);
