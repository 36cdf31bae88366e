/* notice_label.h: the number that a line starts with.
 *
 * The four levels of official papers (GB/T 9704-2012, 7.3.3): 一、 then （一） then 1. then （1）; typists also write
 * 1、 and 1．, half-width brackets, 1) and ①. */
#pragma once
#include "rule/passage.h"

#include <stdint.h>

typedef enum {
    LABEL_NONE,
    LABEL_SECTION,     /* 一、 */
    LABEL_ROUND,       /* （一） */
    LABEL_DIGIT,       /* 1. 1、 1． */
    LABEL_ROUND_DIGIT, /* （1） 1) ① */
    LABEL__N
} LabelKind;

typedef struct {
    LabelKind kind;
    int no;
    size_t size_bytes; /* of the label, the mark after the number included */
} NoticeLabel;

/* Reads the label of a trimmed line. A decimal such as 1.5万户 is no label, nor is an enumeration such as 一、二级. */
NoticeLabel notice_label(Passage line);

/* Reads a Chinese numeral below 10 000 at the start; *size_bytes is 0 if there is none. */
int64_t chinese_number(Passage p, size_t *size_bytes);
