/* conf.c: see conf.h. */
#include "base/conf.h"

#include <string.h>

#include "base/err.h"

static const char *const role_keys[CONF_ROLES] = { "filer", "supervisor", "auditor",
                                                   "admin", "leader",     "security" };

typedef struct {
    GKeyFile *file;
    GError **err;
    bool good; /* the first error stays; later reads are skipped */
} Reader;

static char *read_text(Reader *in, const char *group, const char *key)
{
    return in->good ? g_key_file_get_string(in->file, group, key, in->err) : NULL;
}

static char *need_text(Reader *in, const char *group, const char *key)
{
    char *text = read_text(in, group, key);

    if (text == NULL)
        in->good = false;
    return text;
}

static char *want_text(Reader *in, const char *group, const char *key)
{
    return g_key_file_has_key(in->file, group, key, NULL) ? need_text(in, group, key) : NULL;
}

static int need_number(Reader *in, const char *group, const char *key, int least, int most)
{
    GError *error = NULL;

    if (!in->good)
        return least;
    int number = g_key_file_get_integer(in->file, group, key, &error);
    if (error == NULL && (number < least || number > most))
        fail(&error, ERR_BROKEN, "[%s] %s must be from %d to %d", group, key, least, most);
    if (error != NULL) {
        g_propagate_error(in->err, error);
        in->good = false;
    }
    return number;
}

static bool want_flag(Reader *in, const char *group, const char *key)
{
    GError *error = NULL;

    if (!in->good || !g_key_file_has_key(in->file, group, key, NULL))
        return false;
    bool flag = g_key_file_get_boolean(in->file, group, key, &error);
    if (error != NULL) {
        g_propagate_prefixed_error(in->err, error, "[%s] %s: ", group, key);
        in->good = false;
    }
    return flag;
}

/* A filter with the one place for what is searched. */
static char *need_filter(Reader *in, const char *group, const char *key)
{
    char *filter = need_text(in, group, key);

    if (in->good && strstr(filter, "%s") == NULL)
        in->good = fail(in->err, ERR_BROKEN, "[%s] %s: no %%s in it", group, key);
    return filter;
}

static void need_key(Reader *in, const char *group, const char *key, Key *to)
{
    g_autofree char *path = need_text(in, group, key);

    if (in->good)
        in->good = key_read(path, to, in->err);
}

static DbConf read_db(Reader *in, const char *user_key, const char *password_key)
{
    return (DbConf){
        .socket = need_text(in, "database", "socket"),
        .name = need_text(in, "database", "name"),
        .user = need_text(in, "database", user_key),
        .password_file = need_text(in, "database", password_key),
    };
}

static void read_directory(Reader *in, DirectoryConf *directory)
{
    const char *group = "directory";

    if (in->good)
        directory->uris = g_key_file_get_string_list(in->file, group, "uris", NULL, in->err);
    in->good = in->good && directory->uris != NULL;
    if (in->good && directory->uris[0] == NULL)
        in->good = fail(in->err, ERR_BROKEN, "[%s] uris: no server in it", group);
    directory->starttls = want_flag(in, group, "starttls");
    directory->ca_file = need_text(in, group, "ca_file");
    directory->bind_dn = need_text(in, group, "bind_dn");
    directory->password_file = need_text(in, group, "password_file");
    directory->people_base = need_text(in, group, "people_base");
    directory->person_filter = need_filter(in, group, "person_filter");
    directory->groups_base = need_text(in, group, "groups_base");
    directory->group_filter = need_filter(in, group, "group_filter");
    directory->disabled_filter = need_text(in, group, "disabled_filter");
    directory->unit_attribute = need_text(in, group, "unit_attribute");
    directory->login_attribute = need_text(in, group, "login_attribute");
    directory->name_attribute = need_text(in, group, "name_attribute");
    directory->timeout_seconds = need_number(in, group, "timeout_seconds", 1, 20);
    for (int i = 0; i < CONF_ROLES; i++)
        directory->role_groups[i] = want_text(in, "roles", role_keys[i]);
}

static void read_limits(Reader *in, Conf *conf)
{
    const int64_t minute_us = INT64_C(60) * 1000000;

    conf->idle_us = need_number(in, "session", "idle_minutes", 1, 24 * 60) * minute_us;
    conf->absolute_us = need_number(in, "session", "absolute_hours", 1, 24) * 60 * minute_us;
    conf->unconfirmed_us = need_number(in, "session", "unconfirmed_hours", 1, 24) * 60 * minute_us;
    conf->most_per_person = need_number(in, "session", "most_per_person", 1, 100);
    conf->wrong_most = need_number(in, "signin", "wrong_most", 1, 100);
    conf->window_us = need_number(in, "signin", "window_minutes", 1, 24 * 60) * minute_us;
    conf->lock_us = need_number(in, "signin", "lock_minutes", 1, 24 * 60) * minute_us;
    conf->address_most = need_number(in, "signin", "address_most", 1, 1000000);
    conf->watchdog_seconds = need_number(in, "worker", "watchdog_seconds", 1, 600);
}

/* The demo's clock: a file with a number of seconds; without the line the clock is the machine's. */
static void read_clock(Reader *in, Conf *conf)
{
    g_autofree char *path = want_text(in, "demo", "clock_offset_file");
    g_autofree char *text = NULL;

    if (!in->good || path == NULL)
        return;
    in->good = g_file_get_contents(path, &text, NULL, in->err);
    if (in->good)
        conf->clock_shift_seconds = g_ascii_strtoll(text, NULL, 10);
}

