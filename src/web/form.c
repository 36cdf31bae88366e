/* form.c: see form.h. */
#include "web/form.h"

#include <string.h>

#include "base/err.h"
#include "base/words.h"

enum { OWN_FIELD_CHARS = 128 };

static bool is_named(const Field *field, const char *name)
{
    size_t length = strlen(field->name);

    if (field->family)
        return strncmp(name, field->name, length) == 0 && name[length] == '.';
    return strcmp(name, field->name) == 0;
}

static const Field *field_of(const Field *fields, gsize n, const char *name)
{
    static const Field own[] = { { "csrf", OWN_FIELD_CHARS, false }, { "rid", OWN_FIELD_CHARS, false } };

    for (gsize i = 0; i < n; i++)
        if (is_named(&fields[i], name))
            return &fields[i];
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++)
        if (is_named(&own[i], name))
            return &own[i];
    return NULL;
}

bool form_take(const Req *req, const Field *fields, gsize n, const char **values, GError **err)
{
    for (gsize i = 0; i < n; i++)
        values[i] = "";
    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        const Field *field = field_of(fields, n, param->name);
        if (field == NULL)
            return fail(err, ERR_BAD_INPUT, "form: no field %s here", param->name);
        if (text_chars(param->value) > field->most_chars)
            return fail(err, ERR_BAD_INPUT, "form: field %s is longer than %d", param->name,
                        field->most_chars);
        if (field >= fields && field < fields + n && !field->family)
            values[field - fields] = param->value;
    }
    return true;
}

bool form_request_id(const Req *req, RequestId *id, GError **err)
{
    const char *text = form_get(req, "rid");

    if (text == NULL || text[0] == '\0') {
        secret_random(id->bytes, sizeof id->bytes);
        return true;
    }
    return base64url_read(text, id->bytes, sizeof id->bytes) ||
           fail(err, ERR_BAD_INPUT, "form: rid is not one of ours");
}

char *request_id_new(Mem *mem)
{
    RequestId id;
    char text[2 * REQUEST_ID_BYTES];

    secret_random(id.bytes, sizeof id.bytes);
    base64url_write(id.bytes, sizeof id.bytes, text, sizeof text);
    return mem_text(mem, text);
}
