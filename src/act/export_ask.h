/* export_ask.h: who takes data out of the house is recorded, at once or with the job that will write the file. */
#pragma once
#include "store/export_job.h"

/* What leaves: words for the record. */
typedef struct {
    const char *what;       /* 任务台账（Excel） */
    const char *conditions; /* in words */
    int64_t rows;           /* -1: not known yet */
    int64_t now_us;
} ExportNote;

/* A direct download, or the download of a job's file. */
bool act_export_record(Db *db, Mem *mem, const Actor *who, const ExportNote *note, GError **err);

/* Adds a job. ERR_CONFLICT: the same press of the button has added it already, or too many of the person's jobs have
 * not ended. */
bool act_export_ask(Db *db, Mem *mem, const Actor *who, const RequestId *request, const ExportJob *job,
                    const ExportNote *note, int64_t *id, GError **err);
