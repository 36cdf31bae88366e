/* rights.c: see rights.h. */
#include "ctl/rights.h"

#include <stdio.h>

#include "page/routes.h"

int ctl_rights(void)
{
    printf("method\taddress\tdeed\troles\n");
    for (gsize i = 0; i < n_routes; i++) {
        const Route *route = &routes[i];
        printf("%s\t%s\t%s\t", route->method == POST ? "POST" : "GET", route->pattern,
               deed_code(route->door));
        if (route->anyone)
            printf("anyone");
        for (int role = 0; role < ROLE__N && !route->anyone; role++)
            if (authz_role(ROLE_BIT(role), route->door))
                printf("%s ", role_code((Role)role));
        printf("\n");
    }
    return 0;
}
