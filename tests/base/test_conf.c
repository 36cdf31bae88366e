/* test_conf.c: a configuration that is not right says which line, and nothing starts on a silent default. */
#include "base/conf.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char *folder;

static char *write_file(const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static const char *const good_lines[] = {
    "[database]",
    "socket=/s",
    "name=taizhang",
    "user=a",
    "password_file=/p",
    "signin_user=b",
    "signin_password_file=/q",
    "ctl_user=d",
    "ctl_password_file=/s",
    "migrate_user=c",
    "migrate_password_file=/r",
    "seal_user=e",
    "seal_password_file=/t",
    "audit_user=f",
    "audit_password_file=/u",
    "sync_user=g",
    "sync_password_file=/w",
    "[directory]",
    "uris=ldaps://one;ldaps://two",
    "starttls=true",
    "ca_file=/ca",
    "bind_dn=cn=x",
    "password_file=/l",
    "people_base=ou=people",
    "person_filter=(uid=%s)",
    "groups_base=ou=groups",
    "group_filter=(member=%s)",
    "disabled_filter=(x=y)",
    "unit_attribute=departmentNumber",
    "login_attribute=uid",
    "name_attribute=cn",
    "timeout_seconds=3",
    "[roles]",
    "filer=cn=filers",
    "auditor=cn=auditors",
    "[session]",
    "idle_minutes=60",
    "absolute_hours=12",
    "unconfirmed_hours=4",
    "most_per_person=5",
    "[signin]",
    "wrong_most=5",
    "window_minutes=10",
    "lock_minutes=15",
    "address_most=60",
    "[http]",
    "origin=https://taizhang.example",
    "allow_loopback_http=false",
    "[paths]",
    "templates=/t",
    "schema=/schema",
    "grants=/g",
    "[exports]",
    "folder=/e",
    "[evidence]",
    "folder=/f",
    "file_limit_kb=20480",
    "count_limit=20",
    "unit_quota_mb=2000",
    "[seal]",
    "origin=taizhang.example/audit",
    "key_file=/k",
    "public_file=/v",
    "folder=/m",
    "[secret]",
    "csrf_key_file=KEY",
    "audit_key_file=KEY",
    "[worker]",
    "watchdog_seconds=30",
};

/* The good file with one line replaced; instead NULL: left out. */
static char *conf_text(const char *line, const char *instead)
{
    GString *text = g_string_new(NULL);
    g_autofree char *key = g_build_filename(folder, "key", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(good_lines); i++) {
        const char *use = line != NULL && strcmp(good_lines[i], line) == 0 ? instead : good_lines[i];
        if (use != NULL)
            g_string_append_printf(text, "%s\n", use);
    }
    g_string_replace(text, "KEY", key, 0);
    return g_string_free(text, FALSE);
}

static bool read_changed(const char *line, const char *instead, Conf **conf, GError **err)
{
    g_autofree char *text = conf_text(line, instead);
    g_autofree char *path = write_file("conf", text);

    return conf_read(path, conf, err);
}

static void test_good(void)
{
    g_autoptr(Conf) conf = NULL;
    g_autoptr(GError) error = NULL;
    bool good = read_changed(NULL, NULL, &conf, &error);

    g_assert_no_error(error);
    g_assert_true(good);
    g_assert_cmpstr(conf->signin_db.user, ==, "b");
    g_assert_cmpstr(conf->directory.uris[1], ==, "ldaps://two");
    g_assert_null(conf->directory.uris[2]);
    g_assert_true(conf->directory.starttls);
    g_assert_cmpstr(conf->directory.role_groups[2], ==, "cn=auditors");
    g_assert_null(conf->directory.role_groups[3]);
    g_assert_cmpint(conf->idle_us, ==, INT64_C(3600) * 1000000);
    g_assert_cmpint(conf->absolute_us, ==, INT64_C(12) * 3600 * 1000000);
    g_assert_cmpint(conf->lock_us, ==, INT64_C(900) * 1000000);
    g_assert_false(conf->allow_loopback_http);
    g_assert_cmpint(conf->csrf_key.bytes[1], ==, 0x11);
}

static void test_wrong_lines(void)
{
    static const struct {
        const char *label, *line, *instead, *told;
    } cases[] = {
        { "no socket", "socket=/s", NULL, "socket" },
        { "no password", "password_file=/l", NULL, "password_file" },
        { "no servers", "uris=ldaps://one;ldaps://two", NULL, "uris" },
        { "an empty list of servers", "uris=ldaps://one;ldaps://two", "uris=", "uris" },
        { "starttls is a word", "starttls=true", "starttls=perhaps", "starttls" },
        { "loopback is a word", "allow_loopback_http=false", "allow_loopback_http=nein",
          "allow_loopback_http" },
        { "a filter without its place", "person_filter=(uid=%s)", "person_filter=(uid=x)", "person_filter" },
        { "minutes are words", "idle_minutes=60", "idle_minutes=sixty", "idle_minutes" },
        { "minutes are missing", "idle_minutes=60", NULL, "idle_minutes" },
        { "no minutes", "idle_minutes=60", "idle_minutes=0", "idle_minutes" },
        { "too many hours", "absolute_hours=12", "absolute_hours=25", "absolute_hours" },
        { "negative", "most_per_person=5", "most_per_person=-1", "most_per_person" },
        { "no tries", "wrong_most=5", "wrong_most=0", "wrong_most" },
        { "a patience that the watchdog would end", "timeout_seconds=3", "timeout_seconds=21",
          "timeout_seconds" },
        { "no watchdog", "watchdog_seconds=30", NULL, "watchdog_seconds" },
        { "plain http", "origin=https://taizhang.example", "origin=http://taizhang.example",
          "allow_loopback_http" },
        { "no origin", "origin=https://taizhang.example", NULL, "origin" },
        { "no key", "csrf_key_file=KEY", "csrf_key_file=/nowhere/key", "/nowhere/key" },
        { "no templates", "templates=/t", NULL, "templates" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Conf *conf = NULL;
        g_autoptr(GError) error = NULL;
        g_test_message("%s", cases[i].label);
        g_assert_false(read_changed(cases[i].line, cases[i].instead, &conf, &error));
        g_assert_null(conf);
        g_test_message("  %s", error->message);
        g_assert_nonnull(strstr(error->message, cases[i].told));
    }
}

static void test_loopback_may_be_plain(void)
{
    g_autofree char *text = conf_text("origin=https://taizhang.example",
                                      "origin=http://127.0.0.1:8080\nallow_loopback_http=true");
    g_autofree char *path = write_file("conf", text);
    g_autoptr(Conf) conf = NULL;
    g_autoptr(GError) error = NULL;

    /* a key that comes twice: the last one counts, and that is still false */
    g_assert_false(conf_read(path, &conf, &error));
    g_clear_error(&error);
    g_autofree char *again = g_strdup(text);
    char *late = strstr(again, "allow_loopback_http=false");
    memcpy(late, "allow_loopback_http=true\n", strlen("allow_loopback_http=true\n"));
    g_autofree char *other = write_file("conf", again);
    g_assert_true(conf_read(other, &conf, &error));
    g_assert_true(conf->allow_loopback_http);
}

static void test_no_file(void)
{
    Conf *conf = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_false(conf_read("/nowhere/taizhang.conf", &conf, &error));
    g_assert_nonnull(error);
    conf_free(NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("conf-XXXXXX", NULL);
    g_autofree char *key = write_file("key",
                                      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n");
    g_test_add_func("/conf/good", test_good);
    g_test_add_func("/conf/wrong lines", test_wrong_lines);
    g_test_add_func("/conf/loopback may be plain", test_loopback_may_be_plain);
    g_test_add_func("/conf/no file", test_no_file);
    int status = g_test_run();
    g_autofree char *conf = g_build_filename(folder, "conf", NULL);
    remove(conf);
    remove(key);
    rmdir(folder);
    g_free(folder);
    return status;
}
