/* test_multipart.c: forms with files: any cut of the same body gives the same parts, what is no such form is refused, and
 * neither memory nor disk holds more than it may. */
#include "web/multipart.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/err.h"

#define TYPE "multipart/form-data; boundary=XyZ"
#define PART "--XyZ\r\nContent-Disposition: form-data; name="

typedef struct {
    Mem *mem;
    char *folder;
} Place;

static void place_open(Place *place, gconstpointer data)
{
    (void)data;
    g_assert_true(secret_init());
    place->mem = mem_new();
    place->folder = g_dir_make_tmp("multipart-XXXXXX", NULL);
}

static guint files_in(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint n = 0;

    while (g_dir_read_name(dir) != NULL)
        n++;
    return n;
}

/* Nothing stays behind when the request is over. */
static void place_close(Place *place, gconstpointer data)
{
    (void)data;
    mem_free(place->mem);
    g_assert_cmpuint(files_in(place->folder), ==, 0);
    g_assert_cmpint(g_rmdir(place->folder), ==, 0);
    g_free(place->folder);
}

/* In pieces of so many bytes. */
static bool read_in(const Place *place, const char *type, const char *body, size_t size, size_t step,
                    Params *form, Uploads *uploads)
{
    Spool spool = { .folder = place->folder, .file_bytes = 64 };
    GError *error = NULL;
    Multipart *m = multipart_new(place->mem, type, &spool, &error);
    bool good = m != NULL;

    for (size_t i = 0; good && i < size; i += step)
        good = multipart_feed(m, body + i, MIN(step, size - i), &error);
    good = good && multipart_end(m, form, uploads, &error);
    g_assert_true(good == (error == NULL));
    if (error != NULL)
        g_assert_cmpint(err_kind(error), ==, ERR_BAD_INPUT);
    g_clear_error(&error);
    return good;
}

static char *hex_of(Mem *mem, const char *bytes, gsize n)
{
    g_autofree char *hex = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, n);

    return mem_text(mem, hex);
}

static char *hex_of_hash(Mem *mem, const Hash *hash)
{
    char *hex = mem_text(mem, "");

    for (int i = 0; i < HASH_BYTES; i++)
        hex = mem_printf(mem, "%s%02x", hex, hash->bytes[i]);
    return hex;
}

static void test_every_cut(Place *place, gconstpointer data)
{
    static const char content[] = "\r\n--Xy\r\r\n--X\0\xFF\r\n-";
    g_autoptr(GString)
        body = g_string_new(PART "\"narrative\"\r\n\r\n第一行\r\n第二行--XyZ\r\n" PART
                                 "\"file\"; filename=\"方%22案.pdf\"\r\nContent-Type: a/b\r\n\r\n");

    (void)data;
    g_string_append_len(body, content, sizeof content - 1);
    g_string_append(body, "\r\n" PART "\"file\"; filename=\"\"\r\n\r\n\r\n" PART
                          "\"empty\"\r\n\r\n\r\n--XyZ--\r\n");
    for (size_t step = 1; step <= body->len; step += step < 40 ? 1 : 17) {
        Params form;
        Uploads uploads;
        char *bytes;
        gsize n;
        g_assert_true(read_in(place, TYPE, body->str, body->len, step, &form, &uploads));
        g_assert_cmpuint(form.n, ==, 2);
        g_assert_cmpstr(form.list[0].name, ==, "narrative");
        g_assert_cmpstr(form.list[0].value, ==, "第一行\n第二行--XyZ");
        g_assert_cmpstr(form.list[1].value, ==, "");
        g_assert_cmpuint(uploads.n, ==, 1);
        g_assert_cmpstr(uploads.list[0].name, ==, "方%22案.pdf");
        g_assert_cmpint(uploads.list[0].size_bytes, ==, sizeof content - 1);
        g_assert_true(g_file_get_contents(uploads.list[0].path, &bytes, &n, NULL));
        g_assert_cmpmem(bytes, n, content, sizeof content - 1);
        g_assert_cmpstr(hex_of_hash(place->mem, &uploads.list[0].sha256), ==, hex_of(place->mem, bytes, n));
        g_free(bytes);
    }
}

static void test_limit(Place *place, gconstpointer data)
{
    (void)data;
    for (int extra = -1; extra <= 1; extra++) {
        g_autofree char *content = g_strnfill((gsize)(64 + extra), 'x');
        g_autofree char *body = g_strconcat(PART "\"t\"\r\n\r\nword\r\n" PART
                                                 "\"file\"; filename=\"a\"\r\n\r\n",
                                            content, "\r\n--XyZ--", NULL);
        Params form;
        Uploads uploads;
        g_assert_true(read_in(place, TYPE, body, strlen(body), 10, &form, &uploads));
        g_assert_cmpstr(form.list[0].value, ==, "word");
        g_assert_cmpint(uploads.list[0].size_bytes, ==, 64 + extra);
        g_assert_true(uploads.list[0].too_large == (extra > 0));
        g_assert_true((uploads.list[0].path == NULL) == (extra > 0));
    }
}

/* The words beside a file that finds no room are there all the same. */
static void test_no_room(Place *place, gconstpointer data)
{
    static const char body[] = PART "\"file\"; filename=\"a\"\r\n\r\nxx\r\n" PART
                                    "\"t\"\r\n\r\nword\r\n--XyZ--";
    Spool spool = { .folder = "/nowhere/at/all", .file_bytes = 64 };
    Multipart *m = multipart_new(place->mem, TYPE, &spool, NULL);
    Params form;
    Uploads uploads;

    (void)data;
    g_assert_true(multipart_feed(m, body, sizeof body - 1, NULL));
    g_assert_true(multipart_end(m, &form, &uploads, NULL));
    g_assert_cmpstr(form.list[0].value, ==, "word");
    g_assert_null(uploads.list[0].path);
    g_assert_cmpint(uploads.list[0].trouble, !=, 0);
}

