/* conf.h: the configuration file (conf/taizhang.conf says what each line means), read once at the start.
 *
 * Texts are owned by the Conf. A missing or wrong line is an error that names the group and the key: there is no
 * silent default for anything that matters to safety.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/secret.h"

enum { CONF_ROLES = 6 };

typedef struct {
    char *socket, *name;
    char *user, *password_file;
} DbConf;

typedef struct {
    char **uris; /* ends with NULL; asked in this order */
    bool starttls;
    char *ca_file, *bind_dn, *password_file;
    char *people_base, *person_filter, *groups_base, *group_filter; /* %s stands for the escaped value */
    char *disabled_filter; /* whose entry it matches may not sign in and is signed out */
    char *unit_attribute, *login_attribute, *name_attribute;
    char *role_groups
        [CONF_ROLES]; /* DN of the group of each role, in the order of rule/model.h; NULL: nobody */
    int timeout_seconds;
} DirectoryConf;

/* The sealed log (store/seal.h). Only the sealer and the operator's ceremonies read the key. */
typedef struct {
    char *origin;      /* the log's name in its checkpoints */
    char *key_file;    /* the seed that signs, 64 hex digits */
    char *public_file; /* rule/note.h's form of the public key */
    char *folder;      /* the sealer's own memory */
    char *drop_folder; /* each checkpoint is put here as well, for what carries it outside; NULL: nowhere */
} SealConf;

/* Files that units hand in with their reports (佐证材料). */
typedef struct {
    char *folder;
    int64_t file_bytes, unit_bytes; /* most of one file, of all of a unit */
    int count;                      /* of one report */
} EvidenceConf;

/* The house's mail server, for 'taizhangctl digest' and 'taizhangctl mail'. */
typedef struct {
    char *server; /* smtp://host:port or smtps://host:port; NULL: no mails are made */
    bool starttls;
    char *ca_file;              /* NULL: the system's */
    char *user, *password_file; /* NULL: the server asks for none */
    char *from;
    char *domain; /* a person's mailbox is login@domain */
    int timeout_seconds;
} MailConf;

typedef struct {
    DbConf app_db, signin_db, ctl_db, migrate_db, seal_db, audit_db, sync_db;
    DirectoryConf directory;
    int64_t idle_us, absolute_us;
    int64_t unconfirmed_us; /* how long rights hold that the directory did not confirm */
    int most_per_person;
    int wrong_most, address_most;
    int64_t window_us, lock_us;
    char *origin; /* scheme://host[:port] */
    bool allow_loopback_http;
    char *templates, *schema, *grants;
    char *exports; /* folder of long exports */
    SealConf seal;
    EvidenceConf evidence;
    char *backup_mark; /* written by packaging/backup when it is done; NULL */
    MailConf mail;
    Key csrf_key, audit_key;
    int watchdog_seconds;
    int64_t clock_shift_seconds;
} Conf;

bool conf_read(const char *path, Conf **conf, GError **err);
void conf_free(Conf *conf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Conf, conf_free)
