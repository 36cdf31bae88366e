/* fuzz_multipart.c: any bytes as a form with files, in two different cuts: the parts are the same, clean and within their
 * limits, and nothing is left on the disk. The first byte says how the second reading is cut. */
#include "web/multipart.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>

#include "base/words.h"
#include "rule/file_kind.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILE_BYTES = 64 };

static const char *folder(void)
{
    static char *made;

    if (made == NULL) {
        g_assert_true(secret_init());
        made = g_dir_make_tmp("fuzz-multipart-XXXXXX", NULL);
    }
    return made;
}

static bool read_in(Mem *mem, const char *bytes, size_t size, size_t step, Params *form, Uploads *uploads)
{
    Spool spool = { .folder = folder(), .file_bytes = FILE_BYTES };
    Multipart *m = multipart_new(mem, "multipart/form-data; boundary=X", &spool, NULL);

    for (size_t i = 0; i < size; i += step) {
        size_t n = MIN(step, size - i);
        g_autofree char *piece = g_memdup2(bytes + i, n); /* of this size: reading behind it is seen */
        if (!multipart_feed(m, piece, n, NULL))
            return false;
    }
    return multipart_end(m, form, uploads, NULL);
}

static void check(Mem *mem, const Params *form, const Uploads *uploads)
{
    g_assert_true(form->n <= PARAMS_MOST && uploads->n <= UPLOADS_MOST);
    for (gsize i = 0; i < form->n; i++) {
        g_assert_true(strlen(form->list[i].name) <= PARAM_NAME_BYTES);
        g_assert_true(text_is_clean(form->list[i].value, strlen(form->list[i].value)));
    }
    for (gsize i = 0; i < uploads->n; i++) {
        const Upload *upload = &uploads->list[i];
        const char *name = file_name_clean(mem, upload->name);
        g_assert_true(g_utf8_validate(name, -1, NULL) && strpbrk(name, "/\\\r\n") == NULL);
        g_assert_true(upload->too_large == (upload->size_bytes > FILE_BYTES));
        g_assert_true((upload->path == NULL) == upload->too_large);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    Params one, two;
    Uploads files, again;

    if (size < 1)
        return 0;
    const char *bytes = (const char *)data + 1;
    bool whole = read_in(mem, bytes, size - 1, MAX(size - 1, 1), &one, &files);
    bool cut = read_in(mem, bytes, size - 1, 1 + data[0] % 13, &two, &again);
    g_assert_true(whole == cut);
    if (!whole)
        return 0;
    check(mem, &one, &files);
    g_assert_cmpuint(one.n, ==, two.n);
    for (gsize i = 0; i < one.n; i++)
        g_assert_cmpstr(one.list[i].value, ==, two.list[i].value);
    g_assert_cmpuint(files.n, ==, again.n);
    for (gsize i = 0; i < files.n; i++)
        g_assert_true(files.list[i].too_large ||
                      memcmp(&files.list[i].sha256, &again.list[i].sha256, sizeof(Hash)) == 0);
    return 0;
}
