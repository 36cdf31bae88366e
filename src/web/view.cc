// view.cc: the one C++ file, a shim over ctemplate; see view.h.
#include <glib.h>

extern "C" {
#include "web/view.h"
#include "base/err.h"
}

#include <cstdint>
#include <cstring>
#include <string>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

using ctemplate::TemplateDictionary;
using ctemplate::TemplateString;

// Markers are a few hundred literals, met thousands of times a page. Looking them up by their address saves ctemplate
// from hashing each and from asking its own table (under a lock) whether it knows them. An address may be used again
// for another text, so the text is compared.
struct Marker {
    const char *address;
    ctemplate::StaticTemplateString known;
};

enum { MARKERS = 4096 }; // slots; a power of two

static ctemplate::TemplateString named(const char *marker)
{
    static Marker slots[MARKERS];
    Marker &slot = slots[(reinterpret_cast<uintptr_t>(marker) * 0x9E3779B97F4A7C15U) >> 52];
    auto &text = slot.known.do_not_use_directly_;

    if (slot.address == marker && strcmp(text.ptr_, marker) == 0)
        return TemplateString(slot.known);
    if (slot.address != nullptr)
        return TemplateString(marker, strlen(marker)); // the slot is another's: the slow way
    slot.address = marker;
    text.ptr_ = g_intern_string(marker);
    text.length_ = strlen(marker);
    ctemplate::StaticTemplateStringInitializer registered(&slot.known);
    return TemplateString(slot.known);
}

static const char first_line[] = "{{%AUTOESCAPE context=\"HTML\"}}";

static TemplateDictionary *inner(View *view)
{
    return reinterpret_cast<TemplateDictionary *>(view);
}

static View *outer(TemplateDictionary *dictionary)
{
    return reinterpret_cast<View *>(dictionary);
}

// One cache for the program; filled at the start, only read afterwards.
static ctemplate::TemplateCache &cache()
{
    static ctemplate::TemplateCache only;
    return only;
}

static bool load_one(const char *folder, const char *name, GError **err)
{
    g_autofree char *path = g_build_filename(folder, name, nullptr);
    g_autofree char *text = nullptr;

    if (!g_file_get_contents(path, &text, nullptr, err))
        return false;
    if (strncmp(text, first_line, strlen(first_line)) != 0)
        return fail(err, ERR_BROKEN, "%s: the first line is not %s", name, first_line);
    if (!cache().LoadTemplate(name, ctemplate::STRIP_WHITESPACE))
        return fail(err, ERR_BROKEN, "%s: ctemplate cannot read it", name);
    return true;
}

bool templates_load(const char *folder, GError **err)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, err);
    const char *name;
    bool good = dir != nullptr;

    if (good)
        cache().SetTemplateRootDirectory(folder);
    while (good && (name = g_dir_read_name(dir)) != nullptr)
        if (g_str_has_suffix(name, ".tpl"))
            good = load_one(folder, name, err);
    if (good)
        cache().Freeze();
    return good;
}

static void free_dictionary(void *dictionary)
{
    delete static_cast<TemplateDictionary *>(dictionary);
}

View *view_new(Mem *mem)
{
    auto *dictionary = new TemplateDictionary("root");

    mem_keep(mem, dictionary, free_dictionary);
    return outer(dictionary);
}

void view_text(View *view, const char *marker, const char *text)
{
    inner(view)->SetValueWithoutCopy(named(marker), TemplateString(text, strlen(text)));
}

void view_number(View *view, const char *marker, int64_t number)
{
    char digits[24];
    char *p = digits + sizeof digits;
    uint64_t left = number < 0 ? 0 - static_cast<uint64_t>(number) : static_cast<uint64_t>(number);

    do
        *--p = static_cast<char>('0' + left % 10);
    while ((left /= 10) != 0);
    if (number < 0)
        *--p = '-';
    inner(view)->SetValue(named(marker), TemplateString(p, static_cast<size_t>(digits + sizeof digits - p)));
}

void view_text_everywhere(View *root, const char *marker, const char *text)
{
    inner(root)->SetTemplateGlobalValue(marker, text);
}

View *view_part(View *view, const char *section)
{
    return outer(inner(view)->AddSectionDictionary(named(section)));
}

void view_show(View *view, const char *section)
{
    inner(view)->ShowSection(named(section));
}

View *view_include(View *view, const char *marker, const char *file)
{
    TemplateDictionary *child = inner(view)->AddIncludeDictionary(named(marker));

    child->SetFilename(file);
    return outer(child);
}

bool view_render(Mem *mem, const char *file, View *root, const char **text, size_t *size_bytes, GError **err)
{
    auto *out = new std::string;

    mem_keep(mem, out, [](void *kept) { delete static_cast<std::string *>(kept); });
    out->reserve(192 * 1024); // the longest page in one piece; what is not written to costs nothing
    if (!cache().ExpandNoLoad(file, ctemplate::STRIP_WHITESPACE, inner(root), nullptr, out))
        return fail(err, ERR_BROKEN, "%s: cannot be shown", file);
    *text = out->c_str();
    *size_bytes = out->size();
    return true;
}
