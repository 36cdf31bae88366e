/* notice_lines.h: what each line of a notice is: section, heading, start of a task, more of it, or none of these. */
#pragma once
#include "rule/notice_label.h"

typedef enum {
    LINE_HEAD,    /* before the first section or task: address, title, preamble; blank lines anywhere */
    LINE_SECTION, /* 一、 */
    LINE_HEADING, /* a labelled line between section and tasks */
    LINE_TASK,    /* a task starts here */
    LINE_MORE,    /* more words or units of the task above */
    LINE_TAIL,    /* date, signature, 此件公开发布, notes */
    LINE_STRAY,   /* words behind a section or heading that belong to no task */
} LineUse;

typedef struct {
    Passage text; /* without blanks at its sides */
    size_t no;    /* from 1 */
    NoticeLabel label;
    LineUse use;
    bool attachment;  /* an entry in the list of attachments: 附件：1.… 2.… */
    bool names_units; /* set for labelled lines: units stand between this label and the next */
    bool has_words;   /* set for labelled lines: there is more than a heading before the next label */
} NoticeLine;

/* Lines of a notice, as GArray of NoticeLine; to be freed by the caller. */
GArray *notice_lines(Passage source);
