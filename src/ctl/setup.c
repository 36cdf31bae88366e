/* setup.c: taizhangctl units, taizhangctl period, taizhangctl assign. */
#include <stdio.h>
#include <string.h>

#include "act/lead_assign.h"
#include "act/period_set.h"
#include "act/units_load.h"
#include "base/clock.h"
#include "base/err.h"
#include "ctl/ctl.h"

enum { UNIT_COLUMNS = 4, UNITS_MOST = 2000 };

const char *ctl_option(int argc, char **argv, const char *name)
{
    for (int i = 0; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return argv[i + 1];
    return NULL;
}

/* name, short, kind, code; a heading line stands first. */
static bool read_units(Mem *mem, const char *text, UnitRow *rows, gsize *n, GError **err)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    *n = 0;
    for (gsize i = 1; i < g_strv_length(lines); i++) {
        g_auto(GStrv) cells = g_strsplit(g_strchomp(lines[i]), "\t", -1);
        if (lines[i][0] == '\0')
            continue;
        if (g_strv_length(cells) < UNIT_COLUMNS - 1 || *n == UNITS_MOST)
            return fail(err, ERR_BAD_INPUT, "line %" G_GSIZE_FORMAT ": not name, short, kind and code",
                        i + 1);
        const char *code = cells[UNIT_COLUMNS - 1] == NULL ? "" : cells[UNIT_COLUMNS - 1];
        rows[(*n)++] = (UnitRow){ mem_text(mem, cells[0]), mem_text(mem, cells[1]), mem_text(mem, cells[2]),
                                  mem_text(mem, code) };
    }
    return true;
}

bool ctl_units(Ctl *ctl, int argc, char **argv, GError **err)
{
    g_autofree char *text = NULL;
    UnitRow *rows = mem_array(ctl->mem, UnitRow, UNITS_MOST);
    LoadCount count;
    gsize n;

    if (argc != 1)
        return fail(err, ERR_BAD_INPUT, "units FILE");
    TRY(g_file_get_contents(argv[0], &text, NULL, err));
    TRY(read_units(ctl->mem, text, rows, &n, err));
    TRY(act_units_load(ctl->db, ctl->mem, &ctl->who, rows, n, ctl->now_us, &count, err));
    printf("单位：新增 %d 个，变更 %d 个，共 %" G_GSIZE_FORMAT " 个\n", count.added, count.changed, n);
    return true;
}

bool ctl_moment(const char *text, int64_t *at, GError **err)
{
    CivilTime c = { 0 };
    int end = 0;
    int n = text == NULL
                ? 0
                : sscanf(text, "%4d-%2d-%2d %2d:%2d%n", &c.year, &c.month, &c.day, &c.hour, &c.minute, &end);

    if ((n != 3 && n != 5) || !g_date_valid_dmy((GDateDay)c.day, (GDateMonth)c.month, (GDateYear)c.year) ||
        c.hour > 23 || c.minute > 59)
        return fail(err, ERR_BAD_INPUT, "%s: not a moment such as 2023-04-05 18:00",
                    text == NULL ? "" : text);
    *at = civil_to_us(&c);
    return true;
}

bool ctl_period(Ctl *ctl, int argc, char **argv, GError **err)
{
    PeriodWish wish = { 0 };
    bool changed;

    if (argc < 3 || (strcmp(argv[2], "open") != 0 && strcmp(argv[2], "plan") != 0))
        return fail(err, ERR_BAD_INPUT, "period PLAN CODE open|plan --opens DATE --due MOMENT");
    wish = (PeriodWish){ .plan = argv[0], .code = argv[1], .open = strcmp(argv[2], "open") == 0 };
    TRY(ctl_moment(ctl_option(argc, argv, "--opens"), &wish.opens_us, err));
    TRY(ctl_moment(ctl_option(argc, argv, "--due"), &wish.due_us, err));
    TRY(act_period_set(ctl->db, ctl->mem, &ctl->who, &wish, ctl->now_us, &changed, err));
    printf("报送期 %s：%s\n", wish.code, changed ? "已设置" : "没有变化");
    return true;
}

bool ctl_assign(Ctl *ctl, int argc, char **argv, GError **err)
{
    bool changed;
    int64_t no = argc == 3 ? g_ascii_strtoll(argv[1], NULL, 10) : 0;

    if (no <= 0)
        return fail(err, ERR_BAD_INPUT, "assign PLAN NUMBER UNIT");
    TRY(act_lead_assign(ctl->db, ctl->mem, &ctl->who, argv[0], no, argv[2], ctl->now_us, &changed, err));
    printf("第 %s 项：%s %s\n", argv[1], argv[2],
           changed ? "已指定为牵头单位（台账指定）" : "已是牵头单位，没有变化");
    return true;
}
