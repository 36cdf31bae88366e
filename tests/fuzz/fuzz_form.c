/* fuzz_form.c: any bytes as a form. What is accepted is clean, within its limits, and comes back when it is sent again. */
#include "web/req.h"

#include <stdint.h>
#include <string.h>

#include "base/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_again(Mem *mem, const Params *params)
{
    GString *body = g_string_new(NULL);
    Params again;

    for (gsize i = 0; i < params->n; i++)
        g_string_append_printf(body, "%s%s=%s", i > 0 ? "&" : "", url_escape(mem, params->list[i].name),
                               url_escape(mem, params->list[i].value));
    g_assert_true(params_read(mem, body->str, body->len, &again, NULL));
    g_assert_cmpuint(again.n, ==, params->n);
    for (gsize i = 0; i < params->n; i++) {
        g_assert_cmpstr(again.list[i].name, ==, params->list[i].name);
        g_assert_cmpstr(again.list[i].value, ==, params->list[i].value);
    }
    g_string_free(body, TRUE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *bytes = g_malloc(MAX(size, 1)); /* of this size: reading behind it is seen */
    Params params;

    memcpy(bytes, data, size);
    if (!params_read(mem, bytes, size, &params, NULL))
        return 0;
    g_assert_true(params.n <= PARAMS_MOST);
    for (gsize i = 0; i < params.n; i++) {
        g_assert_true(strlen(params.list[i].name) <= PARAM_NAME_BYTES);
        g_assert_true(text_is_clean(params.list[i].name, strlen(params.list[i].name)));
        g_assert_true(text_is_clean(params.list[i].value, strlen(params.list[i].value)));
    }
    check_again(mem, &params);
    return 0;
}
