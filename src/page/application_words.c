/* application_words.c: see application_words.h. */
#include "page/application_words.h"

#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/app.h"
#include "page/show.h"

const char *application_path(Req *req, int64_t id)
{
    return mem_printf(req->mem, "/applications/%" PRId64, id);
}

static const char *unit_name(Req *req, const StoredApplication *a, const char *id)
{
    const Book *book;
    int64_t number;

    if (id[0] == '\0')
        return "由督查室确定";
    if (!number_read(id, &number) ||
        !shelf_book(req->app->shelf, req->app->db, req->mem, a->at.plan, &book, NULL))
        return id;
    const BookUnit *unit = book_unit(book, (UnitId){ number });
    return unit == NULL ? id : unit->name;
}

const char *application_value(Req *req, const StoredApplication *a, bool asked)
{
    const char *value = asked ? a->asked : a->stood;

    if (a->asks == ASKS_LEAD || a->asks == ASKS_ASSIGNMENT)
        return asked ? unit_name(req, a, value) : a->unit_name;
    return value[0] == '\0' ? "（无）" : asked_word(req->mem, a->asks, value, a->target_word);
}

const char *application_summary(Req *req, const StoredApplication *a)
{
    const char *value = application_value(req, a, true);

    switch (a->asks) {
    case ASKS_DATE:
        return mem_printf(req->mem, "延期至 %s", value);
    case ASKS_DEADLINE:
        return mem_printf(req->mem, "%s报送延至 %s", word_period(req->mem, a->period), value);
    case ASKS_TARGET:
        return mem_printf(req->mem, "%s：%s → %s", a->target_subject, application_value(req, a, false),
                          value);
    case ASKS_CONTENT:
        return text_short(req->mem, value, 60);
    case ASKS_LEAD:
        return mem_printf(req->mem, "改由%s牵头", value);
    case ASKS_ASSIGNMENT:
        return mem_printf(req->mem,
                          application_on_part(a) ? "不宜由本单位参与，建议参与单位：%s"
                                                 : "不宜由本单位牵头，建议牵头单位：%s",
                          value);
    case ASKS_LIGHT:
        return mem_printf(req->mem, "%s：%s → %s", word_period(req->mem, a->period),
                          application_value(req, a, false), value);
    default:
        return text_short(req->mem, a->reason, 60);
    }
}

void view_application_state(View *view, const StoredApplication *a)
{
    static const char *const classes[APPLICATION__N] = { "", "sub", "", "ok", "back" };

    view_text(view, "STATE_CLASS", classes[a->state]);
    view_text(view, "STATE_WORD", a->reopened_us != 0 ? "已同意，后重开" : application_state_word(a->state));
}

void view_application_row(Req *req, View *row, const StoredApplication *a)
{
    view_text(row, "ADDRESS", application_path(req, a->id));
    view_number(row, "NO", a->at.no);
    view_text(row, "TITLE", zh_punct(req->mem, a->title));
    view_text(row, "UNIT", a->unit_name);
    view_text(row, "ASKS", asks_word(a->asks));
    view_text(row, "SUMMARY", application_summary(req, a));
    view_text(row, "APPLIED_NAME", a->applied_name);
    view_moment(row, req->mem, "APPLIED_AT", a->applied_us, word_moment);
    view_application_state(row, a);
    if (a->decided_us == 0)
        return;
    View *decided = view_part(row, "DECIDED");
    view_text(decided, "DECIDED_NAME", a->decided_name);
    view_moment(decided, req->mem, "DECIDED_AT", a->decided_us, word_moment);
}

void view_checks(View *view, const StoredCheck *checks, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        bool explained = checks[i].explained[0] != '\0';
        View *row = view_part(view, "CHECK");
        view_show(row, checks[i].line.met ? "MET" : explained ? "EXPLAINED" : "UNMET");
        view_text(row, "CHECK_WORDS", checks[i].line.words);
        if (explained)
            view_text(view_part(row, "WHY"), "WHY_WORDS", checks[i].explained);
    }
}

View *view_form_field(View *view, const char *marker, const char *file, const FormField *field)
{
    View *part = view_include(view, marker, file);

    view_text(part, "ID", field->name);
    view_text(part, "NAME", field->name);
    view_text(part, "LABEL", field->label);
    view_text(part, "VALUE", field->value);
    if (field->why != NULL)
        view_text(view_part(part, "BAD"), "WHY", field->why);
    if (field->hint != NULL)
        view_text(view_part(part, "HINT"), "HINT_WORDS", field->hint);
    if (field->why != NULL || field->hint != NULL)
        view_show(part, "DESCRIBED");
    return part;
}

void view_form_option(View *field, const char *code, const char *word, const char *chosen)
{
    View *option = view_part(field, "OPTION");

    view_text(option, "CODE", code);
    view_text(option, "WORD", word);
    if (strcmp(code, chosen) == 0)
        view_show(option, "CHOSEN");
}
