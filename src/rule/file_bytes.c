/* file_bytes.c: what the bytes of a file say it is; see file_kind.h. Nothing is unpacked or drawn: the frame of each format
 * is followed, within the bytes there are. */
#include <string.h>

#include "rule/file_kind.h"

typedef struct {
    const uint8_t *bytes;
    size_t size;
} Bytes;

static uint32_t little(const uint8_t *at, int n)
{
    uint32_t number = 0;

    while (n-- > 0)
        number = number << 8 | at[n];
    return number;
}

static uint32_t big_32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool begins(Bytes file, const void *with, size_t n)
{
    return file.size >= n && memcmp(file.bytes, with, n) == 0;
}

static Bytes head_of(Bytes file, size_t most)
{
    return (Bytes){ file.bytes, MIN(file.size, most) };
}

static Bytes tail_of(Bytes file, size_t most)
{
    size_t n = MIN(file.size, most);

    return (Bytes){ file.bytes + file.size - n, n };
}

static bool holds(Bytes where, const char *word)
{
    return memmem(where.bytes, where.size, word, strlen(word)) != NULL;
}

/* Whether a page begins here: <word, in capitals or not. */
static bool holds_tag(Bytes where, const char *word)
{
    size_t n = strlen(word);

    for (size_t i = 0; i + 1 + n <= where.size; i++)
        if (where.bytes[i] == '<' && g_ascii_strncasecmp((const char *)where.bytes + i + 1, word, n) == 0)
            return true;
    return false;
}

/* ---- zip: newer Office, and what is hidden behind other files */

enum { ZIP_END_BYTES = 22, ZIP_COMMENT_MOST = 65535, ZIP_ENTRY_BYTES = 46, ZIP_ENTRIES_MOST = 10000 };

/* The end record whose comment reaches exactly to the end of the file. size: there is none. */
static size_t zip_end(Bytes file)
{
    size_t furthest = MIN(file.size, (size_t)ZIP_END_BYTES + ZIP_COMMENT_MOST);

    for (size_t back = ZIP_END_BYTES; back <= furthest; back++) {
        const uint8_t *at = file.bytes + file.size - back;
        if (memcmp(at, "PK\5\6", 4) == 0 && little(at + 20, 2) == back - ZIP_END_BYTES)
            return file.size - back;
    }
    return file.size;
}

typedef struct {
    const char *folder; /* word/ or xl/ */
    bool has_types, has_folder, macro, foreign, locked;
} Parts;

static bool is_name(Bytes name, const char *word)
{
    return name.size == strlen(word) && g_ascii_strncasecmp((const char *)name.bytes, word, name.size) == 0;
}

static bool ends(Bytes name, const char *word)
{
    return is_name(tail_of(name, strlen(word)), word);
}

static void look_at_part(Parts *parts, Bytes name, uint32_t flags)
{
    parts->locked |= flags & 1;
    parts->has_types |= is_name(name, "[Content_Types].xml");
    parts->has_folder |= is_name(head_of(name, strlen(parts->folder)), parts->folder);
    parts->macro |= ends(name, "vbaProject.bin") || is_name(head_of(name, 15), "xl/macrosheets/");
    parts->foreign |= holds(name, "..") || holds(name, "\\") || begins(name, "/", 1) ||
                      is_name(head_of(name, 9), "META-INF/") || ends(name, ".exe") || ends(name, ".js") ||
                      ends(name, ".html") || ends(name, ".htm") || ends(name, ".class");
}

/* Follows the list of parts at the end; false when it does not fill the place that it says it has. */
static bool read_parts(Bytes file, size_t end, Parts *parts)
{
    const uint8_t *record = file.bytes + end;
    size_t n = little(record + 10, 2), size = little(record + 12, 4), at = little(record + 16, 4);

    if (n == 0 || n > ZIP_ENTRIES_MOST || at > end || size != end - at)
        return false;
    for (; n > 0; n--) {
        const uint8_t *entry = file.bytes + at;
        if (end - at < ZIP_ENTRY_BYTES || memcmp(entry, "PK\1\2", 4) != 0)
            return false;
        size_t name = little(entry + 28, 2), rest = little(entry + 30, 2) + (size_t)little(entry + 32, 2);
        if (end - at - ZIP_ENTRY_BYTES < name + rest)
            return false;
        look_at_part(parts, (Bytes){ entry + ZIP_ENTRY_BYTES, name }, little(entry + 8, 2));
        at += ZIP_ENTRY_BYTES + name + rest;
    }
    return at == end;
}

static bool is_locked_office(Bytes file);

static FileFault office_fault(Bytes file, const char *folder)
{
    Parts parts = { .folder = folder };

    if (is_locked_office(file))
        return FAULT_LOCKED;
    if (!begins(file, "PK\3\4", 4))
        return FAULT_CONTENT;
    size_t end = zip_end(file);
    if (end == file.size || !read_parts(file, end, &parts))
        return FAULT_CONTENT;
    if (parts.locked)
        return FAULT_LOCKED;
    if (parts.macro)
        return FAULT_MACRO;
    if (parts.foreign)
        return FAULT_MIXED;
    return parts.has_types && parts.has_folder ? FAULT_NONE : FAULT_CONTENT;
}

