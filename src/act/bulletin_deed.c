/* bulletin_deed.c: what the deeds on circulars share; see bulletin_deeds.h. */
#include <inttypes.h>

#include "act/bulletin_deeds.h"
#include "act/deed.h"
#include "base/err.h"

bool deed_bulletin(Tx *tx, Mem *mem, const Actor *who, const BulletinWish *wish, BulletinStep step,
                   const char *action, Bulletin *b, bool *stored, GError **err)
{
    TRY(bulletin_locked(tx, mem, wish->id, b, err));
    TRY(audit_seen(tx, mem, who, action, wish->id, stored, err));
    if (*stored)
        return true;
    TRY(deed_allowed(who, DEED_KEEP_BULLETINS, NULL, err));
    if (b->version != wish->base_version || bulletin_next(b->state, step) == BULLETIN_NONE)
        return fail(err, ERR_CONFLICT, "bulletin %" PRId64 ": version %" PRId64 ", %s now", b->id, b->version,
                    bulletin_state_code(b->state));
    return true;
}

bool bulletin_event(Tx *tx, Mem *mem, const Actor *who, const Bulletin *b, const char *action,
                    Changes *changes, int64_t now_us, GError **err)
{
    Event event = { .etype = "bulletin",
                    .entity_id = b->id,
                    .entity_seq = b->version + 1,
                    .action = action,
                    .result = "ok",
                    .period = b->period_id,
                    .changes = changes,
                    .at_us = now_us };

    return audit_append(tx, mem, who, &event, err);
}

Complaint *bulletin_complaints(Mem *mem, const BulletinWish *wish, gsize *n)
{
    Complaints to = complaints_new(mem);
    bool any = false;

    if (text_is_blank(wish->title))
        complain(&to, "title", "请填写标题");
    complain_most(&to, "title", "标题", wish->title, BULLETIN_TITLE_MOST);
    complain_most(&to, "main_to", "主送", wish->main_to, BULLETIN_TO_MOST);
    complain_most(&to, "copies_to", "抄送", wish->copies_to, BULLETIN_TO_MOST);
    for (int part = PART_NONE + 1; part < PART__N; part++) {
        complain_most(&to, mem_printf(mem, "words.%s", part_code((PartKind)part)), part_title((PartKind)part),
                      wish->parts[part].words, PART_WORDS_MOST);
        any = any || wish->parts[part].shown;
    }
    if (!any)
        complain(&to, "shown.overall", "至少保留一个部分");
    *n = to.n;
    return to.list;
}

static Complaint *needed(Mem *mem, const char *field, const char *label, const char *words, int64_t most,
                         gsize *n)
{
    Complaints to = complaints_new(mem);

    if (text_is_blank(words))
        complain(&to, field, mem_printf(mem, "请填写%s", label));
    complain_most(&to, field, label, words, most);
    *n = to.n;
    return to.list;
}

Complaint *recall_complaints(Mem *mem, const char *reason, gsize *n)
{
    return needed(mem, "reason", "撤回理由", reason, BULLETIN_REASON_MOST, n);
}

Complaint *objection_complaints(Mem *mem, const char *field, const char *words, gsize *n)
{
    return needed(mem, field, field[0] == 'r' ? "异议理由" : "答复意见", words, OBJECTION_MOST, n);
}
