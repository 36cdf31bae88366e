/* spot.c: taizhangctl spot-share. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "act/spot_deeds.h"
#include "base/err.h"
#include "ctl/ctl.h"

enum { PERCENT_DIGITS = 3 };

bool ctl_spot_share(Ctl *ctl, int argc, char **argv, GError **err)
{
    const char *digits = argc == 2 ? argv[1] : "";
    size_t n = strspn(digits, "0123456789");
    bool changed;

    if (argc != 2 || n == 0 || n > PERCENT_DIGITS || digits[n] != '\0')
        return fail(err, ERR_BAD_INPUT, "spot-share PLAN PERCENT");
    int64_t percent = g_ascii_strtoll(digits, NULL, 10);
    TRY(act_spot_share(ctl->db, ctl->mem, &ctl->who, argv[0], percent, ctl->now_us, &changed, err));
    printf("抽查比例 %s：%" PRId64 "%%，%s\n", argv[0], percent, changed ? "已设置" : "没有变化");
    return true;
}
