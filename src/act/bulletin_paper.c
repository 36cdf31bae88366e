/* bulletin_paper.c: a circular as a document: sentences and tables from the frozen lines; see bulletin_facts.h. */
#include <inttypes.h>
#include <string.h>

#include "act/bulletin_facts.h"
#include "base/words.h"
#include "store/light_read.h"

enum { TABLES_MOST = 3, WORDS_SHORT = 120 };

typedef struct {
    Mem *mem;
    const Bulletin *b;
    const BulletinFacts *f;
    int n_tables; /* so far: 表1, 表2 … */
} Writer;

/* What is counted of some lines. */
typedef struct {
    int64_t lines, tasks, on_time, late, missing, approved;
    int64_t lights[LIGHT__N]; /* by task: the worst of its leads' */
} Count;

#define N(writer, number) mem_printf((writer)->mem, "%" PRId64, (int64_t)(number))

/* Percent with one decimal, the rest dropped. */
static const char *rate(const Writer *w, int64_t part, int64_t all)
{
    return all == 0 ? "" : score_text(w->mem, 1000 * part / all);
}

static bool is_missing(const FrozenLine *line)
{
    return line->version_id == 0 || line->state == REPORT_NONE || line->state == REPORT_WITHDRAWN;
}

/* section NULL: all. The lines of a task stand together. */
static Count count(const BulletinFacts *f, const char *section)
{
    Count c = { 0 };

    for (gsize i = 0; i < f->n_lines; i++) {
        const FrozenLine *line = &f->lines[i];
        if (section != NULL && strcmp(section, line->section) != 0)
            continue;
        c.lines++;
        c.missing += is_missing(line);
        c.late += !is_missing(line) && line->late;
        c.on_time += !is_missing(line) && !line->late;
        c.approved += line->state == REPORT_APPROVED;
        if (i > 0 && f->lines[i - 1].task.v == line->task.v)
            continue;
        Light worst = LIGHT_NONE;
        for (gsize k = i; k < f->n_lines && f->lines[k].task.v == line->task.v; k++)
            worst = light_worst(worst, f->lines[k].light);
        c.tasks++;
        c.lights[worst]++;
    }
    return c;
}

/* ---- tables */

static PaperTable table_new(Writer *w, const char *title, const char *sheet, const PaperColumn *columns,
                            gsize n_columns)
{
    return (PaperTable){ .title = mem_printf(w->mem, "表%d　%s", ++w->n_tables, title),
                         .sheet = sheet,
                         .look = "",
                         .columns = columns,
                         .n_columns = n_columns,
                         .note = "" };
}

static void add_row(Writer *w, GPtrArray *rows, const char *const *cells, gsize n)
{
    const char **row = mem_array(w->mem, const char *, n);

    memcpy(row, cells, n * sizeof *row);
    g_ptr_array_add(rows, row);
}