/* Off until there is a server. A password goes over TLS or not at all. */
static void read_mail(Reader *in, MailConf *mail)
{
    const char *group = "mail";

    mail->server = want_text(in, group, "server");
    if (!in->good || mail->server == NULL)
        return;
    mail->starttls = want_flag(in, group, "starttls");
    mail->ca_file = want_text(in, group, "ca_file");
    mail->user = want_text(in, group, "user");
    mail->password_file = want_text(in, group, "password_file");
    mail->from = need_text(in, group, "from");
    mail->domain = need_text(in, group, "domain");
    mail->timeout_seconds = need_number(in, group, "timeout_seconds", 1, 60);
    bool smtps = g_str_has_prefix(mail->server, "smtps://");
    if (in->good && !smtps && !g_str_has_prefix(mail->server, "smtp://"))
        in->good = fail(in->err, ERR_BROKEN, "[%s] server: smtp://host:port or smtps://host:port", group);
    if (in->good && mail->user != NULL && !smtps && !mail->starttls)
        in->good = fail(in->err, ERR_BROKEN, "[%s] user: a password needs smtps:// or starttls=true", group);
}

static void read_all(Reader *in, Conf *conf)
{
    conf->app_db = read_db(in, "user", "password_file");
    conf->signin_db = read_db(in, "signin_user", "signin_password_file");
    conf->ctl_db = read_db(in, "ctl_user", "ctl_password_file");
    conf->migrate_db = read_db(in, "migrate_user", "migrate_password_file");
    conf->seal_db = read_db(in, "seal_user", "seal_password_file");
    conf->audit_db = read_db(in, "audit_user", "audit_password_file");
    conf->sync_db = read_db(in, "sync_user", "sync_password_file");
    read_directory(in, &conf->directory);
    read_limits(in, conf);
    conf->origin = need_text(in, "http", "origin");
    conf->allow_loopback_http = want_flag(in, "http", "allow_loopback_http");
    conf->templates = need_text(in, "paths", "templates");
    conf->schema = need_text(in, "paths", "schema");
    conf->grants = need_text(in, "paths", "grants");
    conf->exports = need_text(in, "exports", "folder");
    conf->seal = (SealConf){
        .origin = need_text(in, "seal", "origin"),
        .key_file = need_text(in, "seal", "key_file"),
        .public_file = need_text(in, "seal", "public_file"),
        .folder = need_text(in, "seal", "folder"),
        .drop_folder = want_text(in, "seal", "drop_folder"),
    };
    conf->evidence = (EvidenceConf){
        .folder = need_text(in, "evidence", "folder"),
        .file_bytes = need_number(in, "evidence", "file_limit_kb", 1, 20480) * INT64_C(1024),
        .count = need_number(in, "evidence", "count_limit", 1, 20),
        .unit_bytes = need_number(in, "evidence", "unit_quota_mb", 1, 1000000) * INT64_C(1048576),
    };
    conf->backup_mark = want_text(in, "backup", "mark_file");
    read_mail(in, &conf->mail);
    need_key(in, "secret", "csrf_key_file", &conf->csrf_key);
    need_key(in, "secret", "audit_key_file", &conf->audit_key);
    read_clock(in, conf);
    if (in->good && g_str_has_prefix(conf->origin, "http://") && !conf->allow_loopback_http)
        in->good = fail(in->err, ERR_BROKEN,
                        "[http] origin: http:// needs allow_loopback_http (tests and demo only)");
}

bool conf_read(const char *path, Conf **conf, GError **err)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(Conf) made = g_new0(Conf, 1);
    Reader in = { .file = file, .err = err, .good = true };

    TRY(g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, err));
    read_all(&in, made);
    TRY(in.good);
    *conf = g_steal_pointer(&made);
    return true;
}

static void db_clear(DbConf *db)
{
    g_free(db->socket);
    g_free(db->name);
    g_free(db->user);
    g_free(db->password_file);
}

static void seal_clear(SealConf *seal)
{
    g_free(seal->origin);
    g_free(seal->key_file);
    g_free(seal->public_file);
    g_free(seal->folder);
    g_free(seal->drop_folder);
}

static void mail_clear(MailConf *mail)
{
    g_free(mail->server);
    g_free(mail->ca_file);
    g_free(mail->user);
    g_free(mail->password_file);
    g_free(mail->from);
    g_free(mail->domain);
}

static void directory_clear(DirectoryConf *directory)
{
    char *texts[] = { directory->ca_file,        directory->bind_dn,        directory->password_file,
                      directory->people_base,    directory->person_filter,  directory->groups_base,
                      directory->group_filter,   directory->unit_attribute, directory->login_attribute,
                      directory->name_attribute, directory->disabled_filter };

    g_strfreev(directory->uris);
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    for (int i = 0; i < CONF_ROLES; i++)
        g_free(directory->role_groups[i]);
}

void conf_free(Conf *conf)
{
    if (conf == NULL)
        return;
    db_clear(&conf->app_db);
    db_clear(&conf->signin_db);
    db_clear(&conf->ctl_db);
    db_clear(&conf->migrate_db);
    db_clear(&conf->seal_db);
    db_clear(&conf->audit_db);
    db_clear(&conf->sync_db);
    seal_clear(&conf->seal);
    mail_clear(&conf->mail);
    directory_clear(&conf->directory);
    g_free(conf->origin);
    g_free(conf->templates);
    g_free(conf->schema);
    g_free(conf->grants);
    g_free(conf->exports);
    g_free(conf->evidence.folder);
    g_free(conf->backup_mark);
    secret_wipe(conf, sizeof *conf);
    g_free(conf);
}
