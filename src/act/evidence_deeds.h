/* evidence_deeds.h: keeping a file beside a report, taking one away, and the record of who took one out. Each is one
 * transaction with its event; each asks authz() on the locked rows (DEED_KEEP_EVIDENCE).
 *
 * ERR_DENIED carries the Verdict as its detail, ERR_BAD_INPUT the FileFault.
 */
#pragma once
#include "rule/file_kind.h"
#include "store/evidence.h"

typedef struct {
    ReportAddress at;
    RequestId request;
    const char *folder; /* where files are kept */
    FileLimits limits;
    const char *path; /* of the bytes that came, in that folder */
    const char *name; /* clean (file_name_clean) */
    FileKind kind;
    int64_t size_bytes;
    Hash sha256;
    int64_t now_us;
} EvidenceWish;

/* How it went: the name it has now (another file may have had the same), or the file that has the same bytes already. */
typedef struct {
    const char *name, *same_as;
} KeptEvidence;

/* The bytes are on the disk before the row is written; when it is not, they are taken away again, or the sweep finds them
 * (ctl/files.c). The same request again is the same deed. */
bool act_evidence_keep(Db *db, Mem *mem, const Actor *who, const EvidenceWish *wish, KeptEvidence *kept,
                       GError **err);

typedef struct {
    ReportAddress at;
    RequestId request;
    int64_t id; /* of the file */
    int64_t now_us;
} EvidenceRemoval;

/* Its row and its bytes stay; the next submission is without it. ERR_NOT_FOUND: no such file here. One that was removed
 * already is no error. *name: of the file. */
bool act_evidence_remove(Db *db, Mem *mem, const Actor *who, const EvidenceRemoval *wish, const char **name,
                         GError **err);

/* Somebody takes a file out: one event a person, file and day. */
bool act_evidence_read(Db *db, Mem *mem, const Actor *who, const ReportPlace *place, const Evidence *file,
                       int64_t now_us, GError **err);
