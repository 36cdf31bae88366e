/* home.c: the two smallest pages. */
#include "base/err.h"
#include "page/app.h"
#include "page/pages.h"

bool page_home(Req *req, Resp *resp, GError **err)
{
    (void)err;
    return resp_see_other(resp, req->mem, "/dashboard");
}

/* For the balancer: ok when this worker could serve a page. The templates were read before the first request. */
bool page_health(Req *req, Resp *resp, GError **err)
{
    TRY(db_ping(req->app->db, err));
    resp_text(resp, 200, "ok\n");
    return true;
}
