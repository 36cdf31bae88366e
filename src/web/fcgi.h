/* fcgi.h: the FastCGI door. Takes requests from the listening socket at descriptor 0, one at a time, until the process
 * is told to end (SIGTERM, SIGUSR1) — then the request at hand is finished first.
 *
 * A request that is not done in .watchdog_seconds ends the process, and whoever watches it starts another (F12: a peer
 * that sends half a record would hold the worker for ever). A body shorter than declared never reaches the handler.
 */
#pragma once
#include "web/multipart.h"
#include "web/resp.h"

/* Answers a request. broken: what kept it from being read, or NULL. */
typedef void (*FcgiHandler)(void *data, Mem *mem, const RawReq *raw, const GError *broken, Resp *resp);

typedef struct {
    int watchdog_seconds;
    Spool spool; /* for the files of forms */

    /* Asked before the body of such a form is read, with the handler's data: false, and its files are passed over. */
    bool (*takes_files)(void *data, Mem *mem, const RawReq *raw);
} FcgiSettings;

/* 0 when told to end, 1 when the socket is unusable. */
int fcgi_serve(FcgiHandler handler, void *data, const FcgiSettings *settings);
