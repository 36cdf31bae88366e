/* target_correct.c: 勘误 of a target: another number beside the printed one, and taking it back; see target_deeds.h. */
#include "act/target_deed.h"
#include "base/err.h"

typedef struct {
    Promised corrected;
    const char *basis;
} Correction;

static bool apply(const TargetDeed *deed, TargetSettings *settings, Changes *more, GError **err)
{
    const Correction *c = deed->wish;

    (void)more;
    if (text_is_blank(c->basis))
        return fail(err, ERR_BAD_INPUT, "target: a correction without basis");
    settings->has_correction = true;
    settings->corrected = c->corrected;
    settings->basis = c->basis;
    settings->corrected_by = target_done(deed);
    target_confirm_by(settings, deed->at->confirm, target_done(deed));
    return true;
}

bool act_target_correct(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const Promised *corrected,
                        const char *basis, GError **err)
{
    Correction correction = { *corrected, basis };
    TargetDeed deed = {
        .mem = mem, .who = who, .at = at, .action = "target.correct", .apply = apply, .wish = &correction
    };

    return target_deed_run(db, &deed, err);
}

bool target_correct_within(Tx *tx, Mem *mem, const Actor *who, const TargetAt *at, const Promised *corrected,
                           const char *basis, GError **err)
{
    Correction correction = { *corrected, basis };
    TargetDeed deed = {
        .mem = mem, .who = who, .at = at, .action = "target.correct", .apply = apply, .wish = &correction
    };

    return target_deed_within(tx, &deed, err);
}

static bool take_back(const TargetDeed *deed, TargetSettings *settings, Changes *more, GError **err)
{
    const char *reason = deed->wish;

    if (text_is_blank(reason))
        return fail(err, ERR_BAD_INPUT, "target: a correction is taken back without reason");
    settings->has_correction = false;
    settings->corrected = (Promised){ 0 };
    settings->basis = "";
    settings->corrected_by = (Done){ .name = "" };
    target_confirm_by(settings, false, target_done(deed));
    change_note(more, "reason", reason);
    return true;
}

bool act_target_uncorrect(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const char *reason,
                          GError **err)
{
    TargetDeed deed = {
        .mem = mem, .who = who, .at = at, .action = "target.uncorrect", .apply = take_back, .wish = reason
    };

    return target_deed_run(db, &deed, err);
}
