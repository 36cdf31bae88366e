/* multipart.c: see multipart.h. */
#include "web/multipart.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/words.h"

/* Most of one part's headers; RFC 2046 allows 70 signs of a boundary. Parts that nobody wants count, too: each costs time. */
enum {
    HEAD_BYTES = 4096,
    HEAD_LINES = 16,
    BOUNDARY_CHARS = 70,
    RANDOM_BYTES = 24,
    FILE_MODE = 0640,
    HELD_BYTES = 65536,
    PARTS_MOST = PARAMS_MOST + UPLOADS_MOST
};

typedef enum {
    IN_PREAMBLE, /* before the first boundary */
    AFTER_LINE,  /* just behind a boundary: "--" or a line end */
    IN_HEAD,
    IN_TEXT,
    IN_FILE,
    IN_NOTHING, /* a file that nobody chose, or nobody takes */
    IN_END
} Where;

struct Multipart {
    Mem *mem;
    Spool spool;
    Where where;
    char *mark; /* \r\n--boundary */
    size_t mark_bytes, matched;
    size_t tail_bytes; /* behind a boundary */
    char tail[2];
    GString *head, *text; /* owned */
    size_t text_bytes;    /* of all texts together */
    Param *params;
    gsize n_params;
    Uploads uploads;
    Upload *upload;
    int n_parts;
    const char *name;
    GChecksum *sum;         /* owned */
    int fd;                 /* of the file that is written; -1: none */
    int kept[UPLOADS_MOST]; /* descriptors of files that have no name: they last as long */
    int n_kept;
    char *held; /* HELD_BYTES, not yet written; NULL before the first file */
    size_t held_bytes;
};

/* A piece of a header, in m->head. */
typedef struct {
    const char *at; /* NULL: there is none */
    size_t n;
} Span;

static void multipart_free(void *what)
{
    Multipart *m = what;

    if (m->fd >= 0)
        close(m->fd);
    for (int i = 0; i < m->n_kept; i++)
        close(m->kept[i]);
    g_string_free(m->head, TRUE);
    g_string_free(m->text, TRUE);
    g_clear_pointer(&m->sum, g_checksum_free);
}

static void drop_file(void *path)
{
    (void)unlink(path); /* it may have been moved */
}

static bool is_boundary(const char *text, size_t n)
{
    if (n == 0 || n > BOUNDARY_CHARS)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!g_ascii_isalnum(text[i]) && strchr("'()+_,-./:=?", text[i]) == NULL)
            return false;
    return true;
}

bool multipart_is(const char *content_type)
{
    static const char word[] = "multipart/form-data";

    return g_ascii_strncasecmp(content_type, word, strlen(word)) == 0 &&
           strchr("; ", content_type[strlen(word)]) != NULL;
}

/* The value of name=… or name="…" in a header. Browsers put a backslash before no sign. */
static Span parameter(const char *header, const char *name)
{
    size_t n = strlen(name);

    for (const char *p = strchr(header, ';'); p != NULL && *p != '\0';) {
        p += strspn(p, "; \t");
        bool found = g_ascii_strncasecmp(p, name, n) == 0 && p[n] == '=';
        p += strcspn(p, "=;");
        if (*p != '=')
            continue;
        bool quoted = *++p == '"';
        p += quoted;
        size_t length = strcspn(p, quoted ? "\"" : "; \t");
        if (quoted && p[length] != '"')
            break;
        if (found)
            return (Span){ p, length };
        p = strchr(p + length, ';');
    }
    return (Span){ NULL, 0 };
}

Multipart *multipart_new(Mem *mem, const char *content_type, const Spool *spool, GError **err)
{
    Span boundary = parameter(content_type, "boundary");

    if (spool->folder == NULL) {
        fail(err, ERR_BAD_INPUT, "multipart: no files are taken here");
        return NULL;
    }
    if (boundary.at == NULL || !is_boundary(boundary.at, boundary.n)) {
        fail(err, ERR_BAD_INPUT, "multipart: no boundary");
        return NULL;
    }
    Multipart *m = mem_alloc(mem, sizeof *m);
    *m = (Multipart){
        .mem = mem, .spool = *spool, .fd = -1, .matched = 2
    }; /* the first line has no line end before it */
    m->mark = mem_printf(mem, "\r\n--%.*s", (int)boundary.n, boundary.at);
    m->mark_bytes = strlen(m->mark);
    m->head = g_string_new(NULL);
    m->text = g_string_new(NULL);
    m->params = mem_array(mem, Param, PARAMS_MOST);
    m->uploads.list = mem_array(mem, Upload, UPLOADS_MOST);
    return mem_keep(mem, m, multipart_free);
}

