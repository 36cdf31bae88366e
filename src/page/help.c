/* help.c: what the words and signs of these pages mean. */
#include "base/err.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/light.h"

static const struct {
    Light light;
    const char *shape, *meaning;
} states[] = {
    { LIGHT_GREEN, "圆形，内有对勾", "达到或快于序时进度，没有其他预警" },
    { LIGHT_YELLOW, "三角形，内有叹号", "低于序时进度、逾期未报，或有工作项目、问题超过时限" },
    { LIGHT_RED, "方形，内有叉", "严重滞后、长时间未报，或年度结束尚未销号" },
    { LIGHT_NONE, "虚线圆圈", "还没有报送，或没有可以判断的依据" },
};

bool page_help(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "help.tpl");

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "帮助", NULL);
    return page_show(req, resp, body, 200, NAV_NONE, "帮助", err);
}

bool page_help_lights(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "help_lights.tpl");
    const Book *book;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &book, err));
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "帮助", "/help");
    page_crumb(req, body, "亮灯规则", NULL);
    view_text(body, "PLAN", book->plan.title);
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        View *line = view_part(body, "STATE");
        view_light(line, "LIGHT", states[i].light, false);
        view_text(line, "SHAPE", states[i].shape);
        view_text(line, "MEANING", states[i].meaning);
    }
    for (char **words = light_rule_words(req->mem, &book->thresholds); *words != NULL; words++)
        view_text(view_part(body, "SENTENCE"), "WORDS", *words);
    view_number(body, "GREEN", book->thresholds.green_pct);
    view_number(body, "YELLOW", book->thresholds.yellow_pct);
    view_number(body, "DAYS", book->thresholds.red_days);
    return page_show(req, resp, body, 200, NAV_NONE, "亮灯规则", err);
}
