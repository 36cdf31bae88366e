/* multipart.h: multipart/form-data (RFC 7578) as browsers send it, read piece by piece while it comes: texts into memory, files
 * into files of their own, hashed on the way. Memory is bounded by the texts' limits, whatever the files' sizes.
 *
 * Strict where it costs nothing: a body that does not end with its boundary, parts without a name, texts that are no clean
 * UTF-8 are ERR_BAD_INPUT. A file that is too large or finds no room on the disk is no such error: its bytes are passed over
 * and it says so, for the texts beside it must not be lost.
 */
#pragma once
#include "web/req.h"

/* Where files are put until somebody wants them. */
typedef struct {
    const char *folder; /* NULL: no files are taken here */
    int64_t file_bytes; /* most of one file */
    bool pass_over;     /* who sends them may bring none: texts are read, files only passed over */
} Spool;

enum { UPLOADS_MOST = 40, UPLOAD_PREFIX_CHARS = 6 };
#define UPLOAD_PREFIX                                                                                        \
    ".part-" /* what is not kept yet, where a file system needs a name for it: nothing serves them */

typedef struct Upload {
    const char *field, *name; /* name: as sent */
    int64_t size_bytes;       /* as sent, also when it is not all there */
    Hash sha256;
    const char *
        path; /* NULL: nothing was stored. Gone at the end of the request unless somebody gave it another name;
                         of a file without a name it is /proc/self/fd/N, which linkat() follows */
    bool too_large;
    int trouble; /* errno of what kept it from being stored: no room on the disk, no right to write there; 0: none */
} Upload;

typedef struct Uploads {
    Upload *list;
    gsize n;
} Uploads;

typedef struct Multipart Multipart;

/* Whether a content type is multipart/form-data. */
bool multipart_is(const char *content_type);

/* ERR_BAD_INPUT: no boundary in it, or no files are taken here. */
Multipart *multipart_new(Mem *mem, const char *content_type, const Spool *spool, GError **err);

/* The next piece of the body, of any size. */
bool multipart_feed(Multipart *m, const char *bytes, size_t size_bytes, GError **err);

/* The body is over. A field of a file that nobody chose is left out of both. */
bool multipart_end(Multipart *m, Params *form, Uploads *uploads, GError **err);
