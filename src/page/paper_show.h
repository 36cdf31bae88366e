/* paper_show.h: a document (rule/paper.h) on a page, on official paper, as .docx and as .xlsx: one content, four outputs. */
#pragma once
#include "rule/paper.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* Where each ranked unit's score stands, and which of them are objected to. */
typedef struct {
    const char *address;  /* a unit's score is below it */
    const int64_t *units; /* with an objection (异议) that is not settled */
    gsize n_units;
} PaperScores;

/* Fills an include of paper.tpl at marker. scores NULL: no links, as on paper. */
void paper_show(Mem *mem, View *view, const char *marker, const Paper *paper, const PaperScores *scores);

/* A4 in the form of GB/T 9704, without the frame of the site. back: where the page came from. */
bool paper_print(Req *req, Resp *resp, const Paper *paper, const char *back, GError **err);

/* What official.tpl is filled with; the paper itself is included at PAPER. */
View *paper_root(Req *req, const char *title, const char *back);
bool paper_render(Req *req, Resp *resp, View *root, GError **err);

/* Files to be kept, each recorded as an event. name: without suffix. */
bool paper_docx(Req *req, Resp *resp, const Paper *paper, const char *name, GError **err);
bool paper_xlsx(Req *req, Resp *resp, const Paper *paper, const char *name, GError **err);
