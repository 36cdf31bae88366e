/* routes.h: each address of the program, its door and its page. A row without a door is shut (DEED_NONE). */
#pragma once
#include "page/app.h"
#include "web/req.h"
#include "web/resp.h"

typedef bool (*Page)(Req *req, Resp *resp, GError **err);

typedef struct Route {
    Method method;
    const char *pattern; /* {} stands for one piece of the path */
    Page page;
    Deed door;   /* the roles that may ever come in: authz_role() */
    bool anyone; /* no session is needed, and door does not count */
    Pool pool;
} Route;

extern const Route routes[];
extern const gsize n_routes;

/* Whether forms sent there may bring files. */
bool route_takes_files(const Route *route);

/* The row for a request, with its {} in req->arg. NULL: no such address; *allow then lists the methods it has, or is NULL
 * when it has none. */
const Route *route_find(Req *req, Pool pool, const char **allow);
