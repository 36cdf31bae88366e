/* import.c: taizhangctl import FILE --plan CODE --year YEAR [--title TITLE]. */
#include <stdio.h>
#include <string.h>

#include "act/notice_import.h"
#include "base/err.h"
#include "base/words.h"
#include "ctl/ctl.h"

enum { TITLE_LEAST_CHARS = 8, TITLE_MOST_CHARS = 80 };

static bool may_be_title(const char *line)
{
    int64_t n = text_chars(line);

    return n >= TITLE_LEAST_CHARS && n <= TITLE_MOST_CHARS && strpbrk(line, ",;:()") == NULL &&
           strstr(line, "。") == NULL && strstr(line, "，") == NULL && strstr(line, "：") == NULL;
}

/* The heading of a notice stands alone on a line before the first task; it is the longest of such lines. */
static const char *find_title(Mem *mem, const Notice *notice, const char *year)
{
    size_t end = notice->n_tasks > 0 ? notice->tasks[0].issued.offset : 0;
    char **lines = text_split(mem, mem_text_n(mem, notice->source, end), "\r\n");
    const char *title = NULL;

    for (gsize i = 0; lines[i] != NULL; i++)
        if (may_be_title(lines[i]) && (title == NULL || text_chars(lines[i]) > text_chars(title)))
            title = lines[i];
    return title == NULL ? mem_printf(mem, "%s年重点工作任务", year) : title;
}

static void say_problems(Mem *mem, const Notice *notice)
{
    for (size_t i = 0; i < notice->n_problems; i++)
        fprintf(stderr, "%s\n", notice_problem_sentence(mem, &notice->problems[i]));
}

static void say_result(const Notice *notice, const ImportResult *result)
{
    size_t without_lead = 0;

    for (size_t i = 0; i < notice->n_tasks; i++)
        without_lead += notice->tasks[i].leads.n == 0;
    printf("%s", result->lines);
    printf("识别 %zu 个章节、%zu 项任务，%zu 项未列明牵头单位\n", notice->n_sections, notice->n_tasks,
           without_lead);
    printf("写入：新增 %d 条，变更 %d 条，终止 %d 条\n", result->added, result->changed, result->ended);
}

bool ctl_import(Ctl *ctl, int argc, char **argv, GError **err)
{
    const char *plan = ctl_option(argc, argv, "--plan"), *year = ctl_option(argc, argv, "--year");
    const char *title = ctl_option(argc, argv, "--title");
    g_autofree char *text = NULL;
    gsize size_bytes;
    Notice notice;
    ImportResult result;

    if (argc < 1 || plan == NULL || year == NULL || strspn(year, "0123456789") != 4)
        return fail(err, ERR_BAD_INPUT, "import FILE --plan CODE --year YEAR [--title TITLE]");
    TRY(g_file_get_contents(argv[0], &text, &size_bytes, err));
    TRY(notice_parse(ctl->mem, text, size_bytes, &notice, err));
    say_problems(ctl->mem, &notice);
    ImportWish wish = { .plan = plan,
                        .title = title == NULL ? find_title(ctl->mem, &notice, year) : title,
                        .year = g_ascii_strtoll(year, NULL, 10),
                        .notice = &notice,
                        .now_us = ctl->now_us };
    TRY(act_notice_import(ctl->db, ctl->mem, &ctl->who, &wish, &result, err));
    say_result(&notice, &result);
    return true;
}
