/* score.c: see score.h. */
#include "rule/score.h"

#include <inttypes.h>
#include <string.h>

enum { FULL_E1 = 1000 };

static const struct {
    const char *code, *word;
} kinds[POINT__N] = {
    [POINT_ON_TIME] = { "on_time", "按时报送" }, [POINT_LATE] = { "late", "逾期报送" },
    [POINT_MISSING] = { "missing", "未报送" },   [POINT_GREEN] = { "green", "绿灯" },
    [POINT_YELLOW] = { "yellow", "黄灯" },       [POINT_RED] = { "red", "红灯" },
    [POINT_RETURNED] = { "returned", "被退回" },
};

bool score_weights_are_sound(const ScoreWeights *w)
{
    return w->on_time > 0 && w->late >= 0 && w->late <= w->on_time && w->green > 0 && w->yellow >= 0 &&
           w->yellow <= w->green && w->returned >= 0 && w->least_tasks >= 1;
}

const char *point_code(PointKind kind)
{
    return kinds[kind].code;
}

PointKind point_of(const char *code)
{
    int kind = 0;

    while (kind < POINT__N && strcmp(kinds[kind].code, code) != 0)
        kind++;
    return (PointKind)kind;
}

const char *point_word(PointKind kind)
{
    return kinds[kind].word;
}

static ScorePoint report_point(const ScoreWeights *w, const ScoreLine *line)
{
    if (!line->handed_in)
        return (ScorePoint){ POINT_MISSING, 0, w->on_time };
    if (line->late)
        return (ScorePoint){ POINT_LATE, w->late, w->on_time };
    return (ScorePoint){ POINT_ON_TIME, w->on_time, w->on_time };
}

static ScorePoint light_point(const ScoreWeights *w, Light light)
{
    if (light == LIGHT_GREEN)
        return (ScorePoint){ POINT_GREEN, w->green, w->green };
    if (light == LIGHT_YELLOW)
        return (ScorePoint){ POINT_YELLOW, w->yellow, w->green };
    return (ScorePoint){ POINT_RED, 0, w->green };
}

ScorePoint *score_points(Mem *mem, const ScoreWeights *w, const ScoreLine *line, gsize *n)
{
    ScorePoint *points = mem_array(mem, ScorePoint, LINE_POINTS_MOST + (gsize)MAX(line->returns, 0));

    *n = 0;
    points[(*n)++] = report_point(w, line);
    if (line->light != LIGHT_NONE)
        points[(*n)++] = light_point(w, line->light);
    for (int i = 0; i < line->returns; i++)
        points[(*n)++] = (ScorePoint){ POINT_RETURNED, -w->returned, 0 };
    return points;
}

static UnitScore *unit_of(UnitScore *units, gsize *n, UnitId id)
{
    for (gsize i = 0; i < *n; i++)
        if (units[i].unit.v == id.v)
            return &units[i];
    units[*n].unit = id;
    return &units[(*n)++];
}

static void count_line(Mem *mem, const ScoreWeights *w, const ScoreLine *line, UnitScore *unit)
{
    gsize n;
    const ScorePoint *points = score_points(mem, w, line, &n);

    unit->tasks++;
    unit->on_time += line->handed_in && !line->late;
    unit->lights[line->light]++;
    for (gsize i = 0; i < n; i++) {
        unit->points += points[i].points;
        unit->most += points[i].most;
    }
}

/* Ranked ones first, the best of them before; what is equal stays as it stands. */
static bool goes_before(const ScoreWeights *w, const UnitScore *a, const UnitScore *b)
{
    bool ranked_a = a->tasks >= w->least_tasks, ranked_b = b->tasks >= w->least_tasks;

    if (ranked_a != ranked_b)
        return ranked_a;
    return ranked_a && a->score_e1 > b->score_e1;
}

static void sort_units(const ScoreWeights *w, UnitScore *units, gsize n)
{
    for (gsize i = 1; i < n; i++) {
        UnitScore moving = units[i];
        gsize at = i;
        for (; at > 0 && goes_before(w, &moving, &units[at - 1]); at--)
            units[at] = units[at - 1];
        units[at] = moving;
    }
}

static void give_places(const ScoreWeights *w, UnitScore *units, gsize n)
{
    for (gsize i = 0; i < n && units[i].tasks >= w->least_tasks; i++)
        units[i].place = i > 0 && units[i].score_e1 == units[i - 1].score_e1 ? units[i - 1].place
                                                                             : (int64_t)i + 1;
}

UnitScore *score_units(Mem *mem, const ScoreWeights *w, const ScoreLine *lines, gsize n_lines, gsize *n)
{
    UnitScore *units = mem_array(mem, UnitScore, n_lines);

    *n = 0;
    for (gsize i = 0; i < n_lines; i++)
        count_line(mem, w, &lines[i], unit_of(units, n, lines[i].unit));
    for (gsize i = 0; i < *n; i++)
        units[i].score_e1 = units[i].most == 0 ? 0 : MAX(FULL_E1 * units[i].points, 0) / units[i].most;
    sort_units(w, units, *n);
    give_places(w, units, *n);
    return units;
}

const char *score_formula(Mem *mem, const ScoreWeights *w)
{
    return mem_printf(
        mem,
        "得分＝实得分合计÷应得分合计×100，保留一位小数，尾数舍去。每项任务的应得分：报送 %" PRId64
        " 分，亮灯 %" PRId64 " 分（未亮灯的不计亮灯分）。实得分：按时报送 %" PRId64 " 分，逾期报送 %" PRId64
        " 分，未报送 0 分；绿灯 %" PRId64 " 分，黄灯 %" PRId64 " 分，红灯 0 分；报送每被退回一次减 %" PRId64
        " 分。按得分从高到低排列，得分相同的位次并列（1、1、3）。任务数少于 %" PRId64
        " 项的单位不参与排名。同一任务有多家牵头单位的，分别计入各单位。",
        w->on_time, w->green, w->on_time, w->late, w->green, w->yellow, w->returned, w->least_tasks);
}
