/* file_kind.c: names, kinds and words; see file_kind.h. The bytes are looked at in file_bytes.c. */
#include "rule/file_kind.h"

#include <inttypes.h>
#include <string.h>

#include "base/words.h"

static const struct {
    const char *code, *type;
} kinds[FILE_KIND__N] = {
    [FILE_OTHER] = { "", "application/octet-stream" },
    [FILE_PDF] = { "pdf", "application/pdf" },
    [FILE_DOC] = { "doc", "application/msword" },
    [FILE_DOCX] = { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    [FILE_XLS] = { "xls", "application/vnd.ms-excel" },
    [FILE_XLSX] = { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    [FILE_JPG] = { "jpg", "image/jpeg" },
    [FILE_PNG] = { "png", "image/png" },
};

/* What a system might run when it goes by another part of the name than the last. Two kinds of document (报告.docx.pdf, as
 * printing to a file makes them) and dots in dates are no harm. */
static const char *const dangerous[] = { "exe", "bat", "cmd",   "scr",  "pif",  "lnk",  "dll",   "msi",
                                         "jar", "js",  "jse",   "vbs",  "vbe",  "wsf",  "hta",   "ps1",
                                         "php", "jsp", "phtml", "asp",  "aspx", "cgi",  "html",  "htm",
                                         "svg", "swf", "shtml", "docm", "xlsm", "pptm", "xhtml", "mht" };

const char *file_kind_code(FileKind kind)
{
    return kinds[kind].code;
}

const char *file_kind_type(FileKind kind)
{
    return kinds[kind].type;
}

FileKind file_kind_of(const char *code)
{
    for (int kind = FILE_OTHER + 1; kind < FILE_KIND__N; kind++)
        if (g_ascii_strcasecmp(kinds[kind].code, code) == 0)
            return (FileKind)kind;
    return g_ascii_strcasecmp(code, "jpeg") == 0 ? FILE_JPG : FILE_OTHER;
}

/* Signs without a shape of their own. Those that turn the direction of writing make exe.pdf out of fdp.exe. */
static bool is_hidden(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE ||
           type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* %22, %0D and %0A: the three signs that browsers write so. Others they leave, so "%41" is three signs of the name. */
static const char *form_escape(const char *p, char *sign)
{
    static const struct {
        const char *form;
        char sign;
    } escapes[] = { { "%22", '"' }, { "%0D", '\r' }, { "%0A", '\n' } };

    for (gsize i = 0; i < G_N_ELEMENTS(escapes); i++) {
        if (g_ascii_strncasecmp(p, escapes[i].form, 3) != 0)
            continue;
        *sign = escapes[i].sign;
        return p + 3;
    }
    *sign = *p;
    return p + 1;
}

static char *unescaped(Mem *mem, const char *sent)
{
    char *out = mem_alloc(mem, strlen(sent) + 1), *to = out;

    while (*sent != '\0')
        sent = form_escape(sent, to++);
    return out;
}

static const char *after_folders(const char *path)
{
    const char *name = path;

    for (const char *p = path; *p != '\0'; p++)
        if (*p == '/' || *p == '\\')
            name = p + 1;
    return name;
}

/* A name that begins with a dot is hidden on some systems, one that ends with a dot or a blank loses it on others. */
static char *trimmed(Mem *mem, char *name)
{
    while (*name == '.' || *name == ' ')
        name++;
    for (size_t n = strlen(name); n > 0 && (name[n - 1] == '.' || name[n - 1] == ' '); n--)
        name[n - 1] = '\0';
    return mem_text(mem, name);
}

char *file_name_clean(Mem *mem, const char *sent)
{
    g_autofree char *valid = g_utf8_make_valid(unescaped(mem, sent), -1);
    const char *name = after_folders(valid);
    char *out = mem_alloc(mem, strlen(name) + 1), *to = out;

    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_hidden(c))
            continue;
        to += g_unichar_to_utf8(g_unichar_isspace(c) ? ' ' : c, to);
    }
    return trimmed(mem, out);
}

char *file_name_numbered(Mem *mem, const char *name, int n)
{
    const char *dot = strrchr(name, '.');
    size_t stem = dot == NULL ? strlen(name) : (size_t)(dot - name);

    return mem_printf(mem, "%.*s (%d)%s", (int)stem, name, n, name + stem);
}

static bool is_dangerous(const char *part)
{
    g_autofree char *plain = g_strstrip(g_strdup(part));

    for (gsize i = 0; i < G_N_ELEMENTS(dangerous); i++)
        if (g_ascii_strcasecmp(plain, dangerous[i]) == 0)
            return true;
    return false;
}

FileFault file_name_fault(const char *name, FileKind *kind)
{
    g_auto(GStrv) parts = g_strsplit(name, ".", -1);
    guint n = g_strv_length(parts);

    *kind = FILE_OTHER;
    if (text_chars(name) > FILE_NAME_CHARS)
        return FAULT_NAME;
    if (n < 2 || parts[0][0] == '\0' || file_kind_of(parts[n - 1]) == FILE_OTHER)
        return FAULT_KIND;
    for (guint i = 1; i + 1 < n; i++)
        if (is_dangerous(parts[i]))
            return FAULT_DOUBLE;
    *kind = file_kind_of(parts[n - 1]);
    return FAULT_NONE;
}

static char *size_in(Mem *mem, int64_t size_bytes, int64_t unit_bytes, const char *unit)
{
    int64_t tenths = (int64_t)((__int128)size_bytes * 10 / unit_bytes);

    if (size_bytes % unit_bytes == 0)
        return mem_printf(mem, "%" PRId64 " %s", size_bytes / unit_bytes, unit);
    return mem_printf(mem, "%" PRId64 ".%" PRId64 " %s", tenths / 10, tenths % 10, unit);
}

char *word_file_size(Mem *mem, int64_t size_bytes)
{
    const int64_t kb = 1024, mb = 1024 * kb, gb = 1024 * mb;

    if (size_bytes < kb)
        return mem_printf(mem, "%" PRId64 " 字节", size_bytes);
    if (size_bytes < mb)
        return mem_printf(mem, "%" PRId64 " KB", (size_bytes + kb / 2) / kb);
    return size_bytes < 10 * gb ? size_in(mem, size_bytes, mb, "MB") : size_in(mem, size_bytes, gb, "GB");
}

/* Just above the limit both would read the same. */
static char *too_large(Mem *mem, const FileLimits *limits, int64_t size_bytes)
{
    char *is = word_file_size(mem, size_bytes), *may = word_file_size(mem, limits->file_bytes);

    if (strcmp(is, may) == 0 || size_bytes - limits->file_bytes < limits->file_bytes / 20)
        return mem_printf(mem, "超过 %s 上限", may);
    return mem_printf(mem, "%s，超过 %s 上限", is, may);
}

static const char *const fault_words[FAULT__N] = {
    [FAULT_NAME] = "文件名超过 120 字，请改短后再上传",
    [FAULT_KIND] = "不支持该格式，请改用 PDF、Word、Excel 或图片",
    [FAULT_DOUBLE] = "文件名中夹有程序的扩展名，请改名后再上传",
    [FAULT_EMPTY] = "文件是空的，请检查后重新选择",
    [FAULT_CONTENT] = "文件内容与扩展名不符，请用相应软件另存后再上传",
    [FAULT_MACRO] = "文件含有宏，请另存为不含宏的文件或 PDF 后再上传",
    [FAULT_LOCKED] = "文件已加密，请取消密码后再上传",
    [FAULT_MIXED] = "文件中夹带了其他内容，请用相应软件另存后再上传",
    [FAULT_ROOM] = "系统存储空间不足，请稍后再试，并联系系统管理员",
    [FAULT_AGAIN] = "页面内容已变化，请重新选择后上传",
};

char *file_fault_words(Mem *mem, FileFault fault, const FileLimits *limits, const char *name,
                       int64_t size_bytes, const char *other)
{
    const char *why = fault_words[fault];

    if (fault == FAULT_CHOICE)
        return mem_text(mem, "请先选择文件，再点“上传所选文件”");
    if (fault == FAULT_SIZE)
        why = too_large(mem, limits, size_bytes);
    if (fault == FAULT_COUNT)
        why = mem_printf(mem, "每份报送最多 %d 个文件，请先移除不需要的", limits->count);
    if (fault == FAULT_QUOTA)
        why = mem_printf(mem, "本单位的存储空间（%s）不够，请联系系统管理员",
                         word_file_size(mem, limits->unit_bytes));
    if (fault == FAULT_TWICE)
        why = mem_printf(mem, "与已上传的“%s”内容相同，不重复保存", other == NULL ? "" : other);
    return mem_printf(mem, "“%s”未上传：%s", name[0] == '\0' ? "未命名文件" : name,
                      why == NULL ? "请重新选择" : why);
}
