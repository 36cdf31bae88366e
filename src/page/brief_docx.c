/* brief_docx.c: a 简报 and a 经验做法 as documents for Word and WPS. */
#include <inttypes.h>

#include "act/export_ask.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/brief.h"
#include "page/pages.h"
#include "web/docx.h"

/* What leaves the house is recorded. */
static bool send(Req *req, Resp *resp, Docx *docx, const char *name, GError **err)
{
    const char *folder = mem_printf(req->mem, "%s/docx", req->app->conf->templates);
    ExportNote note = { mem_printf(req->mem, "%s（Word）", name), "", 1, req->now_us };

    TRY(act_export_record(req->app->db, req->mem, &req->who, &note, err));
    TRY(docx_finish(docx, folder, &resp->body, &resp->body_bytes, err));
    resp_attach(resp, req->mem, DOCX_TYPE, mem_printf(req->mem, "%s.docx", name));
    resp->status = 200;
    return true;
}

static void put_items(Req *req, Docx *docx, const BriefItem *items, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        docx_text(docx, DOCX_HEADING_1,
                  mem_printf(req->mem, "%s、%s（%s）", zh_number(req->mem, i + 1), items[i].title,
                             items[i].unit_name));
        docx_text(docx, DOCX_BODY, items[i].text);
    }
}

static void put_list(Req *req, Docx *docx, const char *word, const char *names)
{
    if (names[0] != '\0')
        docx_text(docx, DOCX_COPIES, mem_printf(req->mem, "%s：%s。", word, names));
}

static Docx *brief_document(Req *req, const Brief *b, const BriefItem *items, gsize n)
{
    Docx *docx = docx_new(req->mem);
    int64_t day_us = b->no == 0 ? req->now_us : b->issued_us;

    docx_text(docx, DOCX_ORGAN, "重点工作简报");
    docx_text(docx, DOCX_ISSUE, b->no == 0 ? "（草稿）" : mem_printf(req->mem, "第%" PRId64 "期", b->no));
    docx_text(docx, DOCX_ISSUED_BY, mem_printf(req->mem, "　市政府督查室\t%s", word_date(req->mem, day_us)));
    docx_text(docx, DOCX_TITLE, b->title);
    if (b->lead[0] != '\0')
        docx_text(docx, DOCX_BODY, mem_printf(req->mem, "编者按：%s", b->lead));
    put_items(req, docx, items, n);
    put_list(req, docx, "报", b->report_to);
    put_list(req, docx, "送", b->send_to);
    put_list(req, docx, "发", b->issue_to);
    return docx;
}

bool page_brief_docx(Req *req, Resp *resp, GError **err)
{
    Brief brief;
    BriefItem *items;
    gsize n;

    TRY(brief_of_address(req, &brief, err));
    if (!brief_text_readable(req, &brief))
        return fail_detail(err, ERR_DENIED, NO_DRAFT, "brief %" PRId64 " was recalled", brief.id);
    TRY(brief_items(req->app->db, req->mem, brief.id, &items, &n, err));
    Docx *docx = brief_document(req, &brief, items, brief_items_in(items, n));
    return send(req, resp, docx, mem_printf(req->mem, "简报%s", brief_name(req->mem, &brief)), err);
}

static bool put_move(Req *req, Docx *docx, const PracticeFields *f, GError **err)
{
    PracticeMove before, after;
    Mem *mem = req->mem;

    if (f->target == 0 || f->before == 0 || f->after == 0)
        return true;
    TRY(practice_value(req->app->db, mem, f->before, f->target, &before, err));
    TRY(practice_value(req->app->db, mem, f->after, f->target, &after, err));
    docx_text(docx, DOCX_HEADING_1, "三、指标变化");
    docx_text(docx, DOCX_BODY,
              mem_printf(mem, "%s：%s为 %s%s，%s为 %s%s（取自已通过的报送）。", zh_punct(mem, before.subject),
                         word_period(mem, before.period), word_amount(mem, before.value_e4), before.unit_word,
                         word_period(mem, after.period), word_amount(mem, after.value_e4), after.unit_word));
    return true;
}

bool page_practice_docx(Req *req, Resp *resp, GError **err)
{
    Docx *docx = docx_new(req->mem);
    Practice p;

    TRY(practice_of_address(req, &p, err));
    docx_text(docx, DOCX_TITLE, p.fields.title);
    docx_text(docx, DOCX_NOTE,
              mem_printf(req->mem, "%s　第 %" PRId64 " 项　%s", p.unit_name, p.task.no,
                         zh_punct(req->mem, p.task.title)));
    docx_text(docx, DOCX_HEADING_1, "一、主要做法");
    docx_text(docx, DOCX_BODY, p.fields.body);
    docx_text(docx, DOCX_HEADING_1, "二、取得成效");
    docx_text(docx, DOCX_BODY, p.fields.effect);
    TRY(put_move(req, docx, &p.fields, err));
    docx_text(docx, DOCX_SIGNATURE, p.unit_name);
    docx_text(docx, DOCX_DATE, word_date(req->mem, p.submitted_us != 0 ? p.submitted_us : p.saved_us));
    return send(req, resp, docx, mem_printf(req->mem, "经验做法%" PRId64, p.id), err);
}
