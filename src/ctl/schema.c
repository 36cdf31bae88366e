/* schema.c: taizhangctl migrate, taizhangctl check. */
#include <stdio.h>

#include "base/err.h"
#include "ctl/ctl.h"
#include "store/guard.h"
#include "store/migrate.h"

static void say_applied(const char *name, void *data)
{
    (void)data;
    printf("已执行 %s\n", name);
}

bool ctl_migrate(Ctl *ctl, int argc, char **argv, GError **err)
{
    g_autoptr(Db) db = db_new(&ctl->conf->migrate_db);

    (void)argc;
    (void)argv;
    TRY(migrate(db, ctl->conf->schema, ctl->now_us, say_applied, NULL, err));
    printf("数据库结构已是最新\n");
    return true;
}

static bool check_account(const DbConf *conf, const char *grants, GError **err)
{
    g_autoptr(Db) db = db_new(conf);

    return guard_check(db, grants, err);
}

void ctl_check_rights(const Ctl *ctl, Db *db)
{
    db_check_with(db, guard_check, ctl->conf->grants);
}

bool ctl_check(Ctl *ctl, int argc, char **argv, GError **err)
{
    (void)argc;
    (void)argv;
    TRY(check_account(&ctl->conf->app_db, ctl->conf->grants, err));
    TRY(check_account(&ctl->conf->signin_db, ctl->conf->grants, err));
    TRY(check_account(&ctl->conf->ctl_db, ctl->conf->grants, err));
    TRY(check_account(&ctl->conf->seal_db, ctl->conf->grants, err));
    TRY(check_account(&ctl->conf->audit_db, ctl->conf->grants, err));
    TRY(check_account(&ctl->conf->sync_db, ctl->conf->grants, err));
    printf("数据库设置和账号权限与清单一致\n");
    return true;
}
