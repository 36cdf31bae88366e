/* notice.h: reads the bytes of an issued notice: its sections, its tasks, and who leads or takes part in each.
 *
 * Pure: no files, no clock. What is found lives as long as mem; `source` and every offset point into the caller's
 * bytes, which must live as long as the Notice. Offsets and sizes are in bytes and count from the first byte given,
 * a byte order mark included, so that what was issued can be shown byte for byte. Lines count from 1.
 *
 * How such notices are written (GB/T 9704-2012 7.3.3: 一、 （一） 1. （1） are the levels; units stand in a bracket at
 * the end of a task or on the line after it) is laid down in notice_label.c and
 * notice_units.c. */
#pragma once
#include "base/err.h"
#include "base/mem.h"
#include <stddef.h>

enum { NOTICE_MAX_BYTES = 1024 * 1024 }; /* a real one has about 60 kB */

/* So many bytes of the source. */
typedef struct {
    size_t offset, size_bytes;
} NoticeSpan;

typedef struct {
    int no;            /* counted through from 1, whatever is printed */
    const char *label; /* as printed: "十一、" */
    const char *title; /* without the label and without a closing 。 */
    size_t line;
} NoticeSection;

/* Unit names as printed, in the order of printing, none twice. */
typedef struct {
    const char **names;
    size_t n;
} NoticeUnits;

typedef struct {
    int no;              /* counted through from 1; the printed number is in label */
    int section_no;      /* 0: the notice has no sections, or the task stands before the first */
    const char *label;   /* as printed: "12." "（三）" */
    const char *heading; /* the heading between section and task (（一）… above 1.), "" mostly */
    const char *title;   /* words up to the first 。 */
    const char *body;    /* the rest without the units; paragraphs are divided by \n; "" if there is none */
    size_t line;         /* of the label */
    NoticeSpan issued;   /* label, words and units, as issued; ends before the line break */
    const NoticeSpan *paragraphs; /* title and body without label and units: what promises are searched in */
    size_t n_paragraphs;
    NoticeUnits leads;        /* empty when no unit is named */
    NoticeUnits participants; /* no unit that also leads */
} NoticeTask;

typedef enum {
    NOTICE_NUMBER_TWICE,  /* the label's number was there before, in this run of numbers */
    NOTICE_NUMBER_GAP,    /* a number between the last and this one is missing */
    NOTICE_BRACKET_OPEN,  /* a bracket is opened and not closed, or closed and not opened */
    NOTICE_TEXT_OUTSIDE,  /* words that belong to no task and are neither head, preamble nor signature */
    NOTICE_UNITS_UNREAD,  /* a bracket or line names units in a way that is not understood in full */
    NOTICE_SECTION_EMPTY, /* a section without any task */
    NOTICE_DOUBTFUL_WORD, /* a number outside the promises that looks misprinted: “20版” for 2.0版 */
    NOTICE_PROBLEM__N
} NoticeProblemKind;

typedef struct {
    NoticeProblemKind kind;
    size_t line;
    const char *words; /* of the notice, cut to a readable length */
} NoticeProblem;

typedef struct {
    const char *source; /* the caller's bytes */
    size_t size_bytes;
    const NoticeSection *sections;
    size_t n_sections;
    const NoticeTask *tasks;
    size_t n_tasks;
    const NoticeProblem *problems; /* in the order of lines */
    size_t n_problems;
    bool first_unit_leads; /* the notice says 列第一位者为牵头单位 or the like */
    bool has_decimals;     /* a number with a decimal point stands somewhere in a task */
} Notice;

/* ERR_BAD_INPUT, with a sentence in Chinese that names the line: not UTF-8, longer than NOTICE_MAX_BYTES, no task
 * found. Lesser trouble is in notice->problems: what could be read is read, the rest is named there. */
bool notice_parse(Mem *mem, const char *bytes, size_t size_bytes, Notice *notice, GError **err);

/* The problem as a sentence for a person: 第12行：编号与前面重复：“3.推进…”。 */
const char *notice_problem_sentence(Mem *mem, const NoticeProblem *problem);
