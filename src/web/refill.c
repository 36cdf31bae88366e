/* refill.c: see refill.h. Two walks over the tags: one finds the form, one notes the edits, which are then made in order. */
#include "web/refill.h"

#include <string.h>

/* Bytes of the page, still escaped. at NULL: there are none. */
typedef struct {
    const char *at;
    size_t bytes;
} Span;

typedef struct {
    Span all, name; /* from '<' to '>'; the name without '/' */
    bool closing;
} Tag;

typedef struct {
    Span cut; /* what goes; of no bytes: something is put in */
    const char *text;
} Edit;

enum { DEPTH_MOST = 16 };

typedef struct {
    Mem *mem;
    const Params *typed;
    bool *placed;
    const char *end;
    GArray *edits;
    Span folds[DEPTH_MOST]; /* the <details> around the place; those of at NULL are open */
    int depth;
    Span label;     /* class of the last <label> */
    int64_t select; /* the field of the <select> around the place; -1: leave its options alone */
} Fill;

static bool is_text(Span span, const char *text)
{
    return span.at != NULL && span.bytes == strlen(text) && memcmp(span.at, text, span.bytes) == 0;
}

static bool is_tag(const Tag *tag, const char *name)
{
    return !tag->closing && is_text(tag->name, name);
}

/* Behind the '>' that ends the tag: one inside quotes does not. */
static const char *tag_end(const char *p, const char *end)
{
    bool quoted = false;

    for (; p < end; p++) {
        quoted ^= *p == '"';
        if (*p == '>' && !quoted)
            return p + 1;
    }
    return end;
}

static bool next_tag(const char **p, const char *end, Tag *tag)
{
    for (const char *at = *p; at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++) {
        const char *name = at + 1;
        bool closing = name < end && *name == '/';
        name += closing;
        if (name >= end || !g_ascii_isalpha(*name))
            continue;
        const char *stop = name;
        while (stop < end && g_ascii_isalnum(*stop))
            stop++;
        *p = tag_end(stop, end);
        *tag = (Tag){ { at, (size_t)(*p - at) }, { name, (size_t)(stop - name) }, closing };
        return true;
    }
    return false;
}

/* The next name="value", or name alone (value.at NULL), of a tag. */
static bool next_attribute(const char **p, const char *end, Span *name, Span *value)
{
    const char *at = *p;

    while (at < end && strchr(" \n\t/>", *at) != NULL)
        at++;
    if (at >= end)
        return false;
    const char *stop = at;
    while (stop < end && strchr(" \n\t=>", *stop) == NULL)
        stop++;
    *name = (Span){ at, (size_t)(stop - at) };
    *value = (Span){ NULL, 0 };
    if (stop + 1 < end && stop[0] == '=' && stop[1] == '"') {
        const char *last = memchr(stop + 2, '"', (size_t)(end - stop - 2));
        *value = (Span){ stop + 2, last == NULL ? 0 : (size_t)(last - stop - 2) };
        stop = last == NULL ? end : last + 1;
    }
    *p = stop == at ? at + 1 : stop;
    return true;
}

/* Whether the tag has the attribute; its value, when it has one. */
static bool attribute(const Tag *tag, const char *wanted, Span *whole, Span *value)
{
    const char *p = tag->name.at + tag->name.bytes, *end = tag->all.at + tag->all.bytes;
    Span name;

    while (next_attribute(&p, end, &name, value))
        if (is_text(name, wanted)) {
            *whole = (Span){ name.at, (size_t)(p - name.at) };
            return true;
        }
    *value = (Span){ NULL, 0 };
    return false;
}

static Span value_of(const Tag *tag, const char *name)
{
    Span whole, value;

    return attribute(tag, name, &whole, &value) ? value : (Span){ NULL, 0 };
}

/* The signs that ctemplate escapes, and no others: a number of a sign would not always mean that sign. */
static const struct {
    char sign;
    const char *escaped;
} escapes[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" } };

static const char *escape_of(char sign)
{
    for (gsize i = 0; i < G_N_ELEMENTS(escapes); i++)
        if (escapes[i].sign == sign)
            return escapes[i].escaped;
    return NULL;
}

static const char *escape(Mem *mem, const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++) {
        const char *escaped = escape_of(*p);
        if (escaped != NULL)
            g_string_append(out, escaped);
        else
            g_string_append_c(out, *p);
    }
    return mem_text_n(mem, out->str, out->len);
}

static const char *unescape(Mem *mem, Span span)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (size_t i = 0; i < span.bytes; i++) {
        char sign = span.at[i];
        for (gsize e = 0; e < G_N_ELEMENTS(escapes) && span.at[i] == '&'; e++) {
            size_t length = strlen(escapes[e].escaped);
            if (length <= span.bytes - i && memcmp(span.at + i, escapes[e].escaped, length) == 0) {
                sign = escapes[e].sign;
                i += length - 1;
                break;
            }
        }
        g_string_append_c(out, sign);
    }
    return mem_text_n(mem, out->str, out->len);
}

