/* ldap_ask.h: one question to one LDAP server; runs in a child process of its own (directory.c). */
#pragma once
#include "store/directory.h"

Asked ldap_ask(const DirectoryConf *conf, const char *uri, const char *login, const char *password,
               Found *found);
