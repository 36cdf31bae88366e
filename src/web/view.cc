// view.cc: the one C++ file, a shim over ctemplate; see view.h.
#include <glib.h>

extern "C" {
#include "web/view.h"
#include "base/err.h"
}

#include <cstdio>
#include <cstring>
#include <string>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

using ctemplate::TemplateDictionary;
using ctemplate::TemplateString;

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
    inner(view)->SetValueWithoutCopy(TemplateString(marker, strlen(marker)), TemplateString(text, strlen(text)));
}

void view_number(View *view, const char *marker, int64_t number)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, number);
    inner(view)->SetValue(marker, digits);
}

void view_text_everywhere(View *root, const char *marker, const char *text)
{
    inner(root)->SetTemplateGlobalValue(marker, text);
}

View *view_part(View *view, const char *section)
{
    return outer(inner(view)->AddSectionDictionary(TemplateString(section, strlen(section))));
}

void view_show(View *view, const char *section)
{
    inner(view)->ShowSection(TemplateString(section, strlen(section)));
}

View *view_include(View *view, const char *marker, const char *file)
{
    TemplateDictionary *child = inner(view)->AddIncludeDictionary(marker);

    child->SetFilename(file);
    return outer(child);
}

bool view_render(Mem *mem, const char *file, View *root, const char **text, size_t *size_bytes, GError **err)
{
    auto *out = new std::string;

    mem_keep(mem, out, [](void *kept) { delete static_cast<std::string *>(kept); });
    out->reserve(64 * 1024);
    if (!cache().ExpandNoLoad(file, ctemplate::STRIP_WHITESPACE, inner(root), nullptr, out))
        return fail(err, ERR_BROKEN, "%s: cannot be shown", file);
    *text = out->c_str();
    *size_bytes = out->size();
    return true;
}
