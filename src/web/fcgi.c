/* fcgi.c: see fcgi.h. */
#include "web/fcgi.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/err.h"

enum { RECORD_HEAD = 8, RECORD_MOST = 65528, RECORD_VERSION = 1, RECORD_STDOUT = 6 };

static volatile sig_atomic_t told_to_end;

static void on_end(int signal_number)
{
    (void)signal_number;
    told_to_end = 1;
}

static void on_alarm(int signal_number)
{
    static const char line[] =
        "{\"level\":\"error\",\"text\":\"watchdog: a request took too long; this worker ends\"}\n";
    ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);

    (void)signal_number;
    (void)written;
    _exit(3);
}

static void set_signals(sigset_t *while_waiting)
{
    struct sigaction end = { .sa_handler = on_end }, alarm_action = { .sa_handler = on_alarm };
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    sigset_t block;

    sigaction(SIGTERM, &end, NULL);
    sigaction(SIGUSR1, &end, NULL);
    sigaction(SIGALRM, &alarm_action, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigemptyset(&block);
    sigaddset(&block, SIGTERM);
    sigaddset(&block, SIGUSR1);
    sigprocmask(SIG_BLOCK, &block, while_waiting); /* they arrive only in epoll_pwait, so none is missed */
    sigdelset(while_waiting, SIGTERM);
    sigdelset(while_waiting, SIGUSR1);
}

/* The declared length, or -1. Digits only: "-1", "+5", "0x5" and blanks are no lengths. */
static int64_t declared_length(const char *text, int64_t most)
{
    int64_t length;

    if (text == NULL || text[0] == '\0')
        return 0;
    return number_read(text, &length) && length <= most ? length : -1;
}

/* The body piece by piece as libfcgi has received it; 0: there is no more. */
static size_t next_piece(FCGX_Stream *in, size_t most, const char **piece)
{
    if (FCGX_GetChar(in) == EOF) /* gets the next piece when this one is used up */
        return 0;
    *piece = (const char *)in->rdNext - 1;
    size_t n = MIN((size_t)(in->stop - in->rdNext) + 1, most);
    in->rdNext += n - 1;
    return n;
}

/* None of the body stays behind: a password would be in the freed buffer until something else is written there (R16). */
static void wipe_behind(FCGX_Stream *in)
{
    secret_wipe(in->stopUnget, (size_t)(in->rdNext - in->stopUnget));
}

static bool is_short(size_t got, int64_t length, GError **err)
{
    return got != (size_t)length &&
           !fail(err, ERR_BAD_INPUT, "body: %zu bytes of %" G_GINT64_FORMAT, got, length);
}

static bool read_plain(FCGX_Stream *in, int64_t length, Mem *mem, RawReq *raw, GError **err)
{
    char *body = mem_alloc(mem, (size_t)length + 1);
    const char *piece;
    size_t got = 0;

    for (size_t n = 1; n > 0 && got < (size_t)length; got += n) {
        n = next_piece(in, (size_t)length - got, &piece);
        if (n > 0)
            memcpy(body + got, piece, n);
        wipe_behind(in);
    }
    if (is_short(got, length, err))
        return false;
    raw->body = body;
    raw->body_bytes = (size_t)length;
    return true;
}

/* A form with files is never in memory as a whole. */
static bool read_parts(FCGX_Stream *in, int64_t length, Multipart *multipart, Mem *mem, RawReq *raw,
                       GError **err)
{
    Uploads *uploads = mem_alloc(mem, sizeof *uploads);
    const char *piece;
    size_t got = 0;

    for (size_t n = 1; n > 0 && got < (size_t)length; got += n) {
        n = next_piece(in, (size_t)length - got, &piece);
        if (n > 0)
            TRY(multipart_feed(multipart, piece, n, err));
        wipe_behind(in);
    }
    if (is_short(got, length, err))
        return false;
    TRY(multipart_end(multipart, &raw->parts, uploads, err));
    raw->uploads = uploads;
    return true;
}

static bool read_body(FCGX_Request *from, Mem *mem, const FcgiSettings *settings, void *data, RawReq *raw,
                      GError **err)
{
    const char *type = FCGX_GetParam("CONTENT_TYPE", from->envp);
    const char *declared = FCGX_GetParam("CONTENT_LENGTH", from->envp);
    bool has_parts = type != NULL && multipart_is(type);
    int64_t length = declared_length(declared, has_parts ? UPLOAD_BYTES : BODY_BYTES);

    if (length < 0)
        return fail(err, ERR_BAD_INPUT, "CONTENT_LENGTH is not a length we take");
    if (!has_parts)
        return read_plain(from->in, length, mem, raw, err);
    Spool spool = settings->spool;
    spool.pass_over = spool.folder != NULL && !settings->takes_files(data, mem, raw);
    Multipart *multipart = multipart_new(mem, type, &spool, err);
    return multipart != NULL && read_parts(from->in, length, multipart, mem, raw, err);
}

/* A record of standard output: eight bytes, then the content (FastCGI 1.0, §3.3). */
static char *put_record(char *to, int request_id, const char *content, size_t size_bytes)
{
    const unsigned char header[RECORD_HEAD] = { RECORD_VERSION,
                                                RECORD_STDOUT,
                                                (unsigned char)(request_id >> 8),
                                                (unsigned char)request_id,
                                                (unsigned char)(size_bytes >> 8),
                                                (unsigned char)size_bytes };

    memcpy(to, header, sizeof header);
    memcpy(to + sizeof header, content, size_bytes);
    return to + sizeof header + size_bytes;
}

/* Who has gone away needs no answer: the error is left to FCGX_Finish_r(). */
static void write_all(int socket, const char *bytes, const char *end)
{
    while (bytes < end) {
        ssize_t n = write(socket, bytes, (size_t)(end - bytes));
        if (n < 0 && errno != EINTR)
            return;
        bytes += MAX(n, 0);
    }
}

/* libfcgi hands on 8 KB at a time, and each piece wakes nginx: the whole answer goes in one write instead. The end of the
 * output is left to FCGX_Finish_r(). */
static void write_answer(FCGX_Request *to, Mem *mem, const Resp *resp, bool is_head)
{
    const char *head = resp_head(resp, mem);
    size_t left = is_head ? 0 : resp->body_bytes, n = 0;
    size_t most = strlen(head) + left + RECORD_HEAD * (2 + left / RECORD_MOST);
    char *answer = mem_alloc(mem, most), *end = answer;

    end = put_record(end, to->requestId, head, strlen(head));
    for (const char *body = resp->body; left > 0; body += n, left -= n) {
        n = MIN(left, RECORD_MOST);
        end = put_record(end, to->requestId, body, n);
    }
    write_all(to->ipcFd, answer, end);
}

static void answer(FCGX_Request *request, FcgiHandler handler, void *data, const FcgiSettings *settings,
                   Mem *mem)
{
    RawReq raw = { .vars = request->envp, .body = "" };
    Resp resp = { .status = 500 };
    const char *method = FCGX_GetParam("REQUEST_METHOD", request->envp);
    g_autoptr(GError) broken = NULL;

    (void)read_body(request, mem, settings, data, &raw,
                    &broken); /* the handler turns the error into a page */
    handler(data, mem, &raw, broken, &resp);
    write_answer(request, mem, &resp, g_strcmp0(method, "HEAD") == 0);
}

/* One waiting worker is woken for each connection, not all of them. */
static int waiting_set(void)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLEXCLUSIVE };
    int set = epoll_create1(EPOLL_CLOEXEC);

    fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    if (set >= 0 && epoll_ctl(set, EPOLL_CTL_ADD, STDIN_FILENO, &event) != 0) {
        close(set);
        return -1;
    }
    return set;
}

int fcgi_serve(FcgiHandler handler, void *data, const FcgiSettings *settings)
{
    g_autoptr(Mem) mem = mem_new();
    FCGX_Request request;
    sigset_t while_waiting;
    struct epoll_event event;
    int set = waiting_set();

    if (set < 0 || FCGX_Init() != 0 ||
        FCGX_InitRequest(&request, STDIN_FILENO, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
        return 1;
    set_signals(&while_waiting);
    while (!told_to_end) {
        if (epoll_pwait(set, &event, 1, -1, &while_waiting) < 1)
            continue;
        alarm((unsigned)settings->watchdog_seconds);
        if (FCGX_Accept_r(&request) == 0) { /* else another worker was quicker */
            answer(&request, handler, data, settings, mem);
            FCGX_Finish_r(&request);
            mem_reset(mem);
        }
        alarm(0);
    }
    FCGX_Free(&request, 1);
    close(set);
    return 0;
}
