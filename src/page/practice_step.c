/* practice_step.c: the steps on the page of a 经验做法: withdraw, select, send back, roll out, take note. */
#include <inttypes.h>
#include <string.h>

#include "act/practice_deeds.h"
#include "base/err.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/practice.h"
#include "page/show.h"
#include "web/form.h"

enum { LONG_TEXT = 10000 };

typedef struct {
    Req *req;
    Resp *resp;
    Practice practice;
    PracticeTyped typed;
    RequestId request;
    int64_t rev;
} Step;

/* Done: the page again, which says so. A conflict: the page as it is now, with what was typed. */
static bool answer(Step *s, bool good, GError *error, GError **err)
{
    if (good)
        return resp_see_other(s->resp, s->req->mem, "/practices/%" PRId64, s->practice.id);
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    TRY(practice_of_address(s->req, &s->practice, err));
    s->typed.late = true;
    return practice_show(s->req, s->resp, &s->practice, &s->typed, 409, err);
}

static bool again(Step *s, GError **err)
{
    return practice_show(s->req, s->resp, &s->practice, &s->typed, 422, err);
}

static bool allowed(const Step *s, Deed deed, GError **err)
{
    Verdict verdict = authz(&s->req->who, deed, &s->practice.facts);

    return verdict == MAY ||
           fail_detail(err, ERR_DENIED, (int)verdict, "%s: %s", deed_code(deed), verdict_code(verdict));
}

static bool open_step(Step *s, Deed deed, const char *rev, GError **err)
{
    TRY(practice_find(s->req->app->db, s->req->mem, &s->req->who, s->practice.id, &s->practice, err));
    TRY(allowed(s, deed, err));
    TRY(form_request_id(s->req, &s->request, err));
    return number_read(rev, &s->rev) || fail(err, ERR_BAD_INPUT, "practice: rev is no number");
}

static bool read_id(Req *req, int64_t *id, GError **err)
{
    return number_read(req->arg[0], id) || fail(err, ERR_NOT_FOUND, "no practice %s", req->arg[0]);
}

enum { ACTION, REV, TEXT, N_FIELDS };

static bool do_step(Step *s, PracticeStep step, const char *opinion, const char *said, GError **err)
{
    Req *req = s->req;
    GError *error = NULL;
    PracticeStepWish wish = { .request = s->request,
                              .id = s->practice.id,
                              .base_version = s->rev,
                              .step = step,
                              .opinion = opinion,
                              .now_us = req->now_us };

    bool good = act_practice_step(req->app->db, req->mem, &req->who, &wish, &error);
    if (good)
        page_say(req, "%s", said);
    return answer(s, good, error, err);
}

bool page_practice_withdraw_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[] = { { "rev", 18, false } };
    const char *v[G_N_ELEMENTS(fields)];
    Step s = { .req = req, .resp = resp };

    TRY(read_id(req, &s.practice.id, err));
    TRY(form_take(req, fields, G_N_ELEMENTS(fields), v, err));
    TRY(open_step(&s, DEED_KEEP_PRACTICE, v[0], err));
    return do_step(&s, PRACTICE_WITHDRAW, "", "已撤回，可以修改后再次报送。", err);
}

bool page_practice_decide_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[N_FIELDS] = {
        [ACTION] = { "action", 16, false },
        [REV] = { "rev", 18, false },
        [TEXT] = { "opinion", LONG_TEXT, false },
    };
    const char *v[N_FIELDS];
    Step s = { .req = req, .resp = resp };

    TRY(read_id(req, &s.practice.id, err));
    TRY(form_take(req, fields, N_FIELDS, v, err));
    TRY(open_step(&s, DEED_DECIDE_PRACTICE, v[REV], err));
    PracticeStep step = practice_step_of(v[ACTION]);
    if (step != PRACTICE_SELECT && step != PRACTICE_SEND_BACK)
        return fail(err, ERR_BAD_INPUT, "practice: no decision %s", v[ACTION]);
    s.typed.field = "opinion";
    s.typed.text = v[TEXT];
    s.typed.complaints = practice_opinion_complaints(req->mem, step, v[TEXT], &s.typed.n_complaints);
    if (s.typed.n_complaints > 0)
        return again(&s, err);
    return do_step(&s, step, v[TEXT],
                   step == PRACTICE_SELECT ? "已选用，可以选入简报或推广到其他单位。"
                                           : "已退回，意见已告知报送单位。",
                   err);
}