static bool says(Mem *mem, Span value, const char *text)
{
    return value.at != NULL && strcmp(unescape(mem, value), text) == 0;
}

/* The typed field of a control; -1: none, or one of the page's own. */
static int64_t field_of(const Params *typed, const Tag *tag)
{
    Span name = value_of(tag, "name");

    if (name.at == NULL || is_text(name, "csrf") || is_text(name, "rid"))
        return -1;
    for (gsize i = 0; i < typed->n; i++)
        if (is_text(name, typed->list[i].name))
            return (int64_t)i;
    return -1;
}

static bool is_control(const Tag *tag)
{
    return is_tag(tag, "input") || is_tag(tag, "textarea") || is_tag(tag, "select");
}

/* ---- the form */

static const Param *typed_named(const Params *typed, const char *name)
{
    for (gsize i = 0; i < typed->n; i++)
        if (strcmp(typed->list[i].name, name) == 0)
            return &typed->list[i];
    return NULL;
}

/* A hidden field that says what the form does, and it is not what was wanted. */
static bool does_other(Mem *mem, const Tag *tag, const Params *typed)
{
    const Param *wanted = typed_named(typed, "action");

    return wanted != NULL && is_tag(tag, "input") && is_text(value_of(tag, "name"), "action") &&
           is_text(value_of(tag, "type"), "hidden") && !says(mem, value_of(tag, "value"), wanted->value);
}

/* How many of the typed fields the form has whose tags begin at p; -1: it is another form. */
static int64_t fit(Mem *mem, const char *p, const char *end, const Params *typed)
{
    int64_t n = 0;
    Tag tag;

    while (next_tag(&p, end, &tag)) {
        if (tag.closing && is_text(tag.name, "form"))
            return n;
        if (does_other(mem, &tag, typed))
            return -1;
        n += is_control(&tag) && field_of(typed, &tag) >= 0;
    }
    return n;
}

static bool find_form(Mem *mem, Span page, const char *action, const Params *typed, Span *form)
{
    const char *p = page.at, *end = page.at + page.bytes;
    int64_t best = 0;
    Tag tag;

    while (next_tag(&p, end, &tag)) {
        if (!is_tag(&tag, "form") || !is_text(value_of(&tag, "method"), "post") ||
            !says(mem, value_of(&tag, "action"), action))
            continue;
        int64_t n = fit(mem, p, end, typed);
        if (n > best) {
            best = n;
            *form = tag.all;
        }
    }
    return best > 0;
}

/* ---- the edits */

static void edit(Fill *fill, const char *at, size_t bytes, const char *text)
{
    Edit e = { { at, bytes }, text };

    g_array_append_val(fill->edits, e);
}

/* Where the attributes of a tag begin. */
static const char *behind_name(Span tag, const char *name)
{
    return tag.at + 1 + strlen(name);
}

/* A value changed here: whatever hides it is opened. */
static void unfold(Fill *fill)
{
    for (int i = 0; i < MIN(fill->depth, (int)DEPTH_MOST); i++) {
        if (fill->folds[i].at != NULL)
            edit(fill, behind_name(fill->folds[i], "details"), 0, " open");
        fill->folds[i].at = NULL;
    }
}

static void fold(Fill *fill, const Tag *tag)
{
    Span whole, value;

    if (tag->closing) {
        fill->depth -= fill->depth > 0;
        return;
    }
    if (fill->depth < DEPTH_MOST)
        fill->folds[fill->depth] = attribute(tag, "open", &whole, &value) ? (Span){ NULL, 0 } : tag->all;
    fill->depth++;
}

/* Sets or takes back an attribute without a value: checked, selected. */
static void mark(Fill *fill, const Tag *tag, const char *name, bool on)
{
    Span whole, value;
    bool is_on = attribute(tag, name, &whole, &value);

    if (is_on == on)
        return;
    if (on)
        edit(fill, tag->name.at + tag->name.bytes, 0, mem_printf(fill->mem, " %s", name));
    else
        edit(fill, whole.at - 1, whole.bytes + 1, ""); /* and the blank before it */
    unfold(fill);
}

/* The label around a radio button shows which one is chosen. */
static void mark_label(Fill *fill, bool on)
{
    if (is_text(fill->label, on ? "radio" : "radio on"))
        edit(fill, fill->label.at, fill->label.bytes, on ? "radio on" : "radio");
}

static void fill_tick(Fill *fill, const Tag *tag, int64_t field)
{
    Span value = value_of(tag, "value");
    bool on = field >= 0 && (value.at == NULL || says(fill->mem, value, fill->typed->list[field].value));

    mark(fill, tag, "checked", on);
    mark_label(fill, on);
    if (on)
        fill->placed[field] = true;
}

static void fill_line(Fill *fill, const Tag *tag, int64_t field)
{
    const char *text = fill->typed->list[field].value;
    Span whole, value;
    bool has = attribute(tag, "value", &whole, &value) && value.at != NULL;

    fill->placed[field] = true;
    if (has && says(fill->mem, value, text))
        return;
    if (has)
        edit(fill, value.at, value.bytes, escape(fill->mem, text));
    else
        edit(fill, tag->name.at + tag->name.bytes, 0,
             mem_printf(fill->mem, " value=\"%s\"", escape(fill->mem, text)));
    if (!is_text(value_of(tag, "type"), "hidden"))
        unfold(fill);
}

