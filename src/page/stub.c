/* stub.c: temporary */
#include "base/err.h"
#include "page/pages.h"
#define STUB(name) bool name(Req *req, Resp *resp, GError **err) { (void)req; (void)resp; return fail(err, ERR_NOT_FOUND, "not built yet"); }
STUB(page_dashboard) STUB(page_ledger) STUB(page_task) STUB(page_task_history) STUB(page_reports_of_task) 
STUB(page_reviews) STUB(page_review) STUB(page_review_post)
STUB(page_audit) STUB(page_audit_event)
