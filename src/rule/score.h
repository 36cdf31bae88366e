/* score.h: the score of each lead unit in one period, by the formula that is published with it (task 128: 定期通报).
 *
 * A line is one task with one of its leads: a task with several leads counts for each. For each line a unit has points for
 * its report (in time, late, none), for its light (green, yellow, red), less some for each return. A line without a light
 * (未亮灯) is judged by its report alone. The score is 1000 × points ÷ the most that could be had, rounded down to tenths of
 * a point out of 100; never below 0. Units of equal score share a place: 1, 1, 3. Units with too few tasks have none.
 *
 * Pure.
 */
#pragma once
#include "base/mem.h"
#include "rule/model.h"

typedef struct {
    int64_t on_time, late; /* for the report */
    int64_t green, yellow; /* for the light; red has none */
    int64_t returned;      /* taken off for each return */
    int64_t least_tasks;   /* fewer are not ranked */
} ScoreWeights;

/* Something can be earned, late is no better than in time, yellow no better than green. */
bool score_weights_are_sound(const ScoreWeights *weights);

typedef struct {
    UnitId unit;
    bool handed_in, late;
    Light light; /* the one that counts */
    int returns;
} ScoreLine;

typedef enum {
    POINT_ON_TIME,
    POINT_LATE,
    POINT_MISSING,
    POINT_GREEN,
    POINT_YELLOW,
    POINT_RED,
    POINT_RETURNED,
    POINT__N
} PointKind;

const char *point_code(PointKind kind);
PointKind point_of(const char *code); /* POINT__N: no such code */
const char *point_word(PointKind kind);

/* One entry of a unit's account. */
typedef struct {
    PointKind kind;
    int64_t points, most; /* had, of so many that could be had */
} ScorePoint;

enum { LINE_POINTS_MOST = 2 }; /* but for the returns, one entry each */

/* The account of one line: its report, its light if it has one, its returns. */
ScorePoint *score_points(Mem *mem, const ScoreWeights *weights, const ScoreLine *line, gsize *n);

typedef struct {
    UnitId unit;
    int64_t tasks, on_time, lights[LIGHT__N];
    int64_t points, most;
    int64_t score_e1; /* tenths, 0 … 1000 */
    int64_t place;    /* 1, 1, 3 …; 0: not ranked */
} UnitScore;

/* Each unit of the lines once: by place, those of equal place as they come in the lines, then those without one. */
UnitScore *score_units(Mem *mem, const ScoreWeights *weights, const ScoreLine *lines, gsize n_lines,
                       gsize *n);

/* The formula in words, as it stands below the table. */
const char *score_formula(Mem *mem, const ScoreWeights *weights);
