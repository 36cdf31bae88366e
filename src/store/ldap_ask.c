/* ldap_ask.c: search, bind, groups; see ldap_ask.h. */
#include "store/ldap_ask.h"

#include <lber.h>
#include <ldap.h>
#include <string.h>

#include "base/secret.h"

/* Replaces %s in a filter of the configuration by the value, escaped as RFC 4515 wants it. */
static char *filter_of(const char *pattern, const char *value)
{
    struct berval plain = { .bv_val = (char *)(uintptr_t)value, .bv_len = strlen(value) }, escaped;
    const char *place = strstr(pattern, "%s");

    if (place == NULL || ldap_bv2escaped_filter_value(&plain, &escaped) != 0)
        return NULL;
    char *filter = g_strdup_printf("%.*s%s%s", (int)(place - pattern), pattern, escaped.bv_val, place + 2);
    ber_memfree(escaped.bv_val);
    return filter;
}

/* All of them hold, or nothing is sent: a certificate that was not asked for is one that nobody checks. */
static bool set_options(LDAP *ldap, const DirectoryConf *conf)
{
    int version = LDAP_VERSION3, demand = LDAP_OPT_X_TLS_DEMAND, fresh = 0;
    struct timeval patience = { .tv_sec = conf->timeout_seconds };
    const struct {
        int option;
        const void *value;
    } options[] = {
        { LDAP_OPT_PROTOCOL_VERSION, &version },
        { LDAP_OPT_REFERRALS, LDAP_OPT_OFF },
        { LDAP_OPT_NETWORK_TIMEOUT, &patience },
        { LDAP_OPT_TIMEOUT, &patience },
        { LDAP_OPT_X_TLS_CACERTFILE, conf->ca_file },
        { LDAP_OPT_X_TLS_REQUIRE_CERT, &demand },
        { LDAP_OPT_X_TLS_NEWCTX, &fresh }, /* last: makes the context with what stands above */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(options); i++)
        if (ldap_set_option(ldap, options[i].option, options[i].value) != LDAP_OPT_SUCCESS)
            return false;
    return true;
}

static LDAP *connect_to(const DirectoryConf *conf, const char *uri)
{
    LDAP *ldap = NULL;

    if (ldap_initialize(&ldap, uri) != LDAP_SUCCESS)
        return NULL;
    if (set_options(ldap, conf) && (g_str_has_prefix(uri, "ldaps://") ||
                                    (conf->starttls && ldap_start_tls_s(ldap, NULL, NULL) == LDAP_SUCCESS)))
        return ldap;
    ldap_unbind_ext_s(ldap, NULL, NULL); /* no password ever goes over a bare line */
    return NULL;
}

/* A bind with the whole password, whatever its bytes (a C string would stop at the first NUL). The words of the password
 * policy are asked for (draft-behera-ldap-password-policy §6.1). */
static int bind_as(LDAP *ldap, const char *dn, const char *password, LDAPControl ***controls)
{
    struct berval secret = { .bv_val = (char *)(uintptr_t)password, .bv_len = strlen(password) };
    LDAPControl policy = { .ldctl_oid = (char *)(uintptr_t)LDAP_CONTROL_PASSWORDPOLICYREQUEST };
    LDAPControl *ask[] = { &policy, NULL };
    LDAPMessage *result = NULL;
    int id, code = LDAP_OTHER;

    if (ldap_sasl_bind(ldap, dn, LDAP_SASL_SIMPLE, &secret, ask, NULL, &id) != LDAP_SUCCESS)
        return LDAP_SERVER_DOWN;
    if (ldap_result(ldap, id, LDAP_MSG_ALL, NULL, &result) <= 0)
        return LDAP_SERVER_DOWN;
    if (ldap_parse_result(ldap, result, &code, NULL, NULL, NULL, controls, 1) != LDAP_SUCCESS)
        return LDAP_SERVER_DOWN;
    return code;
}

