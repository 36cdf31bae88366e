/* err.c: see err.h. */
#include "base/err.h"

GQuark err_quark(void)
{
    return g_quark_from_static_string("taizhang-error");
}

bool fail(GError **err, ErrKind kind, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    GError *made = g_error_new_valist(err_quark(), (int)kind, format, args);
    va_end(args);
    g_propagate_error(err, made);
    return false;
}

ErrKind err_kind(const GError *err)
{
    if (err == NULL)
        return ERR_NONE;
    return err->domain == err_quark() ? (ErrKind)err->code : ERR_BROKEN;
}
