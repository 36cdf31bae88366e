/* xlsx_part.c: see xlsx_part.h. A zip says how large its parts are, but what counts is how much comes out of them. */
#include "web/xlsx_part.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#include "base/err.h"

enum { PIECE_BYTES = 16384, DEPTH_MOST = 64 };

struct Package {
    Mem *mem;
    zip_t *zip;         /* owned */
    int64_t left_bytes; /* that may still be unpacked */
};

static void package_drop(void *what)
{
    Package *p = what;

    if (p->zip != NULL)
        zip_discard(p->zip);
}

static bool bad(GridFault fault, const char *why, GError **err)
{
    return fail_detail(err, ERR_BAD_INPUT, (int)fault, "xlsx: %s", why);
}

/* Workbooks of old, and new ones with a password, begin so ([MS-CFB] 2.2). */
static bool is_compound(const uint8_t *bytes, size_t size_bytes)
{
    static const uint8_t sign[] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };

    return size_bytes >= sizeof sign && memcmp(bytes, sign, sizeof sign) == 0;
}

bool package_open(Mem *mem, const uint8_t *bytes, size_t size_bytes, Package **package, GError **err)
{
    Package *p = mem_keep(mem, mem_alloc(mem, sizeof *p), package_drop);
    zip_error_t error;

    *p = (Package){ .mem = mem, .left_bytes = GRID_BYTES };
    if (is_compound(bytes, size_bytes))
        return bad(GRID_OLD_BOOK, "a compound file", err);
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, size_bytes, 0, &error);
    if (source != NULL) {
        p->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (p->zip == NULL)
            zip_source_free(source);
    }
    zip_error_fini(&error);
    if (p->zip == NULL)
        return bad(GRID_NO_BOOK, "no zip", err);
    if (zip_get_num_entries(p->zip, 0) > GRID_PARTS)
        return bad(GRID_TOO_LARGE, "too many parts", err);
    *package = p;
    return true;
}

bool part_stop(Part *part, GridFault fault)
{
    if (part->fault == GRID_GOOD)
        part->fault = fault;
    XML_StopParser(part->parser, XML_FALSE);
    return false;
}

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon == NULL ? name : colon + 1;
}

static void XMLCALL on_start(void *what, const XML_Char *name, const XML_Char **attributes)
{
    Part *part = what;

    if (++part->depth > DEPTH_MOST)
        part_stop(part, GRID_TOO_LARGE);
    else if (part->fault == GRID_GOOD && part->reader->start != NULL)
        part->reader->start(part, local_name(name), attributes);
}

static void XMLCALL on_end(void *what, const XML_Char *name)
{
    Part *part = what;

    part->depth--;
    if (part->fault == GRID_GOOD && part->reader->end != NULL)
        part->reader->end(part, local_name(name));
}

static void XMLCALL on_text(void *what, const XML_Char *text, int n)
{
    Part *part = what;

    if (part->fault == GRID_GOOD && part->reader->text != NULL)
        part->reader->text(part, text, n);
}

/* Nothing of ours has a document type; without one there are no entities to grow. */
static void XMLCALL on_doctype(void *what, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int internal)
{
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)internal;
    part_stop(what, GRID_ENTITIES);
}

static bool feed(Package *p, zip_file_t *file, Part *part, GError **err)
{
    char piece[PIECE_BYTES];
    zip_int64_t n;

    do {
        n = zip_fread(file, piece, sizeof piece);
        if (n < 0)
            return bad(GRID_BROKEN, "a part that does not unpack", err);
        p->left_bytes -= n;
        if (p->left_bytes < 0)
            return bad(GRID_TOO_LARGE, "too large unpacked", err);
        bool good = XML_Parse(part->parser, piece, (int)n, n == 0) == XML_STATUS_OK;
        if (part->fault != GRID_GOOD)
            return bad(part->fault, "refused", err);
        if (!good)
            return bad(GRID_BROKEN, XML_ErrorString(XML_GetErrorCode(part->parser)), err);
    } while (n > 0);
    return true;
}

bool package_read(Package *p, const char *path, const PartReader *reader, void *data, bool *there,
                  GError **err)
{
    zip_int64_t at = zip_name_locate(p->zip, path, ZIP_FL_NOCASE);
    Part part = { .mem = p->mem, .data = data, .reader = reader };

    *there = at >= 0;
    if (!*there)
        return true;
    zip_file_t *file = zip_fopen_index(p->zip, (zip_uint64_t)at, 0);
    if (file == NULL)
        return bad(GRID_BROKEN, "a part that does not open", err);
    XML_Parser parser = XML_ParserCreate(NULL);
    g_assert(parser != NULL);
    part.parser = parser;
    XML_SetUserData(parser, &part);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    bool good = feed(p, file, &part, err);
    XML_ParserFree(parser);
    zip_fclose(file);
    return good;
}

const char *part_attribute(const char **attributes, const char *name)
{
    for (gsize i = 0; attributes[i] != NULL; i += 2)
        if (strcmp(local_name(attributes[i]), name) == 0)
            return attributes[i + 1];
    return "";
}

const char *part_text(Part *part, const char **attributes, const char *name)
{
    return mem_text(part->mem, part_attribute(attributes, name));
}

int64_t part_number(const char **attributes, const char *name)
{
    const char *text = part_attribute(attributes, name);
    char *end;
    gint64 number = g_ascii_strtoll(text, &end, 10);

    return text[0] != '\0' && *end == '\0' && number >= 0 ? number : -1;
}

gunichar xlsx_escape(const char *p)
{
    gunichar c = 0;

    if (p[0] != '_' || p[1] != 'x')
        return 0;
    for (int i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(p[i]))
            return 0;
        c = c * 16 + (gunichar)g_ascii_xdigit_value(p[i]);
    }
    return p[6] == '_' && g_unichar_validate(c) ? c : 0;
}

const char *xlsx_plain(Mem *mem, const char *text)
{
    g_autoptr(GString) plain = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++) {
        gunichar c = xlsx_escape(p);
        if (c == 0)
            g_string_append_c(plain, *p);
        else
            g_string_append_unichar(plain, c);
        p += c == 0 ? 0 : 6;
    }
    g_string_replace(plain, "\r\n", "\n", 0);
    g_string_replace(plain, "\r", "\n", 0);
    return mem_text_n(mem, plain->str, plain->len);
}
