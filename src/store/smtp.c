/* smtp.c: see smtp.h. */
#include "store/smtp.h"

#include <curl/curl.h>
#include <string.h>

#include "base/err.h"
#include "base/secret.h"

struct Smtp {
    const MailConf *conf;
    CURL *curl;
    char *password; /* owned */
    char error[CURL_ERROR_SIZE];
};

typedef struct {
    const char *rest;
    size_t left;
} Source;

static size_t give(char *to, size_t size, size_t n, void *what)
{
    Source *from = what;
    size_t wanted = MIN(size * n, from->left);

    memcpy(to, from->rest, wanted);
    from->rest += wanted;
    from->left -= wanted;
    return wanted;
}

Smtp *smtp_new(const MailConf *conf, GError **err)
{
    char *password = NULL;

    if (conf->password_file != NULL && !g_file_get_contents(conf->password_file, &password, NULL, err))
        return NULL;
    Smtp *smtp = g_new0(Smtp, 1);
    smtp->conf = conf;
    smtp->password = password == NULL ? NULL : g_strchomp(password);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    smtp->curl = curl_easy_init();
    return smtp;
}

void smtp_free(Smtp *smtp)
{
    if (smtp == NULL)
        return;
    curl_easy_cleanup(smtp->curl);
    if (smtp->password != NULL)
        secret_wipe(smtp->password, strlen(smtp->password));
    g_free(smtp->password);
    g_free(smtp);
}

static void set_up(Smtp *smtp, struct curl_slist *to, Source *source)
{
    CURL *curl = smtp->curl;
    const MailConf *conf = smtp->conf;

    curl_easy_reset(curl); /* the connection stays */
    smtp->error[0] = '\0';
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, smtp->error);
    curl_easy_setopt(curl, CURLOPT_URL, conf->server);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, conf->starttls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
    if (conf->ca_file != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, conf->ca_file);
    if (conf->user != NULL) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, conf->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, smtp->password == NULL ? "" : smtp->password);
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, conf->from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, source);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)conf->timeout_seconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 2L * conf->timeout_seconds);
}

/* Refusals of this mailbox or this mail; everything else may be better another time. */
static SmtpAnswer answer_of(CURLcode code, long said)
{
    if (said >= 550 && said <= 554 && code != CURLE_LOGIN_DENIED)
        return SMTP_NEVER;
    if (said >= 400 && said < 500 && said != 421)
        return SMTP_LATER;
    return SMTP_AWAY;
}

SmtpAnswer smtp_send(Smtp *smtp, const char *to, const char *text, char **why)
{
    struct curl_slist *list = curl_slist_append(NULL, to);
    Source source = { text, strlen(text) };
    long said = 0;

    set_up(smtp, list, &source);
    CURLcode code = curl_easy_perform(smtp->curl);
    curl_easy_getinfo(smtp->curl, CURLINFO_RESPONSE_CODE, &said);
    curl_slist_free_all(list);
    if (code == CURLE_OK)
        return SMTP_SENT;
    *why = g_strdup_printf("%s (%ld)", smtp->error[0] != '\0' ? smtp->error : curl_easy_strerror(code), said);
    return answer_of(code, said);
}
