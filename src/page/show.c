/* show.c: the frame; see show.h. */
#include "page/show.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/gate.h"
#include "page/kept.h"
#include "rule/display.h"
#include "store/ledger.h"

enum { SAID_CHARS = 400 }; /* of a sentence in a cookie (message.c) */

/* The frame of the page at hand hangs on its body: both go with the request. */
typedef struct {
    View *root, *body;
} Frame;

/* The header's entries: each opens the first of its pages that the person may open; a second row shows the rest. */
typedef enum {
    GROUP_HOME,
    GROUP_LEDGER,
    GROUP_REPORTS,
    GROUP_REVIEWS,
    GROUP_FOLLOW,
    GROUP_PAPERS,
    GROUP_AUDIT,
    GROUP_ACCOUNTS,
    GROUP__N
} Group;

static const char *const group_words[GROUP__N] = { "工作台",   "任务台账", "我的报送", "审核",
                                                   "督查督办", "通报简报", "变更记录", "账号" };

/* of_plan: the path goes on from the plan at hand. */
static const struct {
    const char *word, *path;
    Deed door;
    Group group;
    bool of_plan;
} nav_pages[NAV__N] = {
    [NAV_DASHBOARD] = { "工作台", "/dashboard", DEED_KEEP_OWN, GROUP_HOME, false },
    [NAV_REMINDERS] = { "提醒", "/reminders", DEED_KEEP_OWN, GROUP_HOME, false },
    [NAV_BURDEN] = { "填报负担", "/burden", DEED_READ_BURDEN, GROUP_HOME, false },
    [NAV_EXPORTS] = { "我的导出", "/exports", DEED_EXPORT, GROUP_HOME, false },
    [NAV_UNITS] = { "单位", "/admin/units", DEED_READ_UNITS, GROUP_HOME, false },
    [NAV_LEDGER] = { "任务", "tasks", DEED_READ_LEDGER, GROUP_LEDGER, true },
    [NAV_TARGETS] = { "量化目标", "targets", DEED_READ_LEDGER, GROUP_LEDGER, true },
    [NAV_ITEMS] = { "工作项目", "items", DEED_READ_LEDGER, GROUP_LEDGER, true },
    [NAV_SUMMARY] = { "汇总", "summary", DEED_READ_LEDGER, GROUP_LEDGER, true },
    [NAV_DISPATCH] = { "调度", "periods", DEED_READ_DISPATCH, GROUP_LEDGER, true },
    [NAV_REPORTS] = { "我的报送", "/reports", DEED_SAVE_DRAFT, GROUP_REPORTS, false },
    [NAV_RETURNS] = { "离线填报", "/returns", DEED_BRING_SHEET, GROUP_REPORTS, false },
    [NAV_REVIEWS] = { "审核", "/reviews", DEED_READ_QUEUE, GROUP_REVIEWS, false },
    [NAV_SPOTS] = { "抽查复核", "/spot-checks", DEED_SPOT_CHECK, GROUP_REVIEWS, false },
    [NAV_PROBLEMS] = { "问题闭环", "/problems", DEED_READ_PROBLEMS, GROUP_FOLLOW, false },
    [NAV_NOTICES] = { "督查通知", "/notices", DEED_READ_NOTICES, GROUP_FOLLOW, false },
    [NAV_INSTRUCTIONS] = { "领导批示", "/instructions", DEED_READ_INSTRUCTION, GROUP_FOLLOW, false },
    [NAV_APPLICATIONS] = { "申请", "/applications", DEED_READ_APPLICATIONS, GROUP_FOLLOW, false },
    [NAV_BULLETINS] = { "通报", "/bulletins", DEED_READ_LEDGER, GROUP_PAPERS, false },
    [NAV_BRIEFS] = { "简报", "/briefs", DEED_READ_BRIEF, GROUP_PAPERS, false },
    [NAV_PRACTICES] = { "经验做法", "/practices", DEED_READ_PRACTICE, GROUP_PAPERS, false },
    [NAV_AUDIT] = { "变更记录", "/audit", DEED_READ_AUDIT, GROUP_AUDIT, false },
    [NAV_ACCOUNTS] = { "账号", "/accounts", DEED_READ_ACCOUNTS, GROUP_ACCOUNTS, false },
};

