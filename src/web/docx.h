/* docx.h: a document for Word and WPS in the form of GB/T 9704-2012, by libzip.
 *
 * What is the same in each document (styles, page number — 1 —, settings) stands as files in a folder
 * (templates/docx); the text is filled into templates/docx_document.tpl, which escapes it. A document is built from
 * its first paragraph to its last and then finished once. Texts are borrowed until then.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

#include "base/mem.h"

typedef struct Docx Docx;

/* The styles of templates/docx/word/styles.xml. */
typedef enum {
    DOCX_BODY,      /* 正文: 3号仿宋, two signs in from the left */
    DOCX_ORGAN,     /* 发文机关标志, red (7.2.4) */
    DOCX_ISSUE_NO,  /* 发文字号, with the red line below it (7.2.5, 7.2.7) */
    DOCX_ISSUE,     /* 期号 of a 简报 */
    DOCX_ISSUED_BY, /* below it who issues it, a tab, the date; the red line */
    DOCX_TITLE,     /* 标题: 2号小标宋 (7.3.1) */
    DOCX_MAIN_TO,   /* 主送机关 */
    DOCX_HEADING_1, /* 一、 黑体 (7.3.3) */
    DOCX_HEADING_2, /* （一） 楷体 */
    DOCX_TABLE_TITLE,
    DOCX_NOTE,
    DOCX_SIGNATURE, /* 发文机关署名 (7.3.5) */
    DOCX_DATE,
    DOCX_COPIES, /* 版记: 抄送, 印发机关 (7.4) */
    DOCX__N
} DocxStyle;

Docx *docx_new(Mem *mem);

/* Each line of text is a paragraph; empty lines are left out; its first tab goes to the
 * style's stop. Nothing is written for "". */
void docx_text(Docx *docx, DocxStyle style, const char *text);

typedef struct {
    const char *title;
    int wide;       /* in parts of the whole width */
    bool is_number; /* at the right */
} DocxColumn;

/* Begins a table; its head is repeated on each page. columns live until docx_finish(). */
void docx_table(Docx *docx, const DocxColumn *columns, gsize n_columns);
/* One more row of the last table: a text for each column, NULL or "": empty. */
void docx_row(Docx *docx, const char *const *cells);

/* What follows begins a page, across (A4 landscape) or upright. */
void docx_turn(Docx *docx, bool across);

/* folder: the parts that are the same in each document. Its bytes are the same for the same content. */
bool docx_finish(Docx *docx, const char *folder, const char **bytes, gsize *size_bytes, GError **err);

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
