/* xlsx_part.h: the parts of an .xlsx, read as XML piece by piece with the limits of grid.h. */
#pragma once
#include "web/grid.h"

typedef struct Package Package;

typedef struct Part {
    Mem *mem;
    void *data; /* of who reads */
    GridFault fault;
    int depth;
    void *parser; /* XML_Parser */
    const struct PartReader *reader;
} Part;

/* Names come without their prefix; attributes as expat gives them. Any may be NULL. */
typedef struct PartReader {
    void (*start)(Part *part, const char *name, const char **attributes);
    void (*end)(Part *part, const char *name);
    void (*text)(Part *part, const char *text, int n);
} PartReader;

/* bytes must live as long as mem. */
bool package_open(Mem *mem, const uint8_t *bytes, size_t size_bytes, Package **package, GError **err);

/* there: whether the package has such a part; when not, nothing was read. */
bool package_read(Package *package, const char *path, const PartReader *reader, void *data, bool *there,
                  GError **err);

/* Ends the reading. Returns false. */
bool part_stop(Part *part, GridFault fault);

const char *part_attribute(const char **attributes, const char *name); /* "" when there is none */
const char *part_text(Part *part, const char **attributes, const char *name);
int64_t part_number(const char **attributes, const char *name); /* -1: none */

/* The character that _xHHHH_ at the beginning of a text stands for (ECMA-376 22.9.2.19, ST_Xstring); 0: it is no such
 * thing, or one that no text can hold. */
gunichar xlsx_escape(const char *text);

/* All of them as characters; line ends become \n. */
const char *xlsx_plain(Mem *mem, const char *text);
