/* fuzz_file_kind.c: any bytes as any kind of file, and as a file's name. */
#include "rule/file_kind.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *text = g_strndup((const char *)data, size);
    FileKind kind;

    for (int i = FILE_OTHER; i < FILE_KIND__N; i++) {
        FileFault fault = file_content_fault((FileKind)i, data, size);
        g_assert_true(fault < FAULT__N && (size > 0 || fault == FAULT_EMPTY));
    }
    const char *name = file_name_clean(mem, text);
    g_assert_true(g_utf8_validate(name, -1, NULL) && strpbrk(name, "/\\\r\n\t") == NULL);
    g_assert_cmpstr(file_name_clean(mem, mem_printf(mem, "x%s", name)), !=, "");
    if (file_name_fault(name, &kind) == FAULT_NONE)
        g_assert_true(kind != FILE_OTHER && strlen(file_name_numbered(mem, name, 2)) > strlen(name));
    return 0;
}
