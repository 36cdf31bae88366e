/* fuzz_cookie.c: any text as a Cookie header. */
#include "web/req.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *header = g_strndup((const char *)data, size);
    const char *value = cookie_get(mem, header, "tz");

    if (value != NULL)
        g_assert_true(strchr(value, ';') == NULL && strstr(header, "tz=") != NULL &&
                      strstr(header, value) != NULL);
    return 0;
}
