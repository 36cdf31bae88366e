/* problem_post.c: what the forms of a problem's page do: its next move, a note. */
#include <inttypes.h>
#include <string.h>

#include "act/problem_deeds.h"
#include "base/err.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/problems.h"
#include "page/show.h"
#include "web/form.h"

/* Longest texts that are still taken for a slip of the pen and get words (rule/problem.h). */
enum { LONG_TEXT = 10000 };

enum { MOVE, REV, WORDS, DUE_ON, LEVEL, UNIT, SHOWN, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [MOVE] = { "move", 16, false },          [REV] = { "rev", 18, false },
    [WORDS] = { "words", LONG_TEXT, false }, [DUE_ON] = { "due_on", 100, false },
    [LEVEL] = { "level", 16, false },        [UNIT] = { "unit", 4, true },
    [SHOWN] = { "shown", 4, true },
};

enum { NOTE_WORDS, N_NOTE_FIELDS };

static const Field note_fields[N_NOTE_FIELDS] = { [NOTE_WORDS] = { "words", LONG_TEXT, false } };

typedef struct {
    Req *req;
    Resp *resp;
    Problem problem;
    ProblemForm form;
    MoveWish wish;
} Post;

/* unit.17=1, unit.23=1 → 17, 23. */
static int64_t *ids_of(const Req *req, const char *prefix, gsize *n)
{
    int64_t *ids = mem_array(req->mem, int64_t, req->form.n + 1);

    *n = 0;
    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        if (g_str_has_prefix(param->name, prefix) && number_read(param->name + strlen(prefix), &ids[*n]))
            (*n)++;
    }
    return ids;
}

static char *stripped(Mem *mem, const char *text)
{
    return g_strstrip(mem_text(mem, text));
}

static bool open_post(Post *post, GError **err)
{
    TRY(problem_of_address(post->req, &post->problem, err));
    post->wish.id = post->problem.id;
    post->wish.now_us = post->req->now_us;
    return form_request_id(post->req, &post->wish.request, err);
}

static bool done(Post *post, const char *said)
{
    page_say(post->req, "%s", said);
    return resp_see_other(post->resp, post->req->mem, "/problems/%" PRId64, post->problem.id);
}

/* Somebody was first: the problem as it is now, with what was typed. */
static bool clash(Post *post, GError **err)
{
    TRY(problem_of_address(post->req, &post->problem, err));
    if (problem_verdict(post->req, &post->problem, post->form.fields.move) != MAY)
        post->form.fields.move = MOVE_NONE;
    post->form.notice = mem_printf(
        post->req->mem,
        "在您填写期间，该问题已由他人办理，现处于“%s”环节。您的操作没有生效，填写的内容都保留在"
        "下面，请核对后再办理。",
        problem_step_word(post->problem.step));
    return problem_show(post->req, post->resp, &post->problem, &post->form, 409, err);
}

static bool read_move(Post *post, GError **err)
{
    const char *v[N_FIELDS];
    Mem *mem = post->req->mem;

    TRY(form_take(post->req, post_fields, N_FIELDS, v, err));
    ProblemFields *f = &post->form.fields;
    *f = (ProblemFields){ .move = problem_move_of(v[MOVE]),
                          .words = stripped(mem, v[WORDS]),
                          .due_on = v[DUE_ON],
                          .level = problem_level_of(v[LEVEL]) };
    f->units = ids_of(post->req, "unit.", &f->n_units);
    f->files = ids_of(post->req, "shown.", &f->n_files);
    if (!number_read(v[REV], &post->wish.base_step) || f->move == MOVE_NONE || f->move == MOVE_RAISE)
        return fail(err, ERR_BAD_INPUT, "problem: no move %s", v[MOVE]);
    post->wish.fields = *f;
    return true;
}

static const char *said_words(Mem *mem, const Post *post)
{
    ProblemStep to = problem_next(post->problem.step, post->form.fields.move);

    return mem_printf(mem, "已%s：“%s”，现处于“%s”环节。", problem_move_word(post->form.fields.move),
                      post->problem.title, problem_step_word(to));
}

bool page_problem_move_post(Req *req, Resp *resp, GError **err)
{
    Post post = { .req = req, .resp = resp };
    GError *error = NULL;
    int64_t due_us;

    TRY(open_post(&post, err));
    TRY(read_move(&post, err));
    ProblemForm *form = &post.form;
    form->complaints = problem_complaints(req->mem, &form->fields, req->now_us, &due_us, &form->n_complaints);
    bool may = problem_verdict(req, &post.problem, form->fields.move) == MAY;
    if (form->n_complaints > 0 && may && post.wish.base_step == post.problem.step_no)
        return problem_show(req, resp, &post.problem, form, 422, err);
    if (act_problem_move(req->app->db, req->mem, &req->who, &post.wish, &error))
        return done(&post, said_words(req->mem, &post));
    if (err_kind(error) == ERR_CONFLICT) {
        g_clear_error(&error);
        form->n_complaints = 0;
        return clash(&post, err);
    }
    g_propagate_error(err, error);
    return false;
}

bool page_problem_note_post(Req *req, Resp *resp, GError **err)
{
    Post post = { .req = req, .resp = resp, .form = { .is_note = true } };
    const char *v[N_NOTE_FIELDS];
    ProblemForm *form = &post.form;

    TRY(open_post(&post, err));
    TRY(form_take(req, note_fields, N_NOTE_FIELDS, v, err));
    form->fields.words = post.wish.fields.words = stripped(req->mem, v[NOTE_WORDS]);
    form->complaints = problem_note_complaints(req->mem, form->fields.words, &form->n_complaints);
    bool may = authz(&req->who, DEED_NOTE_PROBLEM, &post.problem.facts) == MAY;
    if (form->n_complaints > 0 && may)
        return problem_show(req, resp, &post.problem, form, 422, err);
    Verdict verdict = authz(&req->who, DEED_NOTE_PROBLEM, &post.problem.facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "problem: %s", verdict_code(verdict));
    TRY(act_problem_note(req->app->db, req->mem, &req->who, &post.wish, err));
    return done(&post, "已添加备注。");
}
