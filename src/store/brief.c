/* brief.c: see brief.h. */
#include "store/brief.h"

#include "base/clock.h"
#include "base/err.h"

bool brief_find(Db *db, Mem *mem, int64_t id, Brief *brief, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_BRIEF_FIND, ARGS(num(id)), &c, err));
    *brief = (Brief){ .id = id,
                      .version = c[BRIEF_FIND_VERSION].i,
                      .plan = c[BRIEF_FIND_PLAN].s,
                      .state = brief_state_of(c[BRIEF_FIND_STATE].s),
                      .year = c[BRIEF_FIND_YEAR].i,
                      .no = c[BRIEF_FIND_NO].i,
                      .title = c[BRIEF_FIND_TITLE].s,
                      .lead = c[BRIEF_FIND_LEAD_TEXT].s,
                      .report_to = c[BRIEF_FIND_REPORT_TO].s,
                      .send_to = c[BRIEF_FIND_SEND_TO].s,
                      .issue_to = c[BRIEF_FIND_ISSUE_TO].s,
                      .made_name = c[BRIEF_FIND_MADE_NAME].s,
                      .made_us = c[BRIEF_FIND_MADE_AT].i,
                      .issued_name = c[BRIEF_FIND_ISSUED_NAME].s,
                      .issued_us = c[BRIEF_FIND_ISSUED_AT].i,
                      .recalled_name = c[BRIEF_FIND_RECALLED_NAME].s,
                      .recalled_us = c[BRIEF_FIND_RECALLED_AT].i,
                      .recall_reason = c[BRIEF_FIND_RECALL_REASON].s };
    brief->facts.report = brief->no != 0 ? REPORT_APPROVED : REPORT_DRAFT;
    return true;
}

bool brief_items(Db *db, Mem *mem, int64_t brief, BriefItem **items, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_BRIEF_ITEMS, ARGS(num(brief)), &rows, err));
    BriefItem *list = mem_array(mem, BriefItem, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (BriefItem){ .id = c[BRIEF_ITEMS_ID].i,
                               .version = c[BRIEF_ITEMS_VERSION].i,
                               .place = c[BRIEF_ITEMS_PLACE].i,
                               .report_version = c[BRIEF_ITEMS_VERSION_ID].i,
                               .practice = c[BRIEF_ITEMS_PRACTICE_ID].i,
                               .unit = { c[BRIEF_ITEMS_UNIT_ID].i },
                               .unit_name = c[BRIEF_ITEMS_UNIT_NAME].s,
                               .task_no = c[BRIEF_ITEMS_TASK_NO].i,
                               .period = c[BRIEF_ITEMS_PERIOD].s,
                               .source_title = c[BRIEF_ITEMS_SOURCE_TITLE].s,
                               .source_text = c[BRIEF_ITEMS_SOURCE_TEXT].s,
                               .title = c[BRIEF_ITEMS_TITLE].s,
                               .text = c[BRIEF_ITEMS_TEXT].s,
                               .dropped = c[BRIEF_ITEMS_DROPPED].i != 0 };
    }
    *items = list;
    *n = rows.n;
    return true;
}

gsize brief_items_in(const BriefItem *items, gsize n)
{
    gsize in = 0;

    while (in < n && !items[in].dropped)
        in++;
    return in;
}

const BriefItem *brief_item_in(const BriefItem *items, gsize n, int64_t id)
{
    for (gsize i = 0; i < n; i++)
        if (items[i].id == id)
            return &items[i];
    return NULL;
}

bool brief_list(Db *db, Mem *mem, const Actor *who, int64_t before, int64_t most, BriefLine **lines, gsize *n,
                GError **err)
{
    bool drafts = authz(who, DEED_READ_BRIEF, &(Facts){ .report = REPORT_DRAFT }) == MAY;
    Rows rows;

    TRY(db_read(db, mem, SQL_BRIEF_LIST, ARGS(num(before == 0 ? G_MAXINT64 : before), num(drafts), num(most)),
                &rows, err));
    BriefLine *list = mem_array(mem, BriefLine, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (BriefLine){ .id = c[BRIEF_LIST_ID].i,
                               .state = brief_state_of(c[BRIEF_LIST_STATE].s),
                               .year = c[BRIEF_LIST_YEAR].i,
                               .no = c[BRIEF_LIST_NO].i,
                               .title = c[BRIEF_LIST_TITLE].s,
                               .made_name = c[BRIEF_LIST_MADE_NAME].s,
                               .made_us = c[BRIEF_LIST_MADE_AT].i,
                               .issued_name = c[BRIEF_LIST_ISSUED_NAME].s,
                               .issued_us = c[BRIEF_LIST_ISSUED_AT].i,
                               .items = c[BRIEF_LIST_ITEMS].i };
    }
    *lines = list;
    *n = rows.n;
    return true;
}

