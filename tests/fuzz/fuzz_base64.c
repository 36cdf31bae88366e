/* fuzz_base64.c: any text as a token; one that is read is written the same again, so that no token has two spellings. */
#include "base/secret.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST = 64 };
    g_autofree char *text = g_strndup((const char *)data, size);
    uint8_t bytes[MOST];
    char again[4 * MOST / 3 + 2];

    if (!secret_init())
        return -1;
    for (size_t n = 0; n <= MOST; n++)
        if (base64url_read(text, bytes, n)) {
            base64url_write(bytes, n, again, sizeof again);
            g_assert_cmpstr(again, ==, text);
        }
    return 0;
}
