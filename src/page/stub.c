/* stub.c: temporary */
#include "base/err.h"
#include "page/pages.h"
#define STUB(name) bool name(Req *req, Resp *resp, GError **err) { (void)req; (void)resp; return fail(err, ERR_NOT_FOUND, "not built yet"); }
STUB(page_dashboard) 