static void test_refused(Place *place, gconstpointer data)
{
    static const struct {
        const char *label, *type, *body;
    } cases[] = {
        { "no boundary named", "multipart/form-data", PART "\"a\"\r\n\r\nx\r\n--XyZ--" },
        { "a boundary of signs that are none", "multipart/form-data; boundary=\"a b\"", "--a b--" },
        { "a boundary without a value", "multipart/form-data; boundary", "--x--" },
        { "a name without a value", TYPE,
          "--XyZ\r\nContent-Disposition: form-data; name\r\n\r\nx\r\n--XyZ--" },
        { "an empty boundary", "multipart/form-data; boundary=\"\"", "----" },
        { "an empty body", TYPE, "" },
        { "something before the first part", TYPE, "x\r\n" PART "\"a\"\r\n\r\nx\r\n--XyZ--" },
        { "no end", TYPE, PART "\"a\"\r\n\r\nx\r\n" },
        { "it breaks off in a boundary", TYPE, PART "\"a\"\r\n\r\nx\r\n--XyZ-" },
        { "it breaks off in the headers", TYPE, PART "\"a\"\r\n" },
        { "a part without a name", TYPE, "--XyZ\r\nContent-Type: a/b\r\n\r\nx\r\n--XyZ--" },
        { "an empty name", TYPE, PART "\"\"\r\n\r\nx\r\n--XyZ--" },
        { "a name without its end", TYPE, PART "\"a\r\n\r\nx\r\n--XyZ--" },
        { "a name of two lines", TYPE, PART "\"a\nb\"\r\n\r\nx\r\n--XyZ--" },
        { "a long name", TYPE,
          PART
          "\"0123456789012345678901234567890123456789012345678901234567890123456789\"\r\n\r\nx\r\n--XyZ--" },
        { "bad UTF-8 in a text", TYPE, PART "\"a\"\r\n\r\n\xFF\r\n--XyZ--" },
        { "a bare carriage return in a text", TYPE, PART "\"a\"\r\n\r\nx\ry\r\n--XyZ--" },
        { "a boundary that goes on", TYPE, PART "\"a\"\r\n\r\nx\r\n--XyZ123\r\n--XyZ--" },
        { "an encoded part", TYPE,
          "--XyZ\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: "
          "base64\r\n\r\nx\r\n--XyZ--" },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Params form;
        Uploads uploads;
        g_test_message("%s", cases[i].label);
        g_assert_false(
            read_in(place, cases[i].type, cases[i].body, strlen(cases[i].body), 7, &form, &uploads));
    }
}

/* repeat n times, between the first part and the end. */
static bool many(const Place *place, const char *repeat, int n)
{
    g_autoptr(GString) body = g_string_new(NULL);
    Params form;
    Uploads uploads;

    for (int i = 0; i < n; i++)
        g_string_append(body, repeat);
    g_string_append(body, "--XyZ--");
    return read_in(place, TYPE, body->str, body->len, 4096, &form, &uploads);
}

static void test_too_many(Place *place, gconstpointer data)
{
    g_autofree char *head = g_strnfill(5000, 'x');
    g_autofree char *long_head = g_strconcat(PART "\"a\"\r\nX: ", head, "\r\n\r\nx\r\n", NULL);
    g_autofree char *words = g_strnfill(BODY_BYTES / 8, 'x');
    g_autofree char *text = g_strconcat(PART "\"a\"\r\n\r\n", words, "\r\n", NULL);

    (void)data;
    g_assert_true(many(place, PART "\"a\"\r\n\r\nx\r\n", PARAMS_MOST));
    g_assert_false(many(place, PART "\"a\"\r\n\r\nx\r\n", PARAMS_MOST + 1));
    g_assert_true(many(place, PART "\"f\"; filename=\"a\"\r\n\r\nx\r\n", UPLOADS_MOST));
    g_assert_false(many(place, PART "\"f\"; filename=\"a\"\r\n\r\nx\r\n", UPLOADS_MOST + 1));
    g_assert_true(many(place, PART "\"f\"; filename=\"\"\r\n\r\nx\r\n", PARAMS_MOST + UPLOADS_MOST));
    g_assert_false(many(place, PART "\"f\"; filename=\"\"\r\n\r\nx\r\n", PARAMS_MOST + UPLOADS_MOST + 1));
    g_assert_false(many(place, long_head, 1));
    g_assert_true(many(place, text, 8));
    g_assert_false(many(place, text, 9));
}

static void test_types(void)
{
    g_assert_true(multipart_is("multipart/form-data; boundary=x"));
    g_assert_true(multipart_is("Multipart/Form-Data"));
    g_assert_false(multipart_is("multipart/form-data2"));
    g_assert_false(multipart_is("multipart/mixed; boundary=x"));
    g_assert_false(multipart_is("application/x-www-form-urlencoded"));
    g_assert_false(multipart_is(""));
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*test)(Place *, gconstpointer);
    } tests[] = {
        { "/multipart/every_cut", test_every_cut }, { "/multipart/limit", test_limit },
        { "/multipart/no_room", test_no_room },     { "/multipart/refused", test_refused },
        { "/multipart/too_many", test_too_many },
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].name, Place, NULL, place_open, tests[i].test, place_close);
    g_test_add_func("/multipart/types", test_types);
    return g_test_run();
}