/* ---- files */

/* Where the file system knows no files without a name: one that the sweep finds if this worker is killed. */
static const char *open_named(Multipart *m)
{
    uint8_t bytes[RANDOM_BYTES];
    char word[2 * RANDOM_BYTES];

    secret_random(bytes, sizeof bytes);
    base64url_write(bytes, sizeof bytes, word, sizeof word);
    char *path = mem_printf(m->mem, "%s/%s%s", m->spool.folder, UPLOAD_PREFIX, word);
    m->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
    return m->fd < 0 ? NULL : mem_keep(m->mem, path, drop_file);
}

/* Without a name, so that whatever happens to this worker, nothing stays in the folder. */
static void begin_file(Multipart *m)
{
    m->fd = open(m->spool.folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, FILE_MODE);
    if (m->fd >= 0)
        m->upload->path = mem_printf(m->mem, "/proc/self/fd/%d", m->fd);
    else if (errno == EOPNOTSUPP || errno == EISDIR)
        m->upload->path = open_named(m);
    if (m->fd < 0) {
        m->upload->trouble = errno;
        return;
    }
    (void)fchmod(m->fd, FILE_MODE); /* whatever the umask: nginx reads it by its group */
    if (m->held == NULL)
        m->held = mem_alloc(m->mem, HELD_BYTES);
}

static void write_file(Multipart *m, const char *bytes, size_t size_bytes)
{
    while (size_bytes > 0) {
        ssize_t n = write(m->fd, bytes, size_bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            m->upload->trouble = errno;
            return;
        }
        bytes += n;
        size_bytes -= (size_t)n;
    }
}

static void write_held(Multipart *m)
{
    if (m->upload->trouble != 0 || m->held_bytes == 0)
        return;
    g_checksum_update(m->sum, (const guchar *)m->held, (gssize)m->held_bytes);
    write_file(m, m->held, m->held_bytes);
    m->held_bytes = 0;
}

static void add_to_file(Multipart *m, const char *bytes, size_t size_bytes)
{
    Upload *upload = m->upload;

    upload->size_bytes += (int64_t)size_bytes;
    upload->too_large = upload->size_bytes > m->spool.file_bytes;
    while (size_bytes > 0 && !upload->too_large && upload->trouble == 0) {
        size_t n = MIN(size_bytes, HELD_BYTES - m->held_bytes);
        memcpy(m->held + m->held_bytes, bytes, n);
        m->held_bytes += n;
        bytes += n;
        size_bytes -= n;
        if (m->held_bytes == HELD_BYTES)
            write_held(m);
    }
}

/* What is not whole gives its room back at once. */
static void drop_part(Multipart *m)
{
    Upload *upload = m->upload;

    if (m->fd >= 0)
        close(m->fd);
    if (upload->path != NULL)
        (void)unlink(upload->path); /* of a file without a name: there is nothing to take away */
    upload->path = NULL;
}

static void end_file(Multipart *m)
{
    Upload *upload = m->upload;
    gsize n = HASH_BYTES;

    if (!upload->too_large)
        write_held(m);
    m->held_bytes = 0;
    g_checksum_get_digest(m->sum, upload->sha256.bytes, &n);
    g_clear_pointer(&m->sum, g_checksum_free);
    if (upload->too_large || upload->trouble != 0)
        drop_part(m);
    else
        m->kept[m->n_kept++] = m->fd;
    m->fd = -1;
}

/* ---- parts */

static bool add_text(Multipart *m, const char *bytes, size_t size_bytes, GError **err)
{
    m->text_bytes += size_bytes;
    if (m->text_bytes > BODY_BYTES)
        return fail(err, ERR_BAD_INPUT, "multipart: more than %d bytes of texts", BODY_BYTES);
    g_string_append_len(m->text, bytes, (gssize)size_bytes);
    return true;
}

