/* sheets.h: what the pages of supervision notices (提醒, 催办, 督办单) share. Texts live as long as the request. */
#pragma once
#include "store/book.h"
#include "store/sheet.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* Fills a row: number, subject, unit, what it is about, state and limit, with their links. */
void sheet_show_row(Req *req, View *row, const SheetRow *sheet);

/* Chips: the state, and 签收逾期 or 答复逾期. Includes sheet_state.tpl at marker. */
void sheet_show_state(View *view, const char *marker, const SheetRow *sheet, int64_t now_us);

/* Those that have not ended, on top of other pages: includes sheets_open.tpl at marker; nothing when there are none. */
void sheets_show_open(Req *req, View *view, const char *marker, const SheetRow *list, gsize n);

/* Of the reader's own unit, or how many wait for the office: the part of the home page. */
bool sheets_show_home(Req *req, View *body, GError **err);

/* Of a task, as far as who may read them; and the office's way to issue one. */
bool sheets_show_task(Req *req, View *body, const Book *book, const BookTask *task, GError **err);

/* The notice of the address, when who may read it. ERR_NOT_FOUND, ERR_DENIED. */
bool sheet_of_address(Req *req, Sheet *sheet, GError **err);

/* What was typed into a step's form, to be shown again. */
typedef struct {
    SheetStep step;
    StepFields fields;
    Complaint *complaints;
    gsize n_complaints;
    bool late; /* somebody else was first */
} TypedStep;

bool sheet_show(Req *req, Resp *resp, const Sheet *sheet, const TypedStep *typed, int status, GError **err);

/* What a new notice is about, as far as it is known: NULL where it is not; and words to begin with. */
typedef struct {
    const Book *book;
    const BookUnit *unit;
    const BookTask *task;
    const Period *period;
    const char *subject, *body; /* "": none */
} SheetDraft;

/* Finds the words. Of a unit alone, or a unit and a period: what it owes by now; when that is one report, the task and the
 * period are that report's. */
bool sheet_suggest(Req *req, SheetDraft *draft, GError **err);

/* 2023-04-10, for a field. */
char *sheet_day(Mem *mem, int64_t at_us);
