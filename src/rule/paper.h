/* paper.h: an official document as data: heads, paragraphs, tables. Pages, print, .docx and .xlsx are made of it, so that
 * all of them say the same; what is issued is kept as this (store/paper.h). Texts are borrowed.
 */
#pragma once
#include <stdbool.h>

#include "base/mem.h"

typedef struct {
    const char *title;
    int wide; /* in parts of the table's whole width */
    bool is_number;
} PaperColumn;

/* Cells of a number column are digits, at most with a point and a sign; "" for none. */
typedef struct {
    const char *title, *sheet; /* sheet: its name in the .xlsx */
    const char *look;          /* "rank": a page draws lights beside the row; "" */
    bool across;               /* too wide for an upright page (156 mm) */
    const PaperColumn *columns;
    gsize n_columns;
    const char *const **rows; /* rows[r][c] */
    gsize n_rows;
    const char *const *keys; /* rank: the id of each row's unit; NULL */
    const char *note;        /* below it; "" */
} PaperTable;

typedef struct {
    const char *code, *title;
    const char *words, *text; /* what people wrote, then what the figures say: a paragraph a line; "" */
    const PaperTable *tables;
    gsize n_tables;
} PaperPart;

typedef struct {
    const char *organ;    /* 发文机关标志; "" of a draft */
    const char *issue_no; /* 发文字号; "" of a draft */
    const char *title, *main_to;
    const PaperPart *parts;
    gsize n_parts;
    const char *signature, *day; /* 署名, 成文日期 */
    const char *copies_to;       /* 抄送; "" */
    const char *proof;           /* which checkpoint of the log it carries; "" of a draft */
} Paper;

/* The place of a column; -1: the table has none of that title. */
int paper_column(const PaperTable *table, const char *title);