static void fill_input(Fill *fill, const Tag *tag)
{
    static const char *const left[] = { "submit", "button", "image", "reset", "file", "password" };
    Span type = value_of(tag, "type");
    int64_t field = field_of(fill->typed, tag);

    for (gsize i = 0; i < G_N_ELEMENTS(left); i++)
        if (is_text(type, left[i]))
            return;
    if (is_text(type, "radio") || is_text(type, "checkbox"))
        fill_tick(fill, tag, field);
    else if (field >= 0)
        fill_line(fill, tag, field);
}

/* The text up to the tag that ends it (text holds no '<' of its own); HTML drops its first newline, so that one goes before
 * ours. */
static void fill_area(Fill *fill, const Tag *tag)
{
    const char *from = tag->all.at + tag->all.bytes, *p = from;
    int64_t field = field_of(fill->typed, tag);
    Tag last;

    if (field < 0 || !next_tag(&p, fill->end, &last) || !last.closing)
        return;
    const char *to = last.all.at;
    const char *text = mem_printf(fill->mem, "\n%s", fill->typed->list[field].value);
    fill->placed[field] = true;
    if (says(fill->mem, (Span){ from, (size_t)(to - from) }, text))
        return;
    edit(fill, from, (size_t)(to - from), escape(fill->mem, text));
    unfold(fill);
}

/* Whether one of the options is what was chosen; when none is, the list is left alone. */
static bool has_option(const Fill *fill, const Tag *select, const char *value)
{
    const char *p = select->all.at + select->all.bytes;
    Tag tag;

    while (next_tag(&p, fill->end, &tag) && !is_text(tag.name, "select"))
        if (is_tag(&tag, "option") && says(fill->mem, value_of(&tag, "value"), value))
            return true;
    return false;
}

static void fill_select(Fill *fill, const Tag *tag)
{
    int64_t field = tag->closing ? -1 : field_of(fill->typed, tag);

    fill->select = field >= 0 && has_option(fill, tag, fill->typed->list[field].value) ? field : -1;
    if (fill->select >= 0)
        fill->placed[field] = true;
}

static void fill_option(Fill *fill, const Tag *tag)
{
    if (fill->select >= 0)
        mark(fill, tag, "selected",
             says(fill->mem, value_of(tag, "value"), fill->typed->list[fill->select].value));
}

static void fill_control(Fill *fill, const Tag *tag)
{
    if (is_text(tag->name, "label"))
        fill->label = tag->closing ? (Span){ NULL, 0 } : value_of(tag, "class");
    else if (is_tag(tag, "input"))
        fill_input(fill, tag);
    else if (is_tag(tag, "textarea"))
        fill_area(fill, tag);
    else if (is_text(tag->name, "select"))
        fill_select(fill, tag);
    else if (is_tag(tag, "option"))
        fill_option(fill, tag);
}

static void fill_form(Fill *fill, Span page, Span form)
{
    const char *p = page.at;
    bool inside = false;
    Tag tag;

    while (next_tag(&p, fill->end, &tag)) {
        if (tag.all.at == form.at)
            inside = true;
        else if (inside && tag.closing && is_text(tag.name, "form"))
            return;
        if (is_text(tag.name, "details"))
            fold(fill, &tag);
        else if (inside)
            fill_control(fill, &tag);
    }
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const char *left = ((const Edit *)a)->cut.at, *right = ((const Edit *)b)->cut.at;

    return left < right ? -1 : left > right;
}

static void make_edits(Fill *fill, Span page, Refilled *out)
{
    g_autoptr(GString) text = g_string_sized_new(page.bytes + 4096);
    const char *from = page.at;

    g_array_sort(fill->edits, by_place);
    for (guint i = 0; i < fill->edits->len; i++) {
        const Edit *e = &g_array_index(fill->edits, Edit, i);
        g_string_append_len(text, from, e->cut.at - from);
        g_string_append(text, e->text);
        from = e->cut.at + e->cut.bytes;
    }
    g_string_append_len(text, from, fill->end - from);
    out->page = mem_text_n(fill->mem, text->str, text->len);
    out->page_bytes = text->len;
}

void form_refill(Mem *mem, const char *page, size_t page_bytes, const char *action, const Params *typed,
                 Refilled *out)
{
    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(Edit));
    Span all = { page, page_bytes }, form;
    Fill fill = { .mem = mem,
                  .typed = typed,
                  .placed = mem_array(mem, bool, typed->n + 1),
                  .end = page + page_bytes,
                  .edits = edits,
                  .select = -1 };

    *out = (Refilled){ page, page_bytes, fill.placed, find_form(mem, all, action, typed, &form) };
    if (!out->any)
        return;
    edit(&fill, behind_name(form, "form"), 0, " data-refilled=\"1\"");
    fill_form(&fill, all, form);
    make_edits(&fill, all, out);
}