/* Content of the part at hand; headers are collected up to their limit. */
static bool take(Multipart *m, const char *bytes, size_t size_bytes, GError **err)
{
    if (m->where == IN_FILE)
        add_to_file(m, bytes, size_bytes);
    if (m->where == IN_TEXT)
        return add_text(m, bytes, size_bytes, err);
    return true;
}

/* CRLF becomes LF, as in other forms. */
static bool end_text(Multipart *m, GError **err)
{
    const GString *text = m->text;
    char *value = mem_alloc(m->mem, text->len + 1);
    size_t n = 0;

    for (gsize i = 0; i < text->len; i++)
        if (text->str[i] != '\r' || text->str[i + 1] != '\n')
            value[n++] = text->str[i];
    if (!text_is_clean(value, n))
        return fail(err, ERR_BAD_INPUT, "multipart: field %s is not clean UTF-8 text", m->name);
    m->params[m->n_params++] = (Param){ m->name, value };
    return true;
}

static bool end_part(Multipart *m, GError **err)
{
    if (m->where == IN_HEAD)
        return fail(err, ERR_BAD_INPUT, "multipart: a part ends within its headers");
    if (m->where == IN_FILE)
        end_file(m);
    return m->where != IN_TEXT || end_text(m, err);
}

/* The part's headers that count, as texts within m->head. */
typedef struct {
    const char *disposition; /* NULL: there is none */
    bool is_encoded;
} Headers;

static const char *header_named(const char *line, const char *name)
{
    size_t n = strlen(name);

    return g_ascii_strncasecmp(line, name, n) == 0 && line[n] == ':' ? line + n + 1 : NULL;
}

/* Nothing is copied: a body may have thousands of parts, and what they say is not wanted. */
static bool headers_read(char *head, Headers *headers, GError **err)
{
    int n = 0;

    *headers = (Headers){ 0 };
    for (char *line = head, *end; (end = strstr(line, "\r\n")) != NULL; line = end + 2) {
        if (++n > HEAD_LINES)
            return fail(err, ERR_BAD_INPUT, "multipart: more than %d headers of a part", HEAD_LINES);
        *end = '\0';
        if (headers->disposition == NULL)
            headers->disposition = header_named(line, "content-disposition");
        headers->is_encoded |= header_named(line, "content-transfer-encoding") != NULL;
    }
    return true;
}

static bool begin_upload(Multipart *m, Span file_name, GError **err)
{
    m->where = IN_NOTHING;
    if (file_name.n == 0 || m->spool.pass_over)
        return true;
    if (m->uploads.n == UPLOADS_MOST)
        return fail(err, ERR_BAD_INPUT, "multipart: more than %d files", UPLOADS_MOST);
    m->upload = &m->uploads.list[m->uploads.n++];
    *m->upload = (Upload){ .field = m->name, .name = mem_text_n(m->mem, file_name.at, file_name.n) };
    m->sum = g_checksum_new(G_CHECKSUM_SHA256);
    m->where = IN_FILE;
    begin_file(m);
    return true;
}

static bool take_name(Multipart *m, Span name, GError **err)
{
    if (name.n == 0 || name.n > PARAM_NAME_BYTES || !text_is_clean(name.at, name.n) ||
        memchr(name.at, '\n', name.n) != NULL || memchr(name.at, '\t', name.n) != NULL)
        return fail(err, ERR_BAD_INPUT, "multipart: a part without a name");
    m->name = mem_text_n(m->mem, name.at, name.n);
    return true;
}

/* The headers are whole: what comes now is a text, or a file. */
static bool begin_part(Multipart *m, GError **err)
{
    Headers headers;

    if (m->n_parts++ == PARTS_MOST)
        return fail(err, ERR_BAD_INPUT, "multipart: more than %d parts", PARTS_MOST);
    TRY(headers_read(m->head->str, &headers, err));
    const char *disposition = headers.disposition == NULL ? "" : headers.disposition;
    TRY(take_name(m, parameter(disposition, "name"), err));
    if (headers.is_encoded)
        return fail(err, ERR_BAD_INPUT, "multipart: an encoded part"); /* RFC 7578 §4.7: deprecated */
    Span file = parameter(disposition, "filename");
    if (file.at != NULL)
        return begin_upload(m, file, err);
    if (m->n_params == PARAMS_MOST)
        return fail(err, ERR_BAD_INPUT, "multipart: more than %d fields", PARAMS_MOST);
    m->where = IN_TEXT;
    g_string_truncate(m->text, 0);
    return true;
}

