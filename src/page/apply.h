/* apply.h: the form of an application: what it reads and what it shows. */
#pragma once
#include "act/application_deeds.h"
#include "store/book.h"
#include "store/evidence.h"
#include "web/form.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

enum {
    APPLY_UNIT,
    APPLY_PERIOD,
    APPLY_TARGET,
    APPLY_ASKED,
    APPLY_REASON,
    APPLY_EVIDENCE,
    APPLY_FILE,
    APPLY_EXPLAIN,
    APPLY__N
};

typedef struct {
    Req *req;
    const Book *book;
    const BookTask *task;
    ItemPlace place; /* whose application it is */
    Asks asks;
    const char *path;
    const char *value[APPLY__N]; /* as typed */
    TaskEvidence *files;         /* that may be pointed to */
    gsize n_files;
    const int64_t *picked; /* of them */
    gsize n_picked;
    GroundFacts facts;
    StoredCheck *checks; /* of a closure, with what was typed */
    gsize n_checks;
    Complaint *complaints;
    gsize n_complaints;
    bool twin; /* the same is asked for already */
} Apply;

/* apply_show.c */
bool apply_show(Apply *form, Resp *resp, int status, GError **err);
