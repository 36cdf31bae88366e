/* bulletin_facts.c: see bulletin_facts.h. */
#include "act/bulletin_facts.h"

#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "store/paper.h"

enum { TENTHS = 10 };

static bool was_handed_in(const FrozenLine *line)
{
    return line->version_id != 0 && line->state != REPORT_NONE && line->state != REPORT_WITHDRAWN;
}

static int returns_of(const BulletinFacts *f, const FrozenLine *line)
{
    int n = 0;

    for (gsize i = 0; i < f->n_traces; i++)
        n += f->traces[i].kind == TRACE_RETURN && f->traces[i].task.v == line->task.v &&
             f->traces[i].unit.v == line->unit.v;
    return n;
}

static ScoreLine score_line(const BulletinFacts *f, const FrozenLine *line)
{
    return (ScoreLine){ .unit = line->unit,
                        .handed_in = was_handed_in(line),
                        .late = line->late,
                        .light = line->light,
                        .returns = returns_of(f, line) };
}

bool bulletin_facts(Db *db, Mem *mem, const Bulletin *b, BulletinFacts *f, GError **err)
{
    *f = (BulletinFacts){ 0 };
    TRY(frozen_lines(db, mem, b->period_id, &f->lines, &f->n_lines, err));
    TRY(score_traces(db, mem, b->period_id, &f->traces, &f->n_traces, err));
    TRY(light_words(db, mem, b->period_id, &f->words, &f->n_words, err));
    TRY(corrections_read(db, mem, b->period_id, (TaskId){ 0 }, &f->corrections, &f->n_corrections, err));
    TRY(problem_tally(db, mem, b->plan_id, b->opens_us, b->frozen_us, &f->problems, &f->n_problems, err));
    ScoreLine *lines = mem_array(mem, ScoreLine, f->n_lines);
    for (gsize i = 0; i < f->n_lines; i++)
        lines[i] = score_line(f, &f->lines[i]);
    f->scores = score_units(mem, &b->weights, lines, f->n_lines, &f->n_scores);
    return true;
}

const char *facts_unit_name(const BulletinFacts *f, UnitId unit)
{
    for (gsize i = 0; i < f->n_lines; i++)
        if (f->lines[i].unit.v == unit.v)
            return f->lines[i].unit_name;
    return "";
}

const char *score_text(Mem *mem, int64_t score_e1)
{
    return mem_printf(mem, "%" PRId64 ".%" PRId64, score_e1 / TENTHS, score_e1 % TENTHS);
}

/* The nth record of a kind; NULL: there is none. */
static const ScoreTrace *trace(const BulletinFacts *f, const FrozenLine *line, TraceKind kind, gsize nth)
{
    for (gsize i = 0; i < f->n_traces; i++) {
        const ScoreTrace *t = &f->traces[i];
        bool fits = t->kind == kind &&
                    (kind == TRACE_FREEZE || (t->task.v == line->task.v && t->unit.v == line->unit.v));
        if (fits && nth-- == 0)
            return t;
    }
    return NULL;
}

/* A report's points come from its submission, a light's from whoever decided it, else from where it was declared; what
 * nobody did became certain when the period was frozen. */
static const ScoreTrace *source(const BulletinFacts *f, const FrozenLine *line, PointKind kind, gsize nth)
{
    const ScoreTrace *found = NULL;

    if (kind == POINT_RETURNED)
        return trace(f, line, TRACE_RETURN, nth);
    if (kind == POINT_GREEN || kind == POINT_YELLOW || kind == POINT_RED)
        found = trace(f, line, TRACE_DECIDE, 0);
    if (found == NULL && kind != POINT_MISSING && was_handed_in(line))
        found = trace(f, line, TRACE_SUBMIT, 0);
    return found != NULL ? found : trace(f, line, TRACE_FREEZE, 0);
}

static void add_line(Mem *mem, const Bulletin *b, const BulletinFacts *f, const FrozenLine *line, GArray *all)
{
    ScoreLine counted = score_line(f, line);
    gsize n, returned = 0;
    const ScorePoint *points = score_points(mem, &b->weights, &counted, &n);

    for (gsize i = 0; i < n; i++) {
        const ScoreTrace *from = source(f, line, points[i].kind, returned);
        AccountEntry entry = { .task_no = line->task_no,
                               .task = line->title,
                               .kind = points[i].kind,
                               .points = points[i].points,
                               .most = points[i].most,
                               .event = from == NULL ? 0 : from->event,
                               .person = from == NULL ? "" : from->person,
                               .at_us = from == NULL ? 0 : from->at_us };
        returned += points[i].kind == POINT_RETURNED;
        g_array_append_val(all, entry);
    }
}

AccountEntry *bulletin_account(Mem *mem, const Bulletin *b, const BulletinFacts *f, UnitId unit, gsize *n)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(AccountEntry));

    mem_keep(mem, all, (GDestroyNotify)g_array_unref);
    for (gsize i = 0; i < f->n_lines; i++)
        if (f->lines[i].unit.v == unit.v)
            add_line(mem, b, f, &f->lines[i], all);
    *n = all->len;
    return (AccountEntry *)(void *)all->data;
}

const char *bulletin_proof(Mem *mem, const Bulletin *b)
{
    return mem_printf(mem,
                      "本通报附变更记录检查点：发布时已封存的前 %" PRId64
                      " 条记录。检查点文件可在通报页面下载，用 taizhangctl verify --checkpoint 核验。",
                      b->tree_size);
}

bool bulletin_document(Db *db, Mem *mem, const Bulletin *b, const Paper **paper, GError **err)
{
    if (b->state == BULLETIN_DRAFT) {
        BulletinFacts facts;
        TRY(bulletin_facts(db, mem, b, &facts, err));
        *paper = bulletin_paper(mem, b, &facts);
        return true;
    }
    Paper *kept = mem_alloc(mem, sizeof *kept);
    *paper = kept;
    return paper_read(mem, b->content, kept) ||
           fail(err, ERR_BROKEN, "bulletin %" PRId64 ": its content cannot be read", b->id);
}