static bool bind_service(LDAP *ldap, const DirectoryConf *conf)
{
    g_autofree char *password = NULL;

    if (!g_file_get_contents(conf->password_file, &password, NULL, NULL))
        return false;
    g_strchomp(password);
    return bind_as(ldap, conf->bind_dn, password, NULL) == LDAP_SUCCESS;
}

static void copy_value(const struct berval *value, char *to)
{
    if (value->bv_len <= NAME_BYTES && g_utf8_validate_len(value->bv_val, value->bv_len, NULL))
        memcpy(to, value->bv_val, value->bv_len);
}

static void take_value(LDAP *ldap, LDAPMessage *entry, const char *attribute, char *to)
{
    struct berval **values = ldap_get_values_len(ldap, entry, attribute);

    if (values != NULL && values[0] != NULL)
        copy_value(values[0], to);
    ldap_value_free_len(values);
}

/* Somebody may stand in the directory with several units. */
static void take_units(LDAP *ldap, LDAPMessage *entry, const char *attribute, Found *found)
{
    struct berval **values = ldap_get_values_len(ldap, entry, attribute);

    found->n_unit_codes = ldap_count_values_len(values);
    for (int i = 0; i < MIN(found->n_unit_codes, UNIT_CODES); i++)
        copy_value(values[i], found->unit_codes[i]);
    ldap_value_free_len(values);
}

/* entryUUID as text, 8-4-4-4-12 hex digits. */
static bool take_uuid(LDAP *ldap, LDAPMessage *entry, uint8_t uuid[UUID_BYTES])
{
    char text[NAME_BYTES + 1] = "";
    int n = 0;

    take_value(ldap, entry, "entryUUID", text);
    for (const char *p = text; *p != '\0' && n < UUID_BYTES; p++) {
        if (*p == '-')
            continue;
        if (!g_ascii_isxdigit(p[0]) || !g_ascii_isxdigit(p[1]))
            return false;
        uuid[n++] = (uint8_t)(g_ascii_xdigit_value(p[0]) * 16 + g_ascii_xdigit_value(p[1]));
        p++;
    }
    return n == UUID_BYTES;
}

/* The one entry that the filter finds: its DN (to be freed with ldap_memfree) and what we want to know of it. */
static Asked find_person(LDAP *ldap, const DirectoryConf *conf, const char *filter, char **dn, Found *found)
{
    char uuid_word[] = "entryUUID";
    char *wanted[] = { uuid_word, conf->login_attribute, conf->name_attribute, conf->unit_attribute, NULL };
    LDAPMessage *result = NULL;
    Asked asked = ASK_UNKNOWN;

    int code = ldap_search_ext_s(ldap, conf->people_base, LDAP_SCOPE_SUBTREE, filter, wanted, 0, NULL, NULL,
                                 NULL, 2, &result);
    LDAPMessage *entry = code == LDAP_SUCCESS ? ldap_first_entry(ldap, result) : NULL;
    if (code != LDAP_SUCCESS && code != LDAP_NO_SUCH_OBJECT && code != LDAP_SIZELIMIT_EXCEEDED)
        asked = ASK_AWAY;
    if (entry != NULL && ldap_count_entries(ldap, result) == 1 && take_uuid(ldap, entry, found->uuid)) {
        take_value(ldap, entry, conf->login_attribute, found->login);
        take_value(ldap, entry, conf->name_attribute, found->name);
        take_units(ldap, entry, conf->unit_attribute, found);
        *dn = ldap_get_dn(ldap, entry);
        found->known = true;
        asked = ASK_GOOD;
    }
    ldap_msgfree(result);
    return asked;
}

static Roles roles_in(LDAP *ldap, const DirectoryConf *conf, LDAPMessage *result)
{
    Roles roles = 0;

    for (LDAPMessage *e = ldap_first_entry(ldap, result); e != NULL; e = ldap_next_entry(ldap, e)) {
        char *dn = ldap_get_dn(ldap, e);
        for (int role = 0; dn != NULL && role < ROLE__N; role++)
            if (conf->role_groups[role] != NULL && g_ascii_strcasecmp(dn, conf->role_groups[role]) == 0)
                roles |= ROLE_BIT(role);
        ldap_memfree(dn);
    }
    return roles;
}