/* ---- compound files: older Office, and newer Office under a password */

enum { CFB_HEADER_BYTES = 512, CFB_ENTRY_BYTES = 128, CFB_NAME_BYTES = 64 };

/* Entries of the folder stand at multiples of 128 in sectors of it; each is looked for everywhere, which finds no fewer than
 * following the chain of sectors would. */
static bool cfb_has(Bytes file, const char *name)
{
    size_t n = strlen(name);

    for (size_t at = CFB_HEADER_BYTES; file.size - at >= CFB_ENTRY_BYTES; at += CFB_ENTRY_BYTES) {
        const uint8_t *entry = file.bytes + at;
        uint8_t sort = entry[CFB_NAME_BYTES + 2]; /* 1 a folder, 2 a stream, 5 the root */
        size_t i = 0;
        if (little(entry + CFB_NAME_BYTES, 2) != (n + 1) * 2 || (sort != 1 && sort != 2))
            continue;
        while (i < n && entry[2 * i] == (uint8_t)name[i] && entry[2 * i + 1] == 0)
            i++;
        if (i == n)
            return true;
    }
    return false;
}

static bool is_cfb(Bytes file)
{
    return begins(file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) && file.size >= 2 * CFB_HEADER_BYTES;
}

static bool is_locked_office(Bytes file)
{
    return is_cfb(file) && cfb_has(file, "EncryptedPackage");
}

static FileFault old_office_fault(Bytes file, const char *stream, const char *older)
{
    static const char *const macros[] = { "Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA" };

    if (!is_cfb(file))
        return FAULT_CONTENT;
    if (is_locked_office(file))
        return FAULT_LOCKED;
    for (gsize i = 0; i < G_N_ELEMENTS(macros); i++)
        if (cfb_has(file, macros[i]))
            return FAULT_MACRO;
    return cfb_has(file, stream) || cfb_has(file, older) ? FAULT_NONE : FAULT_CONTENT;
}

/* ---- pictures and PDF */

static FileFault png_fault(Bytes file)
{
    size_t at = 8;
    bool ended = false;

    if (!begins(file, "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", 16))
        return FAULT_CONTENT;
    while (!ended && file.size - at >= 12) {
        size_t length = big_32(file.bytes + at);
        if (length > file.size - at - 12)
            return FAULT_CONTENT;
        ended = memcmp(file.bytes + at + 4, "IEND", 4) == 0;
        at += 12 + length;
    }
    return !ended ? FAULT_CONTENT : at == file.size ? FAULT_NONE : FAULT_MIXED;
}

/* Telephones put things of their own behind the picture, so its end need not be the file's. */
static FileFault jpg_fault(Bytes file)
{
    bool whole = begins(file, "\xFF\xD8\xFF", 3) &&
                 memmem(file.bytes + 3, file.size - 3, "\xFF\xD9", 2) != NULL;

    return whole ? FAULT_NONE : FAULT_CONTENT;
}

static FileFault pdf_fault(Bytes file)
{
    bool whole = (begins(file, "%PDF-1.", 7) || begins(file, "%PDF-2.", 7)) &&
                 holds(tail_of(file, 1024), "%%EOF");

    return whole ? FAULT_NONE : FAULT_CONTENT;
}

/* One file that another program reads as something else. */
static bool is_mixed(FileKind kind, Bytes file)
{
    static const char *const pages[] = { "html", "script", "!doctype", "svg", "?php", "iframe" };
    Bytes head = head_of(file, 1024);

    if (kind == FILE_DOCX || kind == FILE_XLSX)
        return false; /* packed: whatever stands in the first bytes says nothing */
    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
        if (holds_tag(head, pages[i]))
            return true;
    return (kind != FILE_PDF && holds(head, "%PDF-")) || zip_end(file) != file.size;
}

FileFault file_content_fault(FileKind kind, const uint8_t *bytes, size_t size_bytes)
{
    Bytes file = { bytes, size_bytes };
    FileFault fault = FAULT_KIND;

    if (size_bytes == 0)
        return FAULT_EMPTY;
    if (kind == FILE_PDF)
        fault = pdf_fault(file);
    if (kind == FILE_PNG)
        fault = png_fault(file);
    if (kind == FILE_JPG)
        fault = jpg_fault(file);
    if (kind == FILE_DOC)
        fault = old_office_fault(file, "WordDocument", "WordDocument");
    if (kind == FILE_XLS)
        fault = old_office_fault(file, "Workbook", "Book");
    if (kind == FILE_DOCX)
        fault = office_fault(file, "word/");
    if (kind == FILE_XLSX)
        fault = office_fault(file, "xl/");
    return fault == FAULT_NONE && is_mixed(kind, file) ? FAULT_MIXED : fault;
}
