/* kept.h: a session that ends loses no text (ux.md 5.1).
 *
 * A POST of our own origin whose session or token is gone is answered with a form that carries every field along (kept.NAME):
 * the sign-in form, or, when somebody is signed in, one with a button. What comes with it is stored for the session
 * (store/kept.h) and leads back to the form, which page_show() fills in: every form, without a line in its page. Nothing is
 * saved by itself. Only the account that the form was made for gets it filled in; any other one may read the text, to copy it.
 */
#pragma once
#include "base/secret.h"
#include "page/app.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* A form whose answer was refused: all its fields, but tokens and passwords. */
typedef struct KeptForm {
    PersonId author;     /* whose form it was; 0: nobody can tell */
    const char *mark;    /* what says so: author_mark(); "" */
    const char *login;   /* the author's, when it comes out of the store; "" */
    const char *address; /* that it was sent to; "": there is no form */
    Params fields;
} KeptForm;

/* Stands behind the token of every form of ours and says whose it is, also when its session is gone. */
const char *author_mark(const App *app, Mem *mem, PersonId person);

/* The form of this POST; of one that carries another along, that one. */
KeptForm kept_of_post(const Req *req);

/* The fields, in a form of ours: includes kept_carried.tpl at marker. Nothing when there are none. */
void kept_carry(const Req *req, View *view, const char *marker, const KeptForm *kept);

/* Stores what the request's form carries along, for a session, and leads to it. */
bool kept_lead(Req *req, Resp *resp, const Hash *session, GError **err);

/* The page on which one fills in the form; NULL: there is none. Of the page pool only. */
const char *kept_place(const Req *req, const KeptForm *kept);

/* For the gate: the page was asked for with ?kept=, and is to be filled in: req->kept. */
bool kept_recall(Req *req, GError **err);

/* For page_show(): fills the form in. What finds no place in it is shown above it. root: of the page in resp. */
bool kept_fill_in(const Req *req, Resp *resp, View *root, GError **err);
