/* file_kind.h: which files may be evidence (佐证材料): by their name, their size and their own bytes, and the words for those
 * that may not. Pure.
 *
 * Only what a name and the bytes agree on is taken, and only kinds that no browser runs. The checks say what a file claims
 * to be, not that it is harmless: whoever opens it does so in a program of their own.
 * Sources: ISO 32000-1 §7.5 (PDF), W3C PNG §5, ITU-T T.81 Annex B (JPEG), [MS-CFB] §2 (older Office), PKWARE APPNOTE §4.3 and
 * ECMA-376 part 2 (newer Office).
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

typedef enum {
    FILE_OTHER,
    FILE_PDF,
    FILE_DOC,
    FILE_DOCX,
    FILE_XLS,
    FILE_XLSX,
    FILE_JPG,
    FILE_PNG,
    FILE_KIND__N
} FileKind;

typedef enum {
    FAULT_NONE,
    FAULT_CHOICE,  /* nothing was chosen */
    FAULT_NAME,    /* too long */
    FAULT_KIND,    /* not one of the kinds */
    FAULT_DOUBLE,  /* plan.exe.pdf */
    FAULT_EMPTY,   /* no bytes */
    FAULT_SIZE,    /* more bytes than one file may have */
    FAULT_CONTENT, /* the bytes are not what the name says */
    FAULT_MACRO,
    FAULT_LOCKED, /* encrypted: nobody could look at it */
    FAULT_MIXED,  /* something else is hidden in it */
    FAULT_TWICE,  /* the same bytes are there already */
    FAULT_COUNT,  /* the report has as many as it may */
    FAULT_QUOTA,  /* the unit has */
    FAULT_ROOM,   /* the disk is full */
    FAULT_AGAIN,  /* it was kept and removed meanwhile: the page is old */
    FAULT__N
} FileFault;

typedef struct {
    int64_t file_bytes, unit_bytes; /* of one file; of all files of a unit */
    int count;                      /* of one report */
} FileLimits;

enum { FILE_NAME_CHARS = 120 };

const char *file_kind_code(FileKind kind); /* pdf; "" for FILE_OTHER */
FileKind file_kind_of(const char *code);
const char *file_kind_type(FileKind kind); /* application/pdf */

/* A name as people will see it: without folders, line ends and signs that cannot be seen (those that turn the direction of
 * writing among them). Chinese, blanks and quotation marks stay. "" when nothing is left. sent: as browsers put it into a
 * form (three signs in % form: HTML, "multipart/form-data"); bytes that are no UTF-8 become �. */
char *file_name_clean(Mem *mem, const char *sent);

/* 方案.pdf, 2 → 方案 (2).pdf */
char *file_name_numbered(Mem *mem, const char *name, int n);

/* The first thing that is wrong with a clean name. *kind: what it says the file is; FILE_OTHER with a fault. */
FileFault file_name_fault(const char *name, FileKind *kind);

/* The first thing that is wrong with the bytes for that kind. */
FileFault file_content_fault(FileKind kind, const uint8_t *bytes, size_t size_bytes);

/* “方案.zip”未上传：不支持该格式，请改用 PDF、Word、Excel 或图片. other: the file that has the same bytes, for FAULT_TWICE. */
char *file_fault_words(Mem *mem, FileFault fault, const FileLimits *limits, const char *name,
                       int64_t size_bytes, const char *other);

char *word_file_size(Mem *mem, int64_t size_bytes); /* 26.4 MB, 812 KB, 3 字节 */