/* ---- bytes */

/* Two signs behind a boundary: "--" ends the body, a line end begins a part. */
static bool after_line(Multipart *m, char c, GError **err)
{
    m->tail[m->tail_bytes++] = c;
    if (m->tail_bytes < sizeof m->tail)
        return true;
    m->tail_bytes = 0;
    if (memcmp(m->tail, "--", 2) == 0) {
        m->where = IN_END;
        return true;
    }
    if (memcmp(m->tail, "\r\n", 2) != 0)
        return fail(err, ERR_BAD_INPUT, "multipart: a boundary that goes on");
    m->where = IN_HEAD;
    g_string_truncate(m->head, 0);
    return true;
}

static bool in_head(Multipart *m, char c, GError **err)
{
    GString *head = m->head;

    if (head->len == HEAD_BYTES || c == '\0')
        return fail(err, ERR_BAD_INPUT, "multipart: headers of a part that cannot be read");
    g_string_append_c(head, c);
    bool over = head->len >= 4 && memcmp(head->str + head->len - 4, "\r\n\r\n", 4) == 0;
    return !over || begin_part(m, err);
}

/* One sign of a part's content, or before the first part; what may be a boundary is held back until that is known. The mark
 * begins with \r and has none after it, so a match that fails can only begin anew at the sign at hand. */
static bool in_content(Multipart *m, char c, GError **err)
{
    if (c != m->mark[m->matched]) {
        size_t held = m->matched;
        m->matched = 0;
        if (m->where == IN_PREAMBLE)
            return fail(err, ERR_BAD_INPUT, "multipart: it does not begin with its boundary");
        TRY(take(m, m->mark, held, err));
        if (c != m->mark[0])
            return take(m, &c, 1, err);
    }
    if (++m->matched < m->mark_bytes)
        return true;
    m->matched = 0;
    TRY(m->where == IN_PREAMBLE || end_part(m, err));
    m->where = AFTER_LINE;
    return true;
}

/* How many bytes of a content are before the next sign that may begin a boundary: a whole one, or as much of it as there is. */
static size_t plain_bytes(const Multipart *m, const char *bytes, size_t size_bytes)
{
    bool in_part = m->where == IN_TEXT || m->where == IN_FILE || m->where == IN_NOTHING;

    if (!in_part || m->matched > 0)
        return 0;
    const char *whole = memmem(bytes, size_bytes, m->mark, m->mark_bytes);
    if (whole != NULL)
        return (size_t)(whole - bytes);
    size_t n = MIN(size_bytes, m->mark_bytes - 1);
    while (n > 0 && memcmp(bytes + size_bytes - n, m->mark, n) != 0)
        n--;
    return size_bytes - n;
}

bool multipart_feed(Multipart *m, const char *bytes, size_t size_bytes, GError **err)
{
    for (size_t i = 0; i < size_bytes && m->where != IN_END; i++) {
        size_t plain = plain_bytes(m, bytes + i, size_bytes - i);
        if (plain > 0)
            TRY(take(m, bytes + i, plain, err));
        i += plain;
        if (i == size_bytes)
            break;
        if (m->where == AFTER_LINE)
            TRY(after_line(m, bytes[i], err));
        else if (m->where == IN_HEAD)
            TRY(in_head(m, bytes[i], err));
        else
            TRY(in_content(m, bytes[i], err));
    }
    return true;
}

bool multipart_end(Multipart *m, Params *form, Uploads *uploads, GError **err)
{
    if (m->where != IN_END)
        return fail(err, ERR_BAD_INPUT, "multipart: the body breaks off");
    *form = (Params){ .list = m->params, .n = m->n_params };
    *uploads = m->uploads;
    return true;
}