static bool complain_about(Step *s, const char *field, const char *text)
{
    Complaint *one = mem_array(s->req->mem, Complaint, 1);

    *one = (Complaint){ field, text };
    s->typed.complaints = one;
    s->typed.n_complaints = 1;
    return true;
}

/* unit.17=1, or all=1: every unit of the plan that could be chosen. */
static bool read_units(Step *s, UnitId **units, gsize *n, GError **err)
{
    Req *req = s->req;
    const Book *book;
    bool all = form_get(req, "all") != NULL;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, s->practice.task.plan, &book, err));
    *units = mem_array(req->mem, UnitId, book->n_units);
    *n = 0;
    for (gsize i = 0; i < book->n_units; i++) {
        const BookUnit *unit = &book->units[i];
        const char *name = mem_printf(req->mem, "unit.%" PRId64, unit->id.v);
        bool works = unit->signs_in && (unit->leads || unit->takes_part);
        if (works && unit->id.v != s->practice.unit.v && (all || form_get(req, name) != NULL))
            (*units)[(*n)++] = unit->id;
    }
    return true;
}

bool page_practice_roll_out_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[] = {
        { "rev", 18, false }, { "ask", LONG_TEXT, false }, { "all", 1, false }, { "unit", 1, true }
    };
    const char *v[G_N_ELEMENTS(fields)];
    Step s = { .req = req, .resp = resp };
    GError *error = NULL;
    UnitId *units;
    gsize n;

    TRY(read_id(req, &s.practice.id, err));
    TRY(form_take(req, fields, G_N_ELEMENTS(fields), v, err));
    TRY(open_step(&s, DEED_ROLL_OUT, v[0], err));
    TRY(read_units(&s, &units, &n, err));
    s.typed.field = "ask";
    s.typed.text = v[1];
    s.typed.complaints = practice_opinion_complaints(req->mem, PRACTICE_SELECT, v[1], &s.typed.n_complaints);
    if (n == 0)
        complain_about(&s, "units", "请选择推广到哪些单位");
    if (s.typed.n_complaints > 0)
        return again(&s, err);
    RollOutWish wish = { s.request, s.practice.id, s.rev, units, n, v[1], req->now_us };
    bool good = act_practice_roll_out(req->app->db, req->mem, &req->who, &wish, &error);
    if (good)
        page_say(req, "已推广，等待各单位签收。");
    return answer(&s, good, error, err);
}

bool page_practice_note_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[] = { { "rev", 18, false }, { "note", LONG_TEXT, false } };
    const char *v[G_N_ELEMENTS(fields)];
    Step s = { .req = req, .resp = resp };
    GError *error = NULL;

    TRY(read_id(req, &s.practice.id, err));
    TRY(form_take(req, fields, G_N_ELEMENTS(fields), v, err));
    TRY(open_step(&s, DEED_NOTE_PRACTICE, v[0], err));
    s.typed.field = "note";
    s.typed.text = v[1];
    if (g_utf8_strlen(v[1], -1) > PRACTICE_WORDS_MOST) {
        complain_about(&s, "note", mem_printf(req->mem, "借鉴打算超过 %d 字", PRACTICE_WORDS_MOST));
        return again(&s, err);
    }
    NoteWish wish = { s.request, s.practice.id, v[1], req->now_us };
    bool good = act_practice_note(req->app->db, req->mem, &req->who, &wish, &error);
    if (good)
        page_say(req, "已签收。");
    return answer(&s, good, error, err);
}