#define ADD_ROW(writer, rows, ...)                                                                           \
    add_row((writer), (rows), (const char *const[]){ __VA_ARGS__ },                                          \
            sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void set_rows(Writer *w, PaperTable *table, GPtrArray *rows)
{
    mem_keep(w->mem, rows, (GDestroyNotify)g_ptr_array_unref);
    table->rows = (const char *const **)(void *)rows->pdata;
    table->n_rows = rows->len;
}

static PaperTable rank_table(Writer *w)
{
    static const PaperColumn columns[] = {
        { "位次", 6, true },     { "牵头单位", 24, false },   { "任务数", 8, true },
        { "按时报送", 8, true }, { "报送率（%）", 10, true }, { "绿灯", 6, true },
        { "黄灯", 6, true },     { "红灯", 6, true },         { "未亮灯", 8, true },
        { "得分", 8, true },
    };
    const BulletinFacts *f = w->f;
    PaperTable t = table_new(w, "牵头单位报送与亮灯情况", "排名", columns, G_N_ELEMENTS(columns));
    const char **keys = mem_array(w->mem, const char *, f->n_scores);
    GPtrArray *rows = g_ptr_array_new();

    for (gsize i = 0; i < f->n_scores; i++) {
        const UnitScore *s = &f->scores[i];
        keys[i] = N(w, s->unit.v);
        ADD_ROW(w, rows, s->place == 0 ? "" : N(w, s->place), facts_unit_name(f, s->unit), N(w, s->tasks),
                N(w, s->on_time), rate(w, s->on_time, s->tasks), N(w, s->lights[LIGHT_GREEN]),
                N(w, s->lights[LIGHT_YELLOW]), N(w, s->lights[LIGHT_RED]), N(w, s->lights[LIGHT_NONE]),
                score_text(w->mem, s->score_e1));
    }
    set_rows(w, &t, rows);
    t.keys = keys;
    t.look = "rank";
    t.note = mem_printf(w->mem, "注：%s", score_formula(w->mem, &w->b->weights));
    return t;
}

static PaperTable section_table(Writer *w)
{
    static const PaperColumn columns[] = {
        { "领域", 34, false }, { "任务数", 9, true },    { "绿灯", 7, true },
        { "黄灯", 7, true },   { "红灯", 7, true },      { "未亮灯", 9, true },
        { "应报", 7, true },   { "按时报送", 10, true }, { "报送率（%）", 11, true },
    };
    const BulletinFacts *f = w->f;
    PaperTable t = table_new(w, "各领域推进情况", "各领域", columns, G_N_ELEMENTS(columns));
    GPtrArray *rows = g_ptr_array_new();

    for (gsize i = 0; i < f->n_lines; i++) {
        const char *section = f->lines[i].section;
        if (i > 0 && strcmp(section, f->lines[i - 1].section) == 0)
            continue;
        Count c = count(f, section);
        ADD_ROW(w, rows, section, N(w, c.tasks), N(w, c.lights[LIGHT_GREEN]), N(w, c.lights[LIGHT_YELLOW]),
                N(w, c.lights[LIGHT_RED]), N(w, c.lights[LIGHT_NONE]), N(w, c.lines), N(w, c.on_time),
                rate(w, c.on_time, c.lines));
    }
    set_rows(w, &t, rows);
    return t;
}

/* The reasons that the ledger computed, as far as they speak against green; who decided otherwise; what the unit says. */
static const char *light_reason(Writer *w, const FrozenLine *line)
{
    LightInput input;
    ComputedLight computed;
    const char *text = "";

    if (light_why_read(w->mem, line->why, &input, &computed))
        for (gsize i = 0; i < computed.n_reasons; i++)
            if (computed.reasons[i].light == LIGHT_YELLOW || computed.reasons[i].light == LIGHT_RED)
                text = mem_printf(w->mem, "%s%s%s", text, text[0] == '\0' ? "" : "；",
                                  computed.reasons[i].words);
    if (line->decided != LIGHT_NONE && line->decided != line->computed)
        text = mem_printf(w->mem, "%s%s督查认定%s（系统建议%s）", text, text[0] == '\0' ? "" : "；",
                          light_word(line->decided), light_word(line->computed));
    for (gsize i = 0; i < w->f->n_words; i++)
        if (w->f->words[i].task.v == line->task.v && w->f->words[i].unit.v == line->unit.v)
            text = mem_printf(w->mem, "%s%s单位说明：%s", text, text[0] == '\0' ? "" : "\n",
                              text_short(w->mem, w->f->words[i].words, WORDS_SHORT));
    return text[0] == '\0' ? "单位自评" : text;
}

static PaperTable light_table(Writer *w, Light light)
{
    static const PaperColumn columns[] = {
        { "序号", 6, true },
        { "任务", 38, false },
        { "牵头单位", 18, false },
        { "原因", 54, false },
    };
    const char *name = mem_printf(w->mem, "%s任务", light_word(light));
    PaperTable t = table_new(w, name, name, columns, G_N_ELEMENTS(columns));
    GPtrArray *rows = g_ptr_array_new();

    for (gsize i = 0; i < w->f->n_lines; i++) {
        const FrozenLine *line = &w->f->lines[i];
        if (line->light == light)
            ADD_ROW(w, rows, N(w, line->task_no), zh_punct(w->mem, line->title), line->unit_name,
                    light_reason(w, line));
    }
    set_rows(w, &t, rows);
    t.across = true;
    return t;
}

static PaperTable late_table(Writer *w)
{
    static const PaperColumn columns[] = {
        { "序号", 7, true },
        { "任务", 50, false },
        { "牵头单位", 25, false },
        { "情况", 14, false },
    };
    PaperTable t = table_new(w, "逾期和未报送的任务", "逾期", columns, G_N_ELEMENTS(columns));
    GPtrArray *rows = g_ptr_array_new();

    for (int missing = 1; missing >= 0; missing--)
        for (gsize i = 0; i < w->f->n_lines; i++) {
            const FrozenLine *line = &w->f->lines[i];
            if (is_missing(line) == (missing == 1) && (missing == 1 || line->late))
                ADD_ROW(w, rows, N(w, line->task_no), zh_punct(w->mem, line->title), line->unit_name,
                        missing == 1 ? "逾期未报" : "逾期报送");
        }
    set_rows(w, &t, rows);
    return t;
}

static PaperTable problem_table(Writer *w)
{
    static const PaperColumn columns[] = {
        { "责任单位", 36, false }, { "本期新增", 16, true }, { "本期销号", 16, true },
        { "未销号", 16, true },    { "其中超期", 16, true },
    };
    const BulletinFacts *f = w->f;
    PaperTable t = table_new(w, "各责任单位问题销号情况", "问题", columns, G_N_ELEMENTS(columns));
    GPtrArray *rows = g_ptr_array_new();

    for (gsize i = 0; i < f->n_problems; i++) {
        const ProblemTally *p = &f->problems[i];
        if (p->raised + p->closed + p->open > 0)
            ADD_ROW(w, rows, p->unit_name, N(w, p->raised), N(w, p->closed), N(w, p->open), N(w, p->late));
    }
    set_rows(w, &t, rows);
    t.note = "注：本期自报送期开放起、至冻结时止；超期指当前环节的期限已过、尚未办完。";
    return t;
}

static PaperTable correction_table(Writer *w)
{
    static const PaperColumn columns[] = {
        { "序号", 7, true },       { "牵头单位", 20, false }, { "栏目", 12, false },
        { "更正日期", 14, false }, { "理由", 43, false },
    };
    static const char *const fields[][2] = { { "narrative", "进展情况" },
                                             { "next_steps", "下一步措施" },
                                             { "light", "亮灯" },
                                             { "value", "指标数值" } };
    const BulletinFacts *f = w->f;
    PaperTable t = table_new(w, "冻结后的更正", "更正", columns, G_N_ELEMENTS(columns));
    GPtrArray *rows = g_ptr_array_new();

    for (gsize i = 0; i < f->n_corrections; i++)
        for (gsize k = 0; k < f->n_lines; k++) {
            const Correction *c = &f->corrections[i];
            const char *field = c->field;
            if (f->lines[k].task.v != c->task.v || f->lines[k].unit.v != c->unit.v)
                continue;
            for (gsize j = 0; j < G_N_ELEMENTS(fields); j++)
                if (strcmp(field, fields[j][0]) == 0)
                    field = fields[j][1];
            ADD_ROW(w, rows, N(w, f->lines[k].task_no), f->lines[k].unit_name, field,
                    word_date(w->mem, c->made_us), c->reason);
        }
    set_rows(w, &t, rows);
    t.note = "注：本通报的数据为冻结时的数据，更正列在此表，不改变排名。";
    return t;
}

/* ---- parts */

static const char *light_counts_words(Writer *w, const int64_t *lights)
{
    return mem_printf(w->mem, "绿灯%" PRId64 "项、黄灯%" PRId64 "项、红灯%" PRId64 "项、未亮灯%" PRId64 "项",
                      lights[LIGHT_GREEN], lights[LIGHT_YELLOW], lights[LIGHT_RED], lights[LIGHT_NONE]);
}

static void write_overall(Writer *w, PaperPart *part, PaperTable *tables)
{
    Count c = count(w->f, NULL);
    const char *period = word_period(w->mem, w->b->period);

    part->text = mem_printf(
        w->mem,
        "%s，%" PRId64 "项重点任务由%" G_GSIZE_FORMAT "家单位牵头，应报进展%" PRId64 "件：按时报送%" PRId64
        "件、逾期报送%" PRId64 "件、未报送%" PRId64 "件，按时报送率%s%%；审核通过%" PRId64
        "件。\n按任务计，%s（同一任务有多家牵头单位的，取其中最重的灯）。数据截至%s本期冻结时。",
        period, c.tasks, w->f->n_scores, c.lines, c.on_time, c.late, c.missing,
        c.lines == 0 ? "0" : rate(w, c.on_time, c.lines), c.approved, light_counts_words(w, c.lights),
        word_full(w->mem, w->b->frozen_us));
    if (w->f->n_corrections > 0)
        tables[part->n_tables++] = correction_table(w);
}

static void write_ranking(Writer *w, PaperPart *part, PaperTable *tables)
{
    gsize ranked = 0;

    while (ranked < w->f->n_scores && w->f->scores[ranked].place != 0)
        ranked++;
    part->text = mem_printf(w->mem,
                            "参与排名的牵头单位%" G_GSIZE_FORMAT "家，任务数少于%" PRId64
                            "项、不参与排名的%" G_GSIZE_FORMAT "家列在表后。",
                            ranked, w->b->weights.least_tasks, w->f->n_scores - ranked);
    tables[part->n_tables++] = rank_table(w);
}

static void add_light_table(Writer *w, PaperPart *part, PaperTable *tables, Light light)
{
    PaperTable t = light_table(w, light);

    if (t.n_rows > 0)
        tables[part->n_tables++] = t;
    else
        w->n_tables--; /* its number is the next one's */
}

static void write_lights(Writer *w, PaperPart *part, PaperTable *tables)
{
    int64_t lights[LIGHT__N] = { 0 };

    for (gsize i = 0; i < w->f->n_lines; i++)
        lights[w->f->lines[i].light]++;
    part->text = mem_printf(w->mem, "按牵头单位计，红灯%" PRId64 "件、黄灯%" PRId64 "件，原因如下。",
                            lights[LIGHT_RED], lights[LIGHT_YELLOW]);
    if (lights[LIGHT_RED] + lights[LIGHT_YELLOW] == 0)
        part->text = "本期没有红灯、黄灯任务。";
    add_light_table(w, part, tables, LIGHT_RED);
    add_light_table(w, part, tables, LIGHT_YELLOW);
}

static void write_late(Writer *w, PaperPart *part, PaperTable *tables)
{
    Count c = count(w->f, NULL);

    part->text = mem_printf(w->mem, "逾期未报%" PRId64 "件，逾期报送%" PRId64 "件。", c.missing, c.late);
    if (c.missing + c.late == 0)
        part->text = "本期全部按时报送。";
    else
        tables[part->n_tables++] = late_table(w);
}

static void write_problems(Writer *w, PaperPart *part, PaperTable *tables)
{
    ProblemTally all = { 0 };

    for (gsize i = 0; i < w->f->n_problems; i++) {
        all.raised += w->f->problems[i].raised;
        all.closed += w->f->problems[i].closed;
        all.open += w->f->problems[i].open;
        all.late += w->f->problems[i].late;
    }
    part->text = "本期没有新增、销号和未销号的问题。";
    if (all.raised + all.closed + all.open == 0)
        return;
    part->text = mem_printf(
        w->mem, "本期新增问题%" PRId64 "件，销号%" PRId64 "件；未销号%" PRId64 "件，其中超期%" PRId64 "件。",
        all.raised, all.closed, all.open, all.late);
    tables[part->n_tables++] = problem_table(w);
}

static void write_part(Writer *w, PartKind kind, PaperPart *part)
{
    PaperTable *tables = mem_array(w->mem, PaperTable, TABLES_MOST);

    *part = (PaperPart){ .code = part_code(kind),
                         .title = part_title(kind),
                         .words = w->b->parts[kind].words,
                         .text = "",
                         .tables = tables };
    if (kind == PART_OVERALL)
        write_overall(w, part, tables);
    else if (kind == PART_SECTIONS)
        tables[part->n_tables++] = section_table(w);
    else if (kind == PART_RANKING)
        write_ranking(w, part, tables);
    else if (kind == PART_LIGHTS)
        write_lights(w, part, tables);
    else if (kind == PART_LATE)
        write_late(w, part, tables);
    else if (kind == PART_PROBLEMS)
        write_problems(w, part, tables);
}

const Paper *bulletin_paper(Mem *mem, const Bulletin *b, const BulletinFacts *f)
{
    Writer w = { .mem = mem, .b = b, .f = f };
    Paper *paper = mem_alloc(mem, sizeof *paper);
    PaperPart *parts = mem_array(mem, PaperPart, PART__N);
    bool is_issued = b->no != 0;

    *paper = (Paper){ .organ = is_issued ? mem_printf(mem, "%s文件", b->issuer) : "",
                      .issue_no = is_issued ? issue_no_word(mem, b->year, b->no) : "",
                      .title = b->title,
                      .main_to = b->main_to,
                      .parts = parts,
                      .signature = is_issued ? b->issuer : "",
                      .day = is_issued ? word_date(mem, b->issued_us) : "",
                      .copies_to = b->copies_to,
                      .proof = is_issued ? bulletin_proof(mem, b) : "" };
    for (int kind = PART_NONE + 1; kind < PART__N; kind++)
        if (b->parts[kind].shown)
            write_part(&w, (PartKind)kind, &parts[paper->n_parts++]);
    return paper;
}