View *page_view(Req *req, const char *file)
{
    Frame *frame = mem_alloc(req->mem, sizeof *frame);

    frame->root = view_new(req->mem);
    frame->body = view_include(frame->root, "BODY", file);
    view_text_everywhere(frame->root, "CSRF", req->csrf);
    req->frame = frame;
    return frame->body;
}

void page_crumb(Req *req, View *body, const char *title, const char *address)
{
    const Frame *frame = req->frame;
    View *crumb = view_part(frame->root, "CRUMB");

    g_assert(body == frame->body);
    View *step = view_part(crumb, address == NULL ? "CRUMB_HERE" : "CRUMB_LINK");
    view_text(step, "CRUMB_TITLE", title);
    if (address != NULL)
        view_text(step, "CRUMB_ADDRESS", address);
}

/* How much waits for this person: reports to hand in, or reports to decide on. */
static int64_t waiting_for(const Req *req, const Book *book, Nav nav)
{
    int64_t n = 0;
    bool filer = req->who.roles & ROLE_BIT(ROLE_FILER);
    bool good = true;

    if (nav == NAV_REPORTS && filer && book != NULL)
        good = shelf_waiting(req->app->shelf, req->app->db, req->mem, book, req->who.unit, &n, NULL);
    if (nav == NAV_REVIEWS)
        good = waiting_for_review(req->app->db, req->mem, &n, NULL);
    return good ? n : 0; /* a badge that cannot be counted is left out */
}

/* Without a plan there is nothing to open yet but the home page. */
static const char *nav_address(const Req *req, const Book *book, Nav nav)
{
    if (!nav_pages[nav].of_plan)
        return nav_pages[nav].path;
    return book == NULL ? "/dashboard"
                        : mem_printf(req->mem, "/plans/%s/%s", book->plan.code, nav_pages[nav].path);
}

/* The pages of the group in which the person is, when there is more than one. */
static void show_second_row(const Req *req, View *root, const Book *book, Nav current)
{
    Group group = nav_pages[current].group;
    int there = 0;

    for (int nav = NAV_NONE + 1; nav < NAV__N; nav++)
        there += nav_pages[nav].group == group && authz_role(req->who.roles, nav_pages[nav].door);
    if (there < 2)
        return;
    View *row = view_part(root, "NAV_ROW");
    view_text(row, "GROUP_WORD", group_words[group]);
    for (int nav = NAV_NONE + 1; nav < NAV__N; nav++) {
        if (nav_pages[nav].group != group || !authz_role(req->who.roles, nav_pages[nav].door))
            continue;
        View *entry = view_part(row, "NAV_PAGE");
        view_text(entry, "ADDRESS", nav_address(req, book, (Nav)nav));
        view_text(entry, "WORD", nav_pages[nav].word);
        if ((int)current == nav)
            view_show(entry, "CURRENT");
    }
}

static void show_nav(const Req *req, View *root, Nav current)
{
    const Book *book = NULL;
    bool shown[GROUP__N] = { false };

    if (!shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &book, NULL))
        book = NULL;
    for (int nav = NAV_NONE + 1; nav < NAV__N; nav++) {
        Group group = nav_pages[nav].group;
        if (shown[group] || !authz_role(req->who.roles, nav_pages[nav].door))
            continue;
        shown[group] = true;
        View *entry = view_part(root, "NAV_GROUP");
        int64_t n = waiting_for(req, book, (Nav)nav);
        view_text(entry, "ADDRESS", nav_address(req, book, (Nav)nav));
        view_text(entry, "WORD", group_words[group]);
        if (current != NAV_NONE && nav_pages[current].group == group)
            view_show(entry, (int)current == nav ? "CURRENT" : "WITHIN");
        if (n > 0)
            view_number(view_part(entry, "WAITING"), "WAITING_N", n);
    }
    if (current != NAV_NONE)
        show_second_row(req, root, book, current);
}

