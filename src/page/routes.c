/* routes.c: the table of addresses; see routes.h. To add a page: a row here, a prototype in pages.h, a file, a template. */
#include "page/routes.h"

#include <string.h>

#include "page/pages.h"

const Route routes[] = {
    { GET, "/", page_home, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/healthz", page_health, DEED_NONE, true, POOL_PAGE },
    { GET, "/login", page_login, DEED_NONE, true, POOL_SIGN_IN },
    { POST, "/login", page_login_post, DEED_NONE, true, POOL_SIGN_IN },
    { POST, "/logout", page_logout_post, DEED_SIGN_OUT, false, POOL_PAGE },
    { GET, "/session", page_session, DEED_READ_LEDGER, false, POOL_PAGE },
    { POST, "/kept", page_kept_post, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/kept/{}", page_kept, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/dashboard", page_dashboard, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/plans/{}/tasks", page_ledger, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/plans/{}/tasks.xlsx", page_ledger_xlsx, DEED_EXPORT, false, POOL_PAGE },
    { GET, "/plans/{}/tasks.csv", page_ledger_csv, DEED_EXPORT, false, POOL_PAGE },
    { GET, "/plans/{}/summary", page_summary, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/exports", page_exports, DEED_EXPORT, false, POOL_PAGE },
    { POST, "/exports", page_exports_post, DEED_EXPORT, false, POOL_PAGE },
    { GET, "/exports/{}", page_export, DEED_EXPORT, false, POOL_PAGE },
    { GET, "/exports/{}/file", page_export_file, DEED_EXPORT, false, POOL_PAGE },
    { GET, "/search", page_search, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}", page_task, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/instruct", page_instruct, DEED_INSTRUCT, false, POOL_PAGE },
    { POST, "/plans/{}/tasks/{}/instruct", page_instruct_post, DEED_INSTRUCT, false, POOL_PAGE },
    { GET, "/admin/units", page_units, DEED_READ_UNITS, false, POOL_PAGE },
    { GET, "/admin/units/new", page_unit_new, DEED_KEEP_UNITS, false, POOL_PAGE },
    { POST, "/admin/units/new", page_unit_new_post, DEED_KEEP_UNITS, false, POOL_PAGE },
    { GET, "/admin/units/{}", page_unit, DEED_READ_UNITS, false, POOL_PAGE },
    { POST, "/admin/units/{}", page_unit_post, DEED_KEEP_UNITS, false, POOL_PAGE },
    { GET, "/instructions", page_instructions, DEED_READ_INSTRUCTION, false, POOL_PAGE },
    { GET, "/instructions/{}", page_instruction, DEED_READ_INSTRUCTION, false, POOL_PAGE },
    { POST, "/instructions/{}", page_instruction_post, DEED_FOLLOW_INSTRUCTION, false, POOL_PAGE },
    { GET, "/plans/{}/targets", page_targets, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/targets", page_task_targets, DEED_READ_LEDGER, false, POOL_PAGE },
    { POST, "/plans/{}/tasks/{}/targets", page_task_targets_post, DEED_SET_TARGETS, false, POOL_PAGE },
    { POST, "/plans/{}/tasks/{}/targets/{}", page_target_post, DEED_SET_TARGETS, false, POOL_PAGE },
    { GET, "/plans/{}/items", page_items_of_unit, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/items/{}", page_items, DEED_READ_LEDGER, false, POOL_PAGE },
    { POST, "/plans/{}/tasks/{}/items/{}", page_items_post, DEED_KEEP_ITEMS, false, POOL_PAGE },
    { GET, "/applications", page_applications, DEED_READ_APPLICATIONS, false, POOL_PAGE },
    { GET, "/applications/{}", page_application, DEED_READ_APPLICATIONS, false, POOL_PAGE },
    { POST, "/applications/{}", page_application_post, DEED_DECIDE_APPLICATION, false, POOL_PAGE },
    { POST, "/applications/{}/withdraw", page_application_withdraw_post, DEED_APPLY, false, POOL_PAGE },
    { POST, "/applications/{}/reopen", page_task_reopen_post, DEED_REOPEN_TASK, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/apply/{}", page_apply, DEED_APPLY, false, POOL_PAGE },
    { POST, "/plans/{}/tasks/{}/apply/{}", page_apply_post, DEED_APPLY, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/history", page_task_history, DEED_READ_TASK_HISTORY, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/reports/{}", page_reports_of_task, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/reports/{}/{}", page_report, DEED_READ_REPORT, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/reports/{}/{}/diff", page_report_diff, DEED_READ_REPORT, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/reports/{}/{}/edit", page_report_edit, DEED_SAVE_DRAFT, false, POOL_PAGE },
    { POST, "/plans/{}/tasks/{}/reports/{}/{}", page_report_post, DEED_SAVE_DRAFT, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/reports/{}/{}/files", page_files, DEED_READ_REPORT, false, POOL_PAGE },
    { POST, "/plans/{}/tasks/{}/reports/{}/{}/files", page_files_post, DEED_KEEP_EVIDENCE, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/reports/{}/{}/files.sha256", page_files_sums, DEED_READ_REPORT, false,
      POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/reports/{}/{}/files/{}", page_file, DEED_READ_REPORT, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}/fill", page_fill, DEED_SAVE_DRAFT, false, POOL_PAGE },
    { POST, "/plans/{}/periods/{}/fill", page_fill_post, DEED_SAVE_DRAFT, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}/fill.xlsx", page_fill_xlsx, DEED_BRING_SHEET, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}/fill.csv", page_fill_csv, DEED_BRING_SHEET, false, POOL_PAGE },
    { GET, "/burden", page_burden, DEED_READ_BURDEN, false, POOL_PAGE },
    { GET, "/burden.xlsx", page_burden_xlsx, DEED_READ_BURDEN, false, POOL_PAGE },
    { GET, "/returns", page_returns, DEED_BRING_SHEET, false, POOL_PAGE },
    { POST, "/returns", page_returns_post, DEED_BRING_SHEET, false, POOL_PAGE },
    { GET, "/returns/{}", page_return, DEED_BRING_SHEET, false, POOL_PAGE },
    { POST, "/returns/{}", page_return_post, DEED_BRING_SHEET, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/lights/{}", page_light, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/help", page_help, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/help/lights", page_help_lights, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/reports", page_my_reports, DEED_SAVE_DRAFT, false, POOL_PAGE },
    { GET, "/reviews", page_reviews, DEED_READ_QUEUE, false, POOL_PAGE },
    { GET, "/reviews/batch", page_reviews_batch, DEED_READ_QUEUE, false, POOL_PAGE },
    { POST, "/reviews/batch", page_reviews_batch_post, DEED_DECIDE, false, POOL_PAGE },
    { GET, "/reviews/{}", page_review, DEED_READ_QUEUE, false, POOL_PAGE },
    { POST, "/reviews/{}", page_review_post, DEED_DECIDE, false, POOL_PAGE },
    { POST, "/reviews/{}/undo", page_review_undo_post, DEED_UNDO, false, POOL_PAGE },
    { GET, "/spot-checks", page_spots, DEED_SPOT_CHECK, false, POOL_PAGE },
    { GET, "/spot-checks/{}", page_spot, DEED_SPOT_CHECK, false, POOL_PAGE },
    { POST, "/spot-checks/{}", page_spot_post, DEED_SPOT_CHECK, false, POOL_PAGE },
    { GET, "/problems", page_problems, DEED_READ_PROBLEMS, false, POOL_PAGE },
    { GET, "/problems/{}", page_problem, DEED_READ_PROBLEMS, false, POOL_PAGE },
    { POST, "/problems/{}/transition", page_problem_move_post, DEED_MOVE_PROBLEM, false, POOL_PAGE },
    { POST, "/problems/{}/notes", page_problem_note_post, DEED_NOTE_PROBLEM, false, POOL_PAGE },
    { GET, "/plans/{}/tasks/{}/problems/new", page_problem_new, DEED_RAISE_PROBLEM, false, POOL_PAGE },
    { POST, "/plans/{}/tasks/{}/problems/new", page_problem_new_post, DEED_RAISE_PROBLEM, false, POOL_PAGE },
    { GET, "/plans/{}/periods", page_periods, DEED_READ_DISPATCH, false, POOL_PAGE },
    { GET, "/plans/{}/periods/new", page_period_new, DEED_SET_PERIODS, false, POOL_PAGE },
    { POST, "/plans/{}/periods/new", page_period_new_post, DEED_SET_PERIODS, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}", page_period_board, DEED_READ_DISPATCH, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}/edit", page_period_edit, DEED_SET_PERIODS, false, POOL_PAGE },
    { POST, "/plans/{}/periods/{}/edit", page_period_edit_post, DEED_SET_PERIODS, false, POOL_PAGE },
    { POST, "/plans/{}/periods/{}/open", page_period_open_post, DEED_SET_PERIODS, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}/extend", page_period_extend, DEED_SET_PERIODS, false, POOL_PAGE },
    { POST, "/plans/{}/periods/{}/extend", page_period_extend_post, DEED_SET_PERIODS, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}/freeze", page_period_freeze, DEED_SET_PERIODS, false, POOL_PAGE },
    { POST, "/plans/{}/periods/{}/freeze", page_period_freeze_post, DEED_SET_PERIODS, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}/frozen", page_frozen, DEED_READ_DISPATCH, false, POOL_PAGE },
    { GET, "/plans/{}/periods/{}/frozen/{}/{}", page_correct, DEED_CORRECT, false, POOL_PAGE },
    { POST, "/plans/{}/periods/{}/frozen/{}/{}", page_correct_post, DEED_CORRECT, false, POOL_PAGE },
    { GET, "/notices", page_notices, DEED_READ_NOTICES, false, POOL_PAGE },
    { GET, "/notices/new", page_notice_new, DEED_ISSUE_NOTICE, false, POOL_PAGE },
    { POST, "/notices/new", page_notice_new_post, DEED_ISSUE_NOTICE, false, POOL_PAGE },
    { GET, "/notices/{}", page_notice, DEED_READ_NOTICES, false, POOL_PAGE },
    { GET, "/notices/{}/print", page_notice_print, DEED_READ_NOTICES, false, POOL_PAGE },
    { POST, "/notices/{}/answer", page_notice_answer_post, DEED_ANSWER_NOTICE, false, POOL_PAGE },
    { POST, "/notices/{}/settle", page_notice_settle_post, DEED_SETTLE_NOTICE, false, POOL_PAGE },
    { GET, "/reminders", page_reminders, DEED_KEEP_OWN, false, POOL_PAGE },
    { GET, "/bulletins", page_bulletins, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/bulletins/new", page_bulletin_new, DEED_KEEP_BULLETINS, false, POOL_PAGE },
    { POST, "/bulletins/new", page_bulletin_new_post, DEED_KEEP_BULLETINS, false, POOL_PAGE },
    { GET, "/bulletins/{}", page_bulletin, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/bulletins/{}/print", page_bulletin_print, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/bulletins/{}/docx", page_bulletin_docx, DEED_EXPORT, false, POOL_PAGE },
    { GET, "/bulletins/{}/xlsx", page_bulletin_xlsx, DEED_EXPORT, false, POOL_PAGE },
    { GET, "/bulletins/{}/checkpoint", page_bulletin_checkpoint, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/bulletins/{}/edit", page_bulletin_edit, DEED_KEEP_BULLETINS, false, POOL_PAGE },
    { POST, "/bulletins/{}/edit", page_bulletin_edit_post, DEED_KEEP_BULLETINS, false, POOL_PAGE },
    { GET, "/bulletins/{}/issue", page_bulletin_issue, DEED_KEEP_BULLETINS, false, POOL_PAGE },
    { POST, "/bulletins/{}/issue", page_bulletin_issue_post, DEED_KEEP_BULLETINS, false, POOL_PAGE },
    { GET, "/bulletins/{}/recall", page_bulletin_recall, DEED_KEEP_BULLETINS, false, POOL_PAGE },
    { POST, "/bulletins/{}/recall", page_bulletin_recall_post, DEED_KEEP_BULLETINS, false, POOL_PAGE },
    { GET, "/bulletins/{}/scores/{}", page_score, DEED_READ_LEDGER, false, POOL_PAGE },
    { POST, "/bulletins/{}/scores", page_score_object_post, DEED_OBJECT_SCORE, false, POOL_PAGE },
    { POST, "/bulletins/{}/objections/{}", page_score_settle_post, DEED_SETTLE_SCORE, false, POOL_PAGE },
    { GET, "/practices", page_practices, DEED_READ_PRACTICE, false, POOL_PAGE },
    { GET, "/practices/new", page_practice_new, DEED_KEEP_PRACTICE, false, POOL_PAGE },
    { POST, "/practices/new", page_practice_new_post, DEED_KEEP_PRACTICE, false, POOL_PAGE },
    { GET, "/practices/{}", page_practice, DEED_READ_PRACTICE, false, POOL_PAGE },
    { GET, "/practices/{}/docx", page_practice_docx, DEED_READ_PRACTICE, false, POOL_PAGE },
    { GET, "/practices/{}/edit", page_practice_edit, DEED_KEEP_PRACTICE, false, POOL_PAGE },
    { POST, "/practices/{}/edit", page_practice_edit_post, DEED_KEEP_PRACTICE, false, POOL_PAGE },
    { POST, "/practices/{}/withdraw", page_practice_withdraw_post, DEED_KEEP_PRACTICE, false, POOL_PAGE },
    { POST, "/practices/{}/decide", page_practice_decide_post, DEED_DECIDE_PRACTICE, false, POOL_PAGE },
    { POST, "/practices/{}/roll-out", page_practice_roll_out_post, DEED_ROLL_OUT, false, POOL_PAGE },
    { POST, "/practices/{}/note", page_practice_note_post, DEED_NOTE_PRACTICE, false, POOL_PAGE },
    { GET, "/briefs", page_briefs, DEED_READ_BRIEF, false, POOL_PAGE },
    { GET, "/briefs/adoption", page_adoption, DEED_READ_BRIEF, false, POOL_PAGE },
    { GET, "/briefs/adoption.xlsx", page_adoption_xlsx, DEED_EXPORT, false, POOL_PAGE },
    { POST, "/briefs/new", page_brief_new_post, DEED_KEEP_BRIEF, false, POOL_PAGE },
    { GET, "/briefs/{}", page_brief, DEED_READ_BRIEF, false, POOL_PAGE },
    { GET, "/briefs/{}/print", page_brief_print, DEED_READ_BRIEF, false, POOL_PAGE },
    { GET, "/briefs/{}/docx", page_brief_docx, DEED_READ_BRIEF, false, POOL_PAGE },
    { POST, "/briefs/{}/state", page_brief_state_post, DEED_KEEP_BRIEF, false, POOL_PAGE },
    { GET, "/briefs/{}/edit", page_brief_edit, DEED_KEEP_BRIEF, false, POOL_PAGE },
    { POST, "/briefs/{}/edit", page_brief_edit_post, DEED_KEEP_BRIEF, false, POOL_PAGE },
    { GET, "/briefs/{}/pick", page_brief_pick, DEED_KEEP_BRIEF, false, POOL_PAGE },
    { POST, "/briefs/{}/pick", page_brief_pick_post, DEED_KEEP_BRIEF, false, POOL_PAGE },
    { GET, "/rights", page_rights, DEED_READ_LEDGER, false, POOL_PAGE },
    { GET, "/me", page_me, DEED_KEEP_OWN, false, POOL_PAGE },
    { POST, "/me/display", page_me_display_post, DEED_KEEP_OWN, false, POOL_PAGE },
    { POST, "/me/sessions", page_me_sessions_post, DEED_KEEP_OWN, false, POOL_PAGE },
    { GET, "/accounts", page_accounts, DEED_READ_ACCOUNTS, false, POOL_PAGE },
    { GET, "/accounts/{}", page_account, DEED_READ_ACCOUNTS, false, POOL_PAGE },
    { POST, "/accounts/{}/end", page_account_end_post, DEED_KEEP_ACCOUNTS, false, POOL_PAGE },
    { POST, "/accounts/{}/unlock", page_account_unlock_post, DEED_KEEP_ACCOUNTS, false, POOL_PAGE },
    { GET, "/audit", page_audit, DEED_READ_AUDIT, false, POOL_PAGE },
    { GET, "/audit/verify", page_audit_verify, DEED_VERIFY, false, POOL_PAGE },
    { POST, "/audit/verify", page_audit_verify_post, DEED_VERIFY, false, POOL_PAGE },
    { GET, "/audit/verify/{}", page_audit_run, DEED_VERIFY, false, POOL_PAGE },
    { GET, "/audit/verify/{}/report", page_audit_run_report, DEED_VERIFY, false, POOL_PAGE },
    { GET, "/audit/checkpoint", page_audit_checkpoint, DEED_VERIFY, false, POOL_PAGE },
    { GET, "/audit/key", page_audit_key, DEED_VERIFY, false, POOL_PAGE },
    { GET, "/audit/{}/proof", page_audit_proof, DEED_VERIFY, false, POOL_PAGE },
    { GET, "/audit/{}", page_audit_event, DEED_READ_AUDIT, false, POOL_PAGE },
};

const gsize n_routes = G_N_ELEMENTS(routes);

/* Matches path against pattern; each {} takes one piece that is not empty. */
static bool matches(Req *req, const char *pattern)
{
    const char *path = req->path;
    int n = 0;

    while (*pattern != '\0') {
        if (pattern[0] == '{') {
            size_t length = strcspn(path, "/");
            if (length == 0 || n == PATH_ARGS)
                return false;
            req->arg[n++] = mem_text_n(req->mem, path, length);
            path += length;
            pattern += 2;
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    return *path == '\0';
}

bool route_takes_files(const Route *route)
{
    return route->page == page_report_post || route->page == page_files_post ||
           route->page == page_returns_post;
}

const Route *route_find(Req *req, Pool pool, const char **allow)
{
    const char *methods = NULL;

    for (gsize i = 0; i < n_routes; i++) {
        if (routes[i].pool != pool || !matches(req, routes[i].pattern))
            continue;
        if (routes[i].method == req->method)
            return &routes[i];
        const char *word = routes[i].method == GET ? "GET, HEAD" : "POST";
        if (methods == NULL)
            methods = word;
        else if (strstr(methods, word) == NULL) /* /audit/checkpoint is also an /audit/{} */
            methods = mem_printf(req->mem, "%s, %s", methods, word);
    }
    *allow = methods;
    return NULL;
}
