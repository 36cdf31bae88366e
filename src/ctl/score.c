/* score.c: taizhangctl score: by which weights circulars (通报) score the units of a plan. */
#include <stdio.h>
#include <string.h>

#include "act/bulletin_deeds.h"
#include "base/err.h"
#include "ctl/ctl.h"

enum { WEIGHT_MOST = 100, WEIGHT_DIGITS = 3 };

/* As it stands when the option is not given. */
static bool take(int argc, char **argv, const char *option, int64_t *weight, GError **err)
{
    const char *digits = ctl_option(argc, argv, option);

    if (digits == NULL)
        return true;
    size_t n = strspn(digits, "0123456789");
    bool good = n > 0 && n <= WEIGHT_DIGITS && digits[n] == '\0';
    *weight = good ? g_ascii_strtoll(digits, NULL, 10) : -1;
    return (good && *weight <= WEIGHT_MOST) || fail(err, ERR_BAD_INPUT, "%s: 0 to %d", option, WEIGHT_MOST);
}

static bool take_all(int argc, char **argv, ScoreWeights *w, GError **err)
{
    static const char *const options[] = {
        "--on-time", "--late", "--green", "--yellow", "--return", "--least"
    };
    int64_t *const weights[] = {
        &w->on_time, &w->late, &w->green, &w->yellow, &w->returned, &w->least_tasks
    };
    int given = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(options); i++) {
        given += ctl_option(argc, argv, options[i]) != NULL;
        TRY(take(argc, argv, options[i], weights[i], err));
    }
    return argc == 1 + 2 * given || fail(err, ERR_BAD_INPUT, "score PLAN [--on-time N] [--late N] …");
}

bool ctl_score(Ctl *ctl, int argc, char **argv, GError **err)
{
    ScoreWeights wanted;
    PlanId plan;
    int64_t version;
    bool changed = false;

    if (argc < 1 || argv[0][0] == '-')
        return fail(err, ERR_BAD_INPUT, "score PLAN [--on-time N] [--late N] …");
    TRY(plan_weights(ctl->db, ctl->mem, argv[0], &plan, &version, &wanted, err));
    TRY(take_all(argc, argv, &wanted, err));
    if (argc > 1)
        TRY(act_score_weights(ctl->db, ctl->mem, &ctl->who, argv[0], &wanted, ctl->now_us, &changed, err));
    printf("得分办法 %s：%s%s\n", argv[0],
           argc == 1 ? ""
           : changed ? "已设置，用于以后起草的通报。"
                     : "没有变化。",
           score_formula(ctl->mem, &wanted));
    return true;
}