static bool find_roles(LDAP *ldap, const DirectoryConf *conf, const char *dn, Roles *roles)
{
    g_autofree char *filter = filter_of(conf->group_filter, dn);
    char nothing[] = LDAP_NO_ATTRS;
    char *wanted[] = { nothing, NULL };
    LDAPMessage *result = NULL;

    if (filter == NULL)
        return false;
    int code = ldap_search_ext_s(ldap, conf->groups_base, LDAP_SCOPE_SUBTREE, filter, wanted, 0, NULL, NULL,
                                 NULL, 100, &result);
    if (code == LDAP_SUCCESS)
        *roles = roles_in(ldap, conf, result);
    ldap_msgfree(result);
    return code == LDAP_SUCCESS || code == LDAP_NO_SUCH_OBJECT;
}

/* What the directory says of the password beside yes or no (draft-behera-ldap-password-policy §6.2). */
static LDAPPasswordPolicyError policy_of(LDAP *ldap, LDAPControl **controls, Found *found)
{
    LDAPControl *control = ldap_control_find(LDAP_CONTROL_PASSWORDPOLICYRESPONSE, controls, NULL);
    ber_int_t expires = -1, grace = -1;
    LDAPPasswordPolicyError error = PP_noError;

    if (control == NULL ||
        ldap_parse_passwordpolicy_control(ldap, control, &expires, &grace, &error) != LDAP_SUCCESS)
        return PP_noError;
    found->in_grace = grace >= 0;
    found->grace_left = (int)grace;
    return error;
}

static Asked judge_bind(LDAP *ldap, int code, LDAPControl **controls, Found *found)
{
    LDAPPasswordPolicyError error = policy_of(ldap, controls, found);

    if (code == LDAP_SUCCESS)
        return error == PP_passwordExpired || error == PP_changeAfterReset ? ASK_CHANGE : ASK_GOOD;
    if (code == LDAP_SERVER_DOWN || code == LDAP_TIMEOUT || code == LDAP_BUSY || code == LDAP_UNAVAILABLE)
        return ASK_AWAY;
    if (error == PP_accountLocked)
        return ASK_LOCKED;
    return error == PP_passwordExpired ? ASK_EXPIRED : ASK_WRONG;
}

/* Binding as the person, and asking the server who it takes us for: success alone is no proof (RFC 4513 §5.1.2). */
static bool is_taken_for(LDAP *ldap, const char *dn)
{
    g_autofree char *expected = g_strconcat("dn:", dn, NULL);
    struct berval *who = NULL;
    bool same = ldap_whoami_s(ldap, &who, NULL, NULL) == LDAP_SUCCESS && who != NULL &&
                g_ascii_strcasecmp(who->bv_val, expected) == 0;

    ber_bvfree(who);
    return same;
}

static Asked check_password(const DirectoryConf *conf, const char *uri, const char *dn, const char *password,
                            Found *found)
{
    LDAP *ldap = connect_to(conf, uri);
    LDAPControl **controls = NULL;

    if (ldap == NULL)
        return ASK_AWAY;
    int code = bind_as(ldap, dn, password, &controls); /* arguments of one call have no order */
    Asked asked = judge_bind(ldap, code, controls, found);
    if (asked == ASK_GOOD && !is_taken_for(ldap, dn))
        asked = ASK_WRONG;
    ldap_controls_free(controls);
    ldap_unbind_ext_s(ldap, NULL, NULL);
    return asked;
}

/* An unknown name costs the same bind as a known one, so that the time of the answer tells nothing (R05). */
static void pretend(const DirectoryConf *conf, const char *uri, const char *password)
{
    g_autofree char *nobody = g_strconcat("cn=nobody,", conf->people_base, NULL);
    Found ignored = { 0 };

    (void)check_password(conf, uri, nobody, password, &ignored); /* the server refuses it */
}

