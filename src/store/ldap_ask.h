/* ldap_ask.h: questions to one LDAP server; each runs in a child process of its own (directory.c). */
#pragma once
#include "store/directory.h"

Asked ldap_ask(const DirectoryConf *conf, const char *uri, const char *login, const char *password,
               Found *found);

/* A line to the server as the service account, for many questions; NULL: away. Ends with the process. */
struct ldap *ldap_line(const DirectoryConf *conf, const char *uri);

/* Who has this entryUUID; found need not be zeroed. See directory_look(). */
Asked ldap_look(struct ldap *line, const DirectoryConf *conf, const uint8_t uuid[UUID_BYTES], Found *found);
