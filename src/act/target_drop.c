/* target_drop.c: a number that counts no more; see target_deeds.h. What was reported for it stays in the reports. */
#include "act/target_deed.h"
#include "base/clock.h"
#include "base/err.h"

static bool apply(const TargetDeed *deed, TargetSettings *settings, Changes *more, GError **err)
{
    const char *reason = deed->wish;
    CivilTime day = civil_of(deed->at->now_us);

    (void)more;
    if (text_is_blank(reason))
        return fail(err, ERR_BAD_INPUT, "target: dropped without reason");
    if (target_is_ended(deed->row) && !target_is_dropped(deed->row))
        return true; /* the version tells that it is too late */
    settings->drop_reason = reason;
    settings->ended_on = mem_printf(deed->mem, "%04d-%02d-%02d", day.year, day.month, day.day);
    settings->dropped = target_done(deed);
    return true;
}

bool act_target_drop(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const char *reason, GError **err)
{
    TargetDeed deed = {
        .mem = mem, .who = who, .at = at, .action = "target.drop", .apply = apply, .wish = reason
    };

    return target_deed_run(db, &deed, err);
}
