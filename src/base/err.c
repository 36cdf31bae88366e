/* err.c: see err.h. */
#include "base/err.h"

GQuark err_quark(void)
{
    return g_quark_from_static_string("taizhang-error");
}

enum { KIND_BITS = 8, KIND_MASK = (1 << KIND_BITS) - 1 };

static bool fail_list(GError **err, int code, const char *format, va_list args) G_GNUC_PRINTF(3, 0);

static bool fail_list(GError **err, int code, const char *format, va_list args)
{
    g_propagate_error(err, g_error_new_valist(err_quark(), code, format, args));
    return false;
}

bool fail(GError **err, ErrKind kind, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fail_list(err, (int)kind, format, args);
    va_end(args);
    return false;
}

bool fail_detail(GError **err, ErrKind kind, int detail, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fail_list(err, (int)kind | detail << KIND_BITS, format, args);
    va_end(args);
    return false;
}

int err_detail(const GError *err)
{
    return err != NULL && err->domain == err_quark() ? err->code >> KIND_BITS : 0;
}

ErrKind err_kind(const GError *err)
{
    if (err == NULL)
        return ERR_NONE;
    return err->domain == err_quark() ? (ErrKind)(err->code & KIND_MASK) : ERR_BROKEN;
}