static void show_person(const Req *req, View *root)
{
    View *person = view_part(root, "PERSON");

    if (req->who.unit_name[0] != '\0')
        view_text(view_part(person, "PERSON_UNIT"), "UNIT_NAME", req->who.unit_name);
    view_number(person, "PERSON_ID", req->who.person.v);
    view_number(person, "IDLE_S", session_idle_us(req) / SECOND_US);
    view_number(person, "LEFT_S", (req->ends_us - req->now_us) / SECOND_US);
    view_text(person, "PERSON_NAME", req->who.name);
    view_text(person, "PERSON_ROLE", role_word(first_role(req->who.roles)));
}

/* As the session has it; before signing in as the cookie says, which the browser may have made up: four bits do no harm. */
static int64_t display_of(const Req *req)
{
    int64_t display = req->display;
    const char *cookie = req->who.person.v == 0 ? own_cookie(req, DISPLAY_COOKIE) : NULL;

    if (cookie != NULL && number_read(cookie, &display))
        display &= DISPLAY__ALL;
    return display;
}

static void show_display(const Req *req, View *root)
{
    static const char *const parts[] = { "LARGE", "COMPACT", "DARK", "AUTO" };
    int64_t display = display_of(req);

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (display & (1 << i))
            view_show(root, parts[i]);
    view_text(root, "DARK_CSS", req->app->dark);
}

bool page_show(Req *req, Resp *resp, View *body, int status, Nav nav, const char *title, GError **err)
{
    const Frame *frame = req->frame;
    View *root = frame->root;

    g_assert(body == frame->body);
    view_text(root, "TITLE", title);
    view_text(root, "CSS", req->app->css);
    view_text(root, "PRINT", req->app->print);
    show_display(req, root);
    view_text(root, "JS", req->app->js);
    if (status == 422)
        view_show(root, "HAS_ERRORS");
    if (req->who.person.v != 0) {
        show_person(req, root);
        show_nav(req, root, nav);
    }
    if (req->message[0] != '\0')
        view_text(view_part(root, "MESSAGE"), "MESSAGE_TEXT", req->message);
    if (clock_is_shifted())
        view_text(view_part(root, "SHIFTED"), "SHIFTED_NOW", word_full(req->mem, req->now_us));
    TRY(view_render(req->mem, "frame.tpl", root, &resp->body, &resp->body_bytes, err));
    if (req->kept != NULL)
        TRY(kept_fill_in(req, resp, root, err));
    resp->status = status;
    resp->type = "text/html; charset=utf-8";
    return true;
}

void page_refresh(Req *req)
{
    const Frame *frame = req->frame;

    view_show(frame->root, "REFRESH");
}

bool page_say(Req *req, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    req->said = text_short(req->mem, mem_vprintf(req->mem, format, args), SAID_CHARS);
    va_end(args);
    return true;
}

void view_light(View *view, const char *marker, Light light, bool own)
{
    static const char *const parts[] = { "NONE", "GREEN", "YELLOW", "RED" };
    View *badge = view_include(view, marker, "light.tpl");

    view_show(badge, parts[light]);
    if (own)
        view_show(badge, "OWN");
}

void view_status(View *view, const char *marker, ReportState status, bool overdue, bool late)
{
    static const char *const parts[] = { "NONE", "DRAFT", "SUBMITTED", "RETURNED", "WITHDRAWN", "APPROVED" };
    View *chip = view_include(view, marker, "status.tpl");

    view_show(chip, overdue ? "OVERDUE" : parts[status]);
    if (late)
        view_show(chip, "LATE");
}

void view_moment(View *view, Mem *mem, const char *marker, int64_t at_us, char *(*word)(Mem *, int64_t))
{
    view_text(view, marker, word(mem, at_us));
    view_text(view, mem_printf(mem, "%s_ISO", marker), word_iso(mem, at_us));
}