/* Whether the entry matches the filter. */
static bool matches(LDAP *ldap, const char *dn, const char *filter, bool *yes)
{
    char nothing[] = LDAP_NO_ATTRS;
    char *wanted[] = { nothing, NULL };
    LDAPMessage *result = NULL;
    int code = ldap_search_ext_s(ldap, dn, LDAP_SCOPE_BASE, filter, wanted, 0, NULL, NULL, NULL, 1, &result);

    *yes = code == LDAP_SUCCESS && ldap_count_entries(ldap, result) == 1;
    ldap_msgfree(result);
    return code == LDAP_SUCCESS || code == LDAP_NO_SUCH_OBJECT;
}

/* What is asked once it is certain who it is: whether the account is shut, and its roles. */
static Asked look_closer(LDAP *ldap, const DirectoryConf *conf, const char *dn, Found *found)
{
    bool disabled;

    if (!matches(ldap, dn, conf->disabled_filter, &disabled))
        return ASK_AWAY;
    if (disabled)
        return ASK_DISABLED;
    return find_roles(ldap, conf, dn, &found->roles) ? ASK_GOOD : ASK_AWAY;
}

static Asked find_by_login(LDAP *ldap, const DirectoryConf *conf, const char *login, char **dn, Found *found)
{
    g_autofree char *filter = filter_of(conf->person_filter, login);

    return filter == NULL ? ASK_UNKNOWN : find_person(ldap, conf, filter, dn, found);
}

Asked ldap_ask(const DirectoryConf *conf, const char *uri, const char *login, const char *password,
               Found *found)
{
    LDAP *ldap = connect_to(conf, uri);
    char *dn = NULL;

    if (ldap == NULL)
        return ASK_AWAY;
    Asked asked = bind_service(ldap, conf) ? find_by_login(ldap, conf, login, &dn, found) : ASK_AWAY;
    if (asked == ASK_GOOD)
        asked = check_password(conf, uri, dn, password, found);
    else if (asked == ASK_UNKNOWN)
        pretend(conf, uri, password);
    if (asked == ASK_GOOD)
        asked = look_closer(ldap, conf, dn, found);
    ldap_memfree(dn);
    ldap_unbind_ext_s(ldap, NULL, NULL);
    return asked;
}

LDAP *ldap_line(const DirectoryConf *conf, const char *uri)
{
    LDAP *ldap = connect_to(conf, uri);

    if (ldap != NULL && !bind_service(ldap, conf)) {
        ldap_unbind_ext_s(ldap, NULL, NULL);
        return NULL;
    }
    return ldap;
}

static char *uuid_filter(const uint8_t uuid[UUID_BYTES])
{
    GString *filter = g_string_new("(entryUUID=");

    for (int i = 0; i < UUID_BYTES; i++)
        g_string_append_printf(filter, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", uuid[i]);
    g_string_append_c(filter, ')');
    return g_string_free(filter, FALSE);
}

/* The person filter may say more than the name: an entry that it no longer matches could not sign in. */
Asked ldap_look(LDAP *ldap, const DirectoryConf *conf, const uint8_t uuid[UUID_BYTES], Found *found)
{
    g_autofree char *filter = uuid_filter(uuid);
    g_autofree char *person = NULL;
    char *dn = NULL;
    bool still = false;

    memset(found, 0, sizeof *found);
    Asked asked = find_person(ldap, conf, filter, &dn, found);
    if (asked == ASK_GOOD) {
        person = filter_of(conf->person_filter, found->login);
        if (person != NULL && !matches(ldap, dn, person, &still))
            asked = ASK_AWAY;
        else if (!still)
            asked = ASK_UNKNOWN;
    }
    if (asked == ASK_GOOD)
        asked = look_closer(ldap, conf, dn, found);
    ldap_memfree(dn);
    return asked;
}
