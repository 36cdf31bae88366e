/* test_file_kind.c: names and bytes of files: what is taken, what is refused and why, and how it is said. */
#include "rule/file_kind.h"

#include <string.h>

static void test_names(void)
{
    static const struct {
        const char *label, *sent, *want;
    } cases[] = {
        { "Chinese", "进展 情况（三月）.pdf", "进展 情况（三月）.pdf" },
        { "quotation mark, as browsers send it", "a%22b.pdf", "a\"b.pdf" },
        { "line ends, as browsers send them", "a%0D%0Ab.pdf", "ab.pdf" },
        { "other escapes are signs of the name", "100%41%.pdf", "100%41%.pdf" },
        { "folders of Windows", "C:\\Users\\x\\方案.pdf", "方案.pdf" },
        { "folders", "../../etc/方案.pdf", "方案.pdf" },
        { "folders behind an escaped line end", "x%0a/../方案.pdf", "方案.pdf" },
        { "bare line end", "a\r\nb.pdf", "ab.pdf" },
        { "the direction of writing",
          "a\xE2\x80\xAE"
          "fdp.exe",
          "afdp.exe" },
        { "signs of no width", "方\xE2\x80\x8B案\xEF\xBB\xBF.pdf", "方案.pdf" },
        { "other blanks", "方\xE3\x80\x80案.pdf", "方 案.pdf" },
        { "dots and blanks at the ends", " ..方案.pdf. ", "方案.pdf" },
        { "GBK bytes", "\xB7\xBD.pdf", "\xEF\xBF\xBD\xEF\xBF\xBD.pdf" },
        { "4-byte sign", "𠮷.pdf", "𠮷.pdf" },
        { "nothing left", "..", "" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(file_name_clean(mem, cases[i].sent), ==, cases[i].want);
    }
}

static void test_name_faults(void)
{
    static const struct {
        const char *name;
        FileFault want;
        FileKind kind;
    } cases[] = {
        { "方案.pdf", FAULT_NONE, FILE_PDF },
        { "方案.PDF", FAULT_NONE, FILE_PDF },
        { "照片.JPEG", FAULT_NONE, FILE_JPG },
        { "2023.03.31 方案.docx", FAULT_NONE, FILE_DOCX },
        { "方案.docx.pdf", FAULT_NONE, FILE_PDF },
        { "qingdao.gov.cn.xlsx", FAULT_NONE, FILE_XLSX },
        { "方案.zip", FAULT_KIND, FILE_OTHER },
        { "方案.html", FAULT_KIND, FILE_OTHER },
        { "方案.svg", FAULT_KIND, FILE_OTHER },
        { "方案.docm", FAULT_KIND, FILE_OTHER },
        { "方案.pdf.exe", FAULT_KIND, FILE_OTHER },
        { "方案", FAULT_KIND, FILE_OTHER },
        { "", FAULT_KIND, FILE_OTHER },
        { ".pdf", FAULT_KIND, FILE_OTHER },
        { "pdf", FAULT_KIND, FILE_OTHER },
        { "方案.exe.pdf", FAULT_DOUBLE, FILE_OTHER },
        { "方案.HTML.png", FAULT_DOUBLE, FILE_OTHER },
        { "方案.php .jpg", FAULT_DOUBLE, FILE_OTHER },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        FileKind kind = FILE_PNG;
        g_test_message("%s", cases[i].name);
        g_assert_cmpint(file_name_fault(cases[i].name, &kind), ==, cases[i].want);
        g_assert_cmpint(kind, ==, cases[i].kind);
    }
}

static void test_long_names(void)
{
    g_autoptr(GString) name = g_string_new(NULL);
    FileKind kind;

    for (int i = 0; i < FILE_NAME_CHARS - 4; i++)
        g_string_append(name, "长");
    g_string_append(name, ".pdf");
    g_assert_cmpint(file_name_fault(name->str, &kind), ==, FAULT_NONE);
    g_string_prepend(name, "长");
    g_assert_cmpint(file_name_fault(name->str, &kind), ==, FAULT_NAME);
}

/* ---- files made here, in their smallest form */

static void add_zip_entry(GByteArray *folder, const char *name, guint16 flags)
{
    guint8 entry[46] = { 'P', 'K', 1, 2 };

    entry[8] = (guint8)flags;
    entry[28] = (guint8)strlen(name);
    g_byte_array_append(folder, entry, sizeof entry);
    g_byte_array_append(folder, (const guint8 *)name, (guint)strlen(name));
}

/* names: divided by blanks; flags: of each part. */
static GByteArray *make_zip(const char *names, guint16 flags)
{
    GByteArray *file = g_byte_array_new(), *folder = g_byte_array_new();
    g_auto(GStrv) list = g_strsplit(names, " ", -1);
    guint8 end[22] = { 'P', 'K', 5, 6 };

    g_byte_array_append(file, (const guint8 *)"PK\3\4", 4);
    for (guint i = 0; i < 26; i++)
        g_byte_array_append(file, (const guint8 *)"", 1);
    for (gsize i = 0; list[i] != NULL; i++)
        add_zip_entry(folder, list[i], flags);
    end[8] = end[10] = (guint8)g_strv_length(list);
    end[12] = (guint8)folder->len;
    end[13] = (guint8)(folder->len >> 8);
    end[16] = (guint8)file->len;
    g_byte_array_append(file, folder->data, folder->len);
    g_byte_array_append(file, end, sizeof end);
    g_byte_array_unref(folder);
    return file;
}

/* A compound file with one entry a name. */
static GByteArray *make_cfb(const char *names)
{
    GByteArray *file = g_byte_array_new();
    g_auto(GStrv) list = g_strsplit(names, " ", -1);

    g_byte_array_set_size(file, 512 + 128 * (g_strv_length(list) + 4));
    memset(file->data, 0, file->len);
    memcpy(file->data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    for (gsize i = 0; list[i] != NULL; i++) {
        guint8 *entry = file->data + 512 + 128 * i;
        gsize n = strlen(list[i]);
        for (gsize c = 0; c < n; c++)
            entry[2 * c] = (guint8)list[i][c];
        entry[64] = (guint8)(2 * (n + 1));
        entry[66] = 2;
    }
    return file;
}

static const char png[] =
    "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR0123456789012crc!\0\0\0\x00IDATcrc!\0\0\0\0IENDcrc!";
static const char pdf[] = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n";
static const char jpg[] = "\xFF\xD8\xFF\xE0\0\x10JFIF\0 and the picture \xFF\xD9";

static GByteArray *bytes_of(const char *bytes, gsize n)
{
    return g_byte_array_append(g_byte_array_new(), (const guint8 *)bytes, (guint)n);
}

#define WORDS(text) bytes_of((text), sizeof(text) - 1)

static GByteArray *joined(GByteArray *first, GByteArray *second)
{
    g_byte_array_append(first, second->data, second->len);
    g_byte_array_unref(second);
    return first;
}

static void check(const char *label, FileKind kind, GByteArray *file, FileFault want)
{
    g_autofree guint8 *exact = g_memdup2(file->data, file->len); /* of this size: reading behind it is seen */

    g_test_message("%s", label);
    g_assert_cmpint(file_content_fault(kind, exact == NULL ? (guint8 *)"" : exact, file->len), ==, want);
    g_byte_array_unref(file);
}

static void test_simple_content(void)
{
    check("a PDF", FILE_PDF, WORDS(pdf), FAULT_NONE);
    check("a picture", FILE_PNG, WORDS(png), FAULT_NONE);
    check("a photograph", FILE_JPG, WORDS(jpg), FAULT_NONE);
    check("a photograph with a film behind it", FILE_JPG, joined(WORDS(jpg), WORDS("ftypmp42 and a film")),
          FAULT_NONE);
    check("nothing", FILE_PDF, g_byte_array_new(), FAULT_EMPTY);
    check("a picture as PDF", FILE_PDF, WORDS(png), FAULT_CONTENT);
    check("a PDF as picture", FILE_PNG, WORDS(pdf), FAULT_CONTENT);
    check("a PDF that breaks off", FILE_PDF, bytes_of(pdf, 30), FAULT_CONTENT);
    check("a PDF with something before it", FILE_PDF, joined(WORDS("x"), WORDS(pdf)), FAULT_CONTENT);
    check("a picture that breaks off", FILE_PNG, bytes_of(png, sizeof png - 3), FAULT_CONTENT);
    check("a picture with a piece of impossible length", FILE_PNG,
          WORDS("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR0123456789012crc!\xFF\xFF\xFF\xFFIDAT12345678"),
          FAULT_CONTENT);
    check("a photograph that breaks off", FILE_JPG, bytes_of(jpg, 12), FAULT_CONTENT);
    check("a program", FILE_PDF, WORDS("MZ\x90 this is a program"), FAULT_CONTENT);
    check("a page", FILE_JPG, WORDS("<html><script>alert(1)</script>"), FAULT_CONTENT);
    check("one byte", FILE_JPG, WORDS("\xFF"), FAULT_CONTENT);
}

static void test_mixed_content(void)
{
    check("something behind a picture", FILE_PNG, joined(WORDS(png), WORDS("more")), FAULT_MIXED);
    check("a zip behind a photograph", FILE_JPG, joined(WORDS(jpg), make_zip("a.class", 0)), FAULT_MIXED);
    check("a zip behind a PDF", FILE_PDF, joined(WORDS(pdf), make_zip("a.class", 0)), FAULT_MIXED);
    check("a PDF in a photograph", FILE_JPG, WORDS("\xFF\xD8\xFF\xFE %PDF-1.4 \xFF\xD9"), FAULT_MIXED);
    check("a page in a photograph", FILE_JPG, WORDS("\xFF\xD8\xFF\xFE <ScRiPt>alert(1)</script> \xFF\xD9"),
          FAULT_MIXED);
    check("a page in a PDF", FILE_PDF, WORDS("%PDF-1.4\n<html><script>x</script>\n%%EOF"), FAULT_MIXED);
}

static void test_office_content(void)
{
    check("Word", FILE_DOCX, make_zip("[Content_Types].xml _rels/.rels word/document.xml", 0), FAULT_NONE);
    check("Excel", FILE_XLSX, make_zip("[Content_Types].xml xl/workbook.xml", 0), FAULT_NONE);
    check("Excel as Word", FILE_DOCX, make_zip("[Content_Types].xml xl/workbook.xml", 0), FAULT_CONTENT);
    check("any zip", FILE_DOCX, make_zip("word/document.xml", 0), FAULT_CONTENT);
    check("no parts", FILE_DOCX, WORDS("PK\3\4"), FAULT_CONTENT);
    check("macros", FILE_DOCX, make_zip("[Content_Types].xml word/document.xml word/vbaProject.bin", 0),
          FAULT_MACRO);
    check("macros in capitals", FILE_XLSX, make_zip("[Content_Types].xml xl/a.xml xl/VBAPROJECT.BIN", 0),
          FAULT_MACRO);
    check("old macros", FILE_XLSX, make_zip("[Content_Types].xml xl/a.xml xl/macrosheets/1.xml", 0),
          FAULT_MACRO);
    check("encrypted parts", FILE_DOCX, make_zip("[Content_Types].xml word/document.xml", 1), FAULT_LOCKED);
    check("a program among the parts", FILE_DOCX, make_zip("[Content_Types].xml word/a.xml run.exe", 0),
          FAULT_MIXED);
    check("a Java archive", FILE_DOCX, make_zip("[Content_Types].xml word/a.xml META-INF/MANIFEST.MF", 0),
          FAULT_MIXED);
    check("a part that climbs out", FILE_DOCX, make_zip("[Content_Types].xml word/a.xml ../../x", 0),
          FAULT_MIXED);
    check("something before it", FILE_DOCX, joined(WORDS("x"), make_zip("[Content_Types].xml word/a.xml", 0)),
          FAULT_CONTENT);
    check("something behind it", FILE_DOCX, joined(make_zip("[Content_Types].xml word/a.xml", 0), WORDS("x")),
          FAULT_CONTENT);
    check("under a password", FILE_DOCX, make_cfb("EncryptionInfo EncryptedPackage"), FAULT_LOCKED);
    check("old Word", FILE_DOC, make_cfb("WordDocument 1Table"), FAULT_NONE);
    check("old Excel", FILE_XLS, make_cfb("Workbook"), FAULT_NONE);
    check("older Excel", FILE_XLS, make_cfb("Book"), FAULT_NONE);
    check("old Word as Excel", FILE_XLS, make_cfb("WordDocument"), FAULT_CONTENT);
    check("old macros", FILE_DOC, make_cfb("WordDocument Macros"), FAULT_MACRO);
    check("old macros of Excel", FILE_XLS, make_cfb("Workbook _VBA_PROJECT_CUR"), FAULT_MACRO);
    check("a text as old Word", FILE_DOC, WORDS("{\\rtf1 text}"), FAULT_CONTENT);
    check("new Word as old", FILE_DOC, make_zip("[Content_Types].xml word/document.xml", 0), FAULT_CONTENT);
    check("no kind", FILE_OTHER, WORDS(pdf), FAULT_KIND);
}

/* Whatever is cut off or changed, nothing is read that is not there (ASan). */
static void test_broken_content(void)
{
    GByteArray *files[] = { WORDS(pdf), WORDS(png), WORDS(jpg), make_cfb("WordDocument VBA"),
                            make_zip("[Content_Types].xml word/a.xml", 0) };

    for (gsize f = 0; f < G_N_ELEMENTS(files); f++) {
        for (guint i = 0; i <= files[f]->len; i++) {
            g_autofree guint8 *cut = g_memdup2(files[f]->data, MAX(i, 1));
            for (int kind = FILE_OTHER; kind < FILE_KIND__N; kind++)
                file_content_fault((FileKind)kind, cut, i);
        }
        for (guint i = 0; i < 8 * files[f]->len; i++) {
            g_autofree guint8 *bent = g_memdup2(files[f]->data, files[f]->len);
            bent[i / 8] ^= (guint8)(1u << i % 8);
            for (int kind = FILE_OTHER; kind < FILE_KIND__N; kind++)
                file_content_fault((FileKind)kind, bent, files[f]->len);
        }
        g_byte_array_unref(files[f]);
    }
}

static void test_words(void)
{
    static const struct {
        FileFault fault;
        const char *name;
        int64_t size_bytes;
        const char *want;
    } cases[] = {
        { FAULT_KIND, "方案.zip", 1, "“方案.zip”未上传：不支持该格式，请改用 PDF、Word、Excel 或图片" },
        { FAULT_SIZE, "a.pdf", 27682407, "“a.pdf”未上传：26.4 MB，超过 20 MB 上限" },
        { FAULT_SIZE, "a.pdf", 20971521, "“a.pdf”未上传：超过 20 MB 上限" },
        { FAULT_EMPTY, "a.pdf", 0, "“a.pdf”未上传：文件是空的，请检查后重新选择" },
        { FAULT_COUNT, "a.pdf", 1, "“a.pdf”未上传：每份报送最多 20 个文件，请先移除不需要的" },
        { FAULT_QUOTA, "a.pdf", 1, "“a.pdf”未上传：本单位的存储空间（2000 MB）不够，请联系系统管理员" },
        { FAULT_TWICE, "a.pdf", 1, "“a.pdf”未上传：与已上传的“b.pdf”内容相同，不重复保存" },
        { FAULT_NONE, "", 1, "“未命名文件”未上传：请重新选择" },
    };
    static const FileLimits limits = { 20 << 20, INT64_C(2000) << 20, 20 };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(
            file_fault_words(mem, cases[i].fault, &limits, cases[i].name, cases[i].size_bytes, "b.pdf"), ==,
            cases[i].want);
    for (int fault = FAULT_NONE + 1; fault < FAULT__N; fault++) /* each has words of its own */
        g_assert_null(
            strstr(file_fault_words(mem, (FileFault)fault, &limits, "a.pdf", 30 << 20, "b"), "：请重新选择"));
    g_assert_cmpstr(file_name_numbered(mem, "方案.pdf", 2), ==, "方案 (2).pdf");
    g_assert_cmpstr(word_file_size(mem, 831488), ==, "812 KB");
    g_assert_cmpstr(word_file_size(mem, 3), ==, "3 字节");
    g_assert_cmpstr(word_file_size(mem, INT64_C(20480) << 20), ==, "20 GB");
    g_assert_cmpstr(word_file_size(mem, INT64_C(40500) << 20), ==, "39.5 GB");
    g_assert_cmpstr(word_file_size(mem, INT64_MAX), ==, "8589934591.9 GB");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file_kind/names", test_names);
    g_test_add_func("/file_kind/name_faults", test_name_faults);
    g_test_add_func("/file_kind/long_names", test_long_names);
    g_test_add_func("/file_kind/simple_content", test_simple_content);
    g_test_add_func("/file_kind/mixed_content", test_mixed_content);
    g_test_add_func("/file_kind/office_content", test_office_content);
    g_test_add_func("/file_kind/broken_content", test_broken_content);
    g_test_add_func("/file_kind/words", test_words);
    return g_test_run();
}
