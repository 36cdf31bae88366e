/* lights.c: taizhangctl calendar, taizhangctl thresholds. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "act/calendar_load.h"
#include "act/thresholds_set.h"
#include "base/clock.h"
#include "base/err.h"
#include "ctl/ctl.h"
#include "rule/day_read.h"

enum { DAY_COLUMNS = 3, DAYS_MOST = 2000, NUMBER_DIGITS = 4 };

static bool read_day(Mem *mem, char **cells, DayRow *row)
{
    int64_t at_us;

    if (g_strv_length(cells) != DAY_COLUMNS || !day_read(cells[0], &at_us) ||
        (strcmp(cells[1], "work") != 0 && strcmp(cells[1], "rest") != 0))
        return false;
    CivilTime day = civil_of(at_us);
    *row = (DayRow){ .day = mem_printf(mem, "%04d-%02d-%02d", day.year, day.month, day.day),
                     .is_work = strcmp(cells[1], "work") == 0,
                     .note = mem_text(mem, cells[2]) };
    return true;
}

/* day, work or rest, note; a heading line stands first. */
static bool read_days(Mem *mem, const char *text, DayRow *rows, gsize *n, GError **err)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    *n = 0;
    for (gsize i = 1; i < g_strv_length(lines); i++) {
        g_auto(GStrv) cells = g_strsplit(g_strchomp(lines[i]), "\t", -1);
        if (lines[i][0] == '\0')
            continue;
        if (*n == DAYS_MOST || !read_day(mem, cells, &rows[*n]))
            return fail(err, ERR_BAD_INPUT, "line %" G_GSIZE_FORMAT ": not day, work or rest, note", i + 1);
        (*n)++;
    }
    return true;
}

bool ctl_calendar(Ctl *ctl, int argc, char **argv, GError **err)
{
    g_autofree char *text = NULL;
    DayRow *rows = mem_array(ctl->mem, DayRow, DAYS_MOST);
    DayCount count;
    gsize n;

    if (argc != 1)
        return fail(err, ERR_BAD_INPUT, "calendar FILE");
    TRY(g_file_get_contents(argv[0], &text, NULL, err));
    TRY(read_days(ctl->mem, text, rows, &n, err));
    TRY(act_calendar_load(ctl->db, ctl->mem, &ctl->who, rows, n, ctl->now_us, &count, err));
    printf("工作日安排：新增 %d 天，变更 %d 天，共 %" G_GSIZE_FORMAT " 天\n", count.added, count.changed, n);
    return true;
}

static int number_of(const char *digits)
{
    size_t n = digits == NULL ? 0 : strspn(digits, "0123456789");

    return n == 0 || n > NUMBER_DIGITS || digits[n] != '\0' ? 0 : (int)g_ascii_strtoll(digits, NULL, 10);
}

bool ctl_thresholds(Ctl *ctl, int argc, char **argv, GError **err)
{
    Thresholds wanted = { .green_pct = number_of(ctl_option(argc, argv, "--green")),
                          .yellow_pct = number_of(ctl_option(argc, argv, "--yellow")),
                          .red_days = number_of(ctl_option(argc, argv, "--red-days")) };
    bool changed;

    if (argc != 7)
        return fail(err, ERR_BAD_INPUT, "thresholds PLAN --green PERCENT --yellow PERCENT --red-days DAYS");
    TRY(act_thresholds_set(ctl->db, ctl->mem, &ctl->who, argv[0], &wanted, ctl->now_us, &changed, err));
    printf("亮灯规则 %s：%s\n", argv[0], changed ? "已设置" : "没有变化");
    return true;
}
