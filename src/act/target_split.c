/* target_split.c: one printed number that stands for several; see target_deeds.h. */
#include "act/target_deed.h"
#include "base/clock.h"
#include "base/err.h"

typedef struct {
    const NewTarget *parts;
    gsize n;
    const char *reason;
} Split;

static bool apply(const TargetDeed *deed, TargetSettings *settings, Changes *more, GError **err)
{
    const Split *split = deed->wish;
    CivilTime day = civil_of(deed->at->now_us);

    (void)more;
    if (split->n < PARTS_LEAST || split->n > PARTS_MOST || text_is_blank(split->reason))
        return fail(err, ERR_BAD_INPUT, "target: split into %" G_GSIZE_FORMAT, split->n);
    settings->drop_reason = split->reason;
    settings->ended_on = mem_printf(deed->mem, "%04d-%02d-%02d", day.year, day.month, day.day);
    settings->dropped = target_done(deed);
    return true;
}

static bool put_part(Tx *tx, const TargetDeed *deed, const NewTarget *part, gsize place, GError **err)
{
    const TargetRow *of = deed->row;
    TargetRow row = { .no = target_next_no(&deed->task) + (int64_t)place,
                      .subject = part->subject,
                      .comparator = part->comparator,
                      .unit_word = of->unit_word,
                      .quote = of->quote,
                      .printed = part->number,
                      .origin = FROM_SPLIT,
                      .split_of = of->id,
                      .settings = { .terms = { .kind = of->settings.terms.kind,
                                               .due_on = of->settings.terms.due_on,
                                               .unit = part->terms.unit,
                                               .pace = "" },
                                    .basis = "",
                                    .ended_on = "",
                                    .drop_reason = "" } };

    row.settings.set = target_done(deed);
    target_confirm_by(&row.settings, deed->at->confirm, target_done(deed));
    return target_put(tx, deed, &row, err);
}

static bool put_parts(Tx *tx, TargetDeed *deed, GError **err)
{
    const Split *split = deed->wish;

    for (gsize i = 0; i < split->n; i++)
        TRY(put_part(tx, deed, &split->parts[i], i, err));
    return true;
}

bool act_target_split(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const NewTarget *parts, gsize n,
                      const char *reason, GError **err)
{
    Split split = { parts, n, reason };
    TargetDeed deed = { .mem = mem,
                        .who = who,
                        .at = at,
                        .action = "target.split",
                        .apply = apply,
                        .wish = &split,
                        .also = put_parts };

    return target_deed_run(db, &deed, err);
}
