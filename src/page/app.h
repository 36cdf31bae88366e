/* app.h: what lives as long as the worker: configuration and connections. Nothing of a request stays here, but for which forms
 * were in work a moment ago. */
#pragma once
#include "base/conf.h"
#include "store/book.h"
#include "store/burden.h"

typedef enum { POOL_NONE, POOL_SIGN_IN, POOL_PAGE, POOL__N } Pool;

typedef struct App {
    const Conf *conf;
    Db *db;
    Shelf *shelf; /* what plans consist of, read anew whenever that changes */
    FormTimes form_times;
    Pool pool;
    const char *css, *print, *dark, *official, /* of papers (page/paper_show.h) */
        *js; /* addresses of the style sheet and the script, with the hash of their bytes */
} App;
