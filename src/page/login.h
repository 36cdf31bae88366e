/* login.h: the sign-in form, also as the answer to a POST whose session is gone. */
#pragma once
#include "page/kept.h"

typedef struct {
    int status;
    const char *username, *next; /* as typed; where to go on */
    const char *trouble;         /* section of login.tpl; NULL: none */
    bool timed_out;              /* the session ended while somebody typed */
    const KeptForm *kept;        /* what the form carries along; NULL: nothing */
} LoginPage;

bool login_show(Req *req, Resp *resp, const LoginPage *page, GError **err);
