/* pages.h: the pages, as routes.c names them. Each answers one request that the gate has let in. */
#pragma once
#include "web/req.h"
#include "web/resp.h"

bool page_home(Req *req, Resp *resp, GError **err);
bool page_health(Req *req, Resp *resp, GError **err);
bool page_login(Req *req, Resp *resp, GError **err);
bool page_login_post(Req *req, Resp *resp, GError **err);
bool page_logout_post(Req *req, Resp *resp, GError **err);
bool page_dashboard(Req *req, Resp *resp, GError **err);
bool page_ledger(Req *req, Resp *resp, GError **err);
bool page_ledger_xlsx(Req *req, Resp *resp, GError **err);
bool page_ledger_csv(Req *req, Resp *resp, GError **err);
bool page_search(Req *req, Resp *resp, GError **err);
bool page_summary(Req *req, Resp *resp, GError **err);
bool page_exports(Req *req, Resp *resp, GError **err);
bool page_exports_post(Req *req, Resp *resp, GError **err);
bool page_export(Req *req, Resp *resp, GError **err);
bool page_export_file(Req *req, Resp *resp, GError **err);
bool page_task(Req *req, Resp *resp, GError **err);
bool page_task_history(Req *req, Resp *resp, GError **err);
bool page_reports_of_task(Req *req, Resp *resp, GError **err);
bool page_report(Req *req, Resp *resp, GError **err);
bool page_report_edit(Req *req, Resp *resp, GError **err);
bool page_report_post(Req *req, Resp *resp, GError **err);
bool page_fill(Req *req, Resp *resp, GError **err);
bool page_fill_post(Req *req, Resp *resp, GError **err);
bool page_items(Req *req, Resp *resp, GError **err);
bool page_items_post(Req *req, Resp *resp, GError **err);
bool page_items_of_unit(Req *req, Resp *resp, GError **err);
bool page_my_reports(Req *req, Resp *resp, GError **err);
bool page_reviews(Req *req, Resp *resp, GError **err);
bool page_reviews_batch(Req *req, Resp *resp, GError **err);
bool page_reviews_batch_post(Req *req, Resp *resp, GError **err);
bool page_review(Req *req, Resp *resp, GError **err);
bool page_review_post(Req *req, Resp *resp, GError **err);
bool page_periods(Req *req, Resp *resp, GError **err);
bool page_period_new(Req *req, Resp *resp, GError **err);
bool page_period_new_post(Req *req, Resp *resp, GError **err);
bool page_period_board(Req *req, Resp *resp, GError **err);
bool page_period_edit(Req *req, Resp *resp, GError **err);
bool page_period_edit_post(Req *req, Resp *resp, GError **err);
bool page_period_open_post(Req *req, Resp *resp, GError **err);
bool page_period_extend(Req *req, Resp *resp, GError **err);
bool page_period_extend_post(Req *req, Resp *resp, GError **err);
bool page_period_freeze(Req *req, Resp *resp, GError **err);
bool page_period_freeze_post(Req *req, Resp *resp, GError **err);
bool page_frozen(Req *req, Resp *resp, GError **err);
bool page_correct(Req *req, Resp *resp, GError **err);
bool page_correct_post(Req *req, Resp *resp, GError **err);
bool page_audit(Req *req, Resp *resp, GError **err);
bool page_audit_event(Req *req, Resp *resp, GError **err);
bool page_light(Req *req, Resp *resp, GError **err);
bool page_help(Req *req, Resp *resp, GError **err);
bool page_help_lights(Req *req, Resp *resp, GError **err);