bool brief_reports(Db *db, Mem *mem, int64_t brief, PeriodId period, int64_t offset, BriefSource **list,
                   gsize *n, bool *more, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_BRIEF_REPORTS, ARGS(num(brief), num(period.v), num(offset)), &rows, err));
    BriefSource *all = mem_array(mem, BriefSource, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (BriefSource){ .id = c[BRIEF_REPORTS_VERSION_ID].i,
                                .unit_name = c[BRIEF_REPORTS_UNIT_NAME].s,
                                .title = c[BRIEF_REPORTS_TITLE].s,
                                .text = c[BRIEF_REPORTS_NARRATIVE].s,
                                .task_no = c[BRIEF_REPORTS_TASK_NO].i,
                                .light = light_of(c[BRIEF_REPORTS_LIGHT].s),
                                .taken = c[BRIEF_REPORTS_TAKEN].i != 0 };
    }
    *list = all;
    *more = rows.n > BRIEF_PAGE;
    *n = MIN(rows.n, BRIEF_PAGE);
    return true;
}

bool brief_practices(Db *db, Mem *mem, int64_t brief, BriefSource **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_BRIEF_PRACTICES, ARGS(num(brief)), &rows, err));
    BriefSource *all = mem_array(mem, BriefSource, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (BriefSource){ .id = c[BRIEF_PRACTICES_PRACTICE_ID].i,
                                .unit_name = c[BRIEF_PRACTICES_UNIT_NAME].s,
                                .title = c[BRIEF_PRACTICES_TITLE].s,
                                .text = c[BRIEF_PRACTICES_BODY].s,
                                .task_no = c[BRIEF_PRACTICES_TASK_NO].i,
                                .taken = c[BRIEF_PRACTICES_TAKEN].i != 0,
                                .used = c[BRIEF_PRACTICES_USED].i != 0 };
    }
    *list = all;
    *n = rows.n;
    return true;
}

bool practice_briefs(Db *db, Mem *mem, int64_t practice, BriefLine **lines, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PRACTICE_BRIEFS, ARGS(num(practice)), &rows, err));
    BriefLine *list = mem_array(mem, BriefLine, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        list[i] = (BriefLine){ .id = rows.row[i][PRACTICE_BRIEFS_ID].i,
                               .year = rows.row[i][PRACTICE_BRIEFS_YEAR].i,
                               .no = rows.row[i][PRACTICE_BRIEFS_NO].i };
    *lines = list;
    *n = rows.n;
    return true;
}

/* The first moment of a civil year. */
static int64_t year_begins_us(int year)
{
    return civil_to_us(&(CivilTime){ .year = year, .month = 1, .day = 1 });
}

bool adoption_of_unit(Db *db, Mem *mem, UnitId unit, int year, Adoption *adoption, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_ADOPTION_OF_UNIT,
                    ARGS(num(unit.v), num(year), num(unit.v), at_us(year_begins_us(year)),
                         at_us(year_begins_us(year + 1))),
                    &c, err));
    *adoption = (Adoption){ .unit = unit,
                            .unit_name = "",
                            .reports = c[ADOPTION_OF_UNIT_REPORTS].i,
                            .practices = c[ADOPTION_OF_UNIT_PRACTICES].i,
                            .handed_in = c[ADOPTION_OF_UNIT_HANDED_IN].i,
                            .selected = c[ADOPTION_OF_UNIT_SELECTED].i };
    return true;
}

bool adoption_of_year(Db *db, Mem *mem, int year, Adoption **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_ADOPTION_OF_YEAR,
                ARGS(num(year), at_us(year_begins_us(year)), at_us(year_begins_us(year + 1))), &rows, err));
    Adoption *all = mem_array(mem, Adoption, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (Adoption){ .unit = { c[ADOPTION_OF_YEAR_UNIT_ID].i },
                             .unit_name = c[ADOPTION_OF_YEAR_UNIT_NAME].s,
                             .reports = c[ADOPTION_OF_YEAR_REPORTS].i,
                             .practices = c[ADOPTION_OF_YEAR_PRACTICES].i,
                             .handed_in = c[ADOPTION_OF_YEAR_HANDED_IN].i,
                             .selected = c[ADOPTION_OF_YEAR_SELECTED].i };
    }
    *list = all;
    *n = rows.n;
    return true;
}

