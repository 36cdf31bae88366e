/* fuzz_refill.c: any fields into any page: the first line of the input is a form's body, the rest the page. A page without the
 * form stays as it is, and characters stay whole. */
#include "web/refill.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    const uint8_t *line = memchr(data, '\n', size);
    size_t typed_bytes = line == NULL ? size : (size_t)(line - data);
    size_t page_bytes = line == NULL ? 0 : size - typed_bytes - 1;
    const char *page = mem_text_n(mem, line == NULL ? "" : (const char *)line + 1, page_bytes);
    Params typed;
    Refilled once;

    if (!params_read(mem, (const char *)data, typed_bytes, &typed, NULL))
        return 0;
    form_refill(mem, page, page_bytes, "/a", &typed, &once);
    g_assert_true(once.any || (once.page == page && once.page_bytes == page_bytes));
    if (g_utf8_validate(page, (gssize)page_bytes, NULL))
        g_assert_true(g_utf8_validate(once.page, (gssize)once.page_bytes, NULL));
    return 0;
}
