/* rights.c: who may do what, and by which group of the directory: from the rule and the configuration themselves. */
#include "page/account.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/authz_scope.h"
#include "rule/role_words.h"

static void show_cell(Req *req, View *row, Role role, Deed deed)
{
    Scope scope = authz_scope(role, deed);
    const char *word = scope_word(req->mem, &scope);
    View *cell = view_part(row, "CELL");

    view_text(cell, "ROLE_WORD", role_word(role));
    if (word == NULL)
        view_show(cell, "NO");
    else
        view_text(view_part(cell, "YES"), "WORD", word);
}

/* What this person's roles give them: the words of each role that may, without repeating one. */
static void show_own(Req *req, View *body, Deed deed)
{
    if (!authz_role(req->who.roles, deed))
        return;
    View *line = view_part(body, "OWN");
    view_text(line, "DEED", deed_word(deed));
    for (int role = 0; role < ROLE__N; role++) {
        Scope scope = authz_scope((Role)role, deed);
        if ((req->who.roles & ROLE_BIT(role)) && scope.may)
            view_text(view_part(line, "REACH"), "WORD", scope_word(req->mem, &scope));
    }
}

bool page_rights(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "rights.tpl");
    Roles all = ((Roles)1 << ROLE__N) - 1;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "帮助", "/help");
    page_crumb(req, body, "谁能做什么", NULL);
    view_text(body, "UNIT", req->who.unit_name[0] == '\0' ? "无单位" : req->who.unit_name);
    view_text(body, "MY_ROLES", roles_word(req->mem, req->who.roles));
    view_account_roles(req, view_part(body, "GROUPS"), all);
    for (int role = 0; role < ROLE__N; role++)
        view_text(view_part(body, "HEAD"), "ROLE_WORD", role_word((Role)role));
    for (int deed = DEED_NONE + 1; deed < DEED__N; deed++) {
        View *row = view_part(body, "ROW");
        view_text(row, "DEED", deed_word((Deed)deed));
        for (int role = 0; role < ROLE__N; role++)
            show_cell(req, row, (Role)role, (Deed)deed);
        show_own(req, body, (Deed)deed);
    }
    return page_show(req, resp, body, 200, NAV_NONE, "谁能做什么", err);
}
