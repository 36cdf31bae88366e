/* export.h: what can be taken out of the house as a table, and how one is written.
 *
 * A kind reads its conditions from the query of a Req, like a page, and sees what its person may see. The pages call
 * it for direct downloads, the runner of jobs (export_run.h) for long ones.
 */
#pragma once
#include "web/req.h"
#include "web/resp.h"
#include "web/sheet.h"

/* Where rows go. */
typedef struct {
    Sheet *sheet;
    int64_t rows;                                         /* so far */
    const char *conditions;                               /* in words */
    bool (*beat)(void *data, int64_t rows, GError **err); /* called now and then; NULL: nobody asks */
    void *data;
} ExportOut;

bool export_row(ExportOut *out, const SheetCell *cells, GError **err);

/* One kind of table. query: the conditions; plan among them where it needs one. */
typedef struct {
    const char *code, *word;
    Deed door;
    const char *help; /* of the sheet 说明; NULL: the usual words */
    const SheetColumn *columns;
    gsize n_columns;
    bool (*count)(Req *req, int64_t most, int64_t *n, GError **err); /* at least the rows, or most */
    bool (*conditions)(Req *req, const char **words, GError **err);
    bool (*write)(Req *req, ExportOut *out, GError **err);
} ExportKind;

extern const ExportKind export_tasks, export_reports, export_audit, export_adoption;

/* NULL: there is no such kind. */
const ExportKind *export_kind(const char *code);

/* audit.xlsx → its kind and form; false: neither. */
bool export_what(const char *name, const ExportKind **kind, SheetForm *form);

/* 任务台账（Excel） */
const char *export_word(Mem *mem, const ExportKind *kind, SheetForm form);

/* 任务台账20230403-0915.xlsx */
const char *export_file_name(Mem *mem, const ExportKind *kind, SheetForm form, int64_t at_us);

/* Writes the whole table to a file. */
bool export_write(Req *req, const ExportKind *kind, SheetForm form, const char *path, ExportOut *out,
                  GError **err);

/* The same as the answer, recorded as an event. */
bool export_answer(Req *req, Resp *resp, const ExportKind *kind, SheetForm form, GError **err);

/* A file of its own that goes with mem; its bytes as the answer's body. */
bool export_scratch(Mem *mem, const char **path, GError **err);
bool export_read_whole(Mem *mem, const char *path, Resp *resp, GError **err);

/* A request of the same person with other conditions. ERR_BAD_INPUT: query is not one. */
bool export_request(const Req *req, const char *query, Req *asked, GError **err);