bool brief_locked(Tx *tx, Mem *mem, int64_t id, Brief *brief, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_BRIEF_LOCK, ARGS(num(id)), &c, err));
    return brief_find(tx_db(tx), mem, id, brief, err);
}

bool brief_last_lists(Db *db, Mem *mem, NewBrief *brief, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_BRIEF_LAST_LISTS, NO_ARGS, &rows, err));
    if (rows.n == 0)
        return true;
    brief->report_to = rows.row[0][BRIEF_LAST_LISTS_REPORT_TO].s;
    brief->send_to = rows.row[0][BRIEF_LAST_LISTS_SEND_TO].s;
    brief->issue_to = rows.row[0][BRIEF_LAST_LISTS_ISSUE_TO].s;
    return true;
}

bool brief_insert(Tx *tx, int64_t id, const NewBrief *b, GError **err)
{
    return tx_change_one(tx, SQL_BRIEF_INSERT,
                         ARGS(num(id), txt(b->title), txt(b->report_to), txt(b->send_to), txt(b->issue_to),
                              num(b->by.v), at_us(b->at_us), txt(b->plan)),
                         err);
}

bool brief_save(Tx *tx, const Brief *brief, const BriefFields *f, GError **err)
{
    return tx_change_one(tx, SQL_BRIEF_SAVE,
                         ARGS(txt(f->title), txt(f->lead), txt(f->report_to), txt(f->send_to),
                              txt(f->issue_to), num(brief->id), num(brief->version)),
                         err);
}

bool brief_next_no(Tx *tx, Mem *mem, int64_t year, int64_t *no, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_BRIEF_NEXT_NO, ARGS(num(year)), &c, err));
    *no = c[BRIEF_NEXT_NO_NO].i;
    return true;
}

bool brief_issue(Tx *tx, const Brief *brief, int64_t year, int64_t no, PersonId by, int64_t now_us,
                 GError **err)
{
    return tx_change_one(
        tx, SQL_BRIEF_ISSUE,
        ARGS(num(year), num(no), num(by.v), at_us(now_us), num(brief->id), num(brief->version)), err);
}

bool brief_recall(Tx *tx, const Brief *brief, const char *reason, PersonId by, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_BRIEF_RECALL,
                         ARGS(txt(reason), num(by.v), at_us(now_us), num(brief->id), num(brief->version)),
                         err);
}

bool brief_drop(Tx *tx, const Brief *brief, GError **err)
{
    return tx_change_one(tx, SQL_BRIEF_DROP, ARGS(num(brief->id), num(brief->version)), err);
}

/* The columns of both statements are the same; that of practices has one more. */
bool brief_pick(Tx *tx, Mem *mem, BriefPick *pick, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, pick->practice ? SQL_BRIEF_SOURCE_PRACTICE : SQL_BRIEF_SOURCE_REPORT,
                    ARGS(num(pick->id)), &c, err));
    pick->unit.v = c[BRIEF_SOURCE_REPORT_UNIT_ID].i;
    pick->task.v = c[BRIEF_SOURCE_REPORT_TASK_ID].i;
    pick->task_no = c[BRIEF_SOURCE_REPORT_TASK_NO].i;
    pick->title = c[BRIEF_SOURCE_REPORT_TITLE].s;
    pick->text = c[BRIEF_SOURCE_REPORT_TEXT].s;
    pick->effect = pick->practice ? c[BRIEF_SOURCE_PRACTICE_EFFECT].s : "";
    return true;
}

bool brief_item_insert(Tx *tx, int64_t id, int64_t brief, int64_t place, const BriefPick *pick,
                       const char *title, const char *text, GError **err)
{
    return tx_change_one(tx, SQL_BRIEF_ITEM_INSERT,
                         ARGS(num(id), num(brief), num(place), id_or_null(pick->practice ? 0 : pick->id),
                              id_or_null(pick->practice ? pick->id : 0), num(pick->unit.v), num(pick->task.v),
                              txt(pick->title), txt(pick->text), txt(title), txt(text)),
                         err);
}

bool brief_item_save(Tx *tx, const BriefItem *item, const BriefItemFields *f, GError **err)
{
    return tx_change_one(
        tx, SQL_BRIEF_ITEM_SAVE,
        ARGS(num(f->place), txt(f->title), txt(f->text), num(f->drop), num(item->id), num(item->version)),
        err);
}
