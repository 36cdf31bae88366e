/* notice_parse.c: see notice_parse.h. */
#include "ctl/notice_parse.h"
#include "rule/target.h"

#include <stdio.h>

typedef struct {
    const char *path;
    bool targets;
} Call;

/* A cell of TSV holds neither tab nor line end. */
static void cell_print(const char *text, char after)
{
    for (; *text != '\0'; text++)
        putchar(*text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
    putchar(after);
}

static void units_print(const NoticeUnits *units, char after)
{
    for (size_t i = 0; i < units->n; i++) {
        fputs(i > 0 ? "、" : "", stdout);
        fputs(units->names[i], stdout);
    }
    putchar(after);
}

static void tasks_print(const Notice *notice)
{
    puts("no\tsection\ttitle\tleads\tparticipants");
    for (size_t i = 0; i < notice->n_tasks; i++) {
        const NoticeTask *task = &notice->tasks[i];
        printf("%d\t%d\t", task->no, task->section_no);
        cell_print(task->title, '\t');
        units_print(&task->leads, '\t');
        units_print(&task->participants, '\n');
    }
}

static void target_print(int no, const Target *target)
{
    printf("%d\t", no);
    cell_print(target->subject, '\t');
    cell_print(target_comparator_word(target->comparator), '\t');
    cell_print(target->value, '\t');
    cell_print(target->value_max, '\t');
    cell_print(target->unit, '\t');
    cell_print(target->quote, '\t');
    cell_print(target->doubt, '\n');
}

static void targets_print(Mem *mem, const Notice *notice)
{
    puts("no\tsubject\tcomparator\tvalue\tvalue_max\tunit\tquote\tdoubt");
    for (size_t i = 0; i < notice->n_tasks; i++) {
        TargetList list = targets_find(mem, notice, &notice->tasks[i]);
        for (size_t j = 0; j < list.n; j++)
            target_print(notice->tasks[i].no, &list.items[j]);
    }
}

static bool call_read(int argc, char **argv, Call *call)
{
    for (int i = 1; i < argc; i++) {
        if (g_str_equal(argv[i], "--targets"))
            call->targets = true;
        else if (call->path != NULL || argv[i][0] == '-')
            return false;
        else
            call->path = argv[i];
    }
    return call->path != NULL;
}

static bool file_print(const Call *call, GError **err)
{
    g_autofree char *bytes = NULL;
    gsize size_bytes;
    g_autoptr(Mem) mem = mem_new();
    Notice notice;

    TRY(g_file_get_contents(call->path, &bytes, &size_bytes, err));
    TRY(notice_parse(mem, bytes, size_bytes, &notice, err));
    for (size_t i = 0; i < notice.n_problems; i++)
        fprintf(stderr, "%s\n", notice_problem_sentence(mem, &notice.problems[i]));
    if (call->targets)
        targets_print(mem, &notice);
    else
        tasks_print(&notice);
    if (fflush(stdout) != 0)
        return fail(err, ERR_BROKEN, "标准输出写入失败");
    return true;
}

int ctl_notice_parse(int argc, char **argv)
{
    Call call = { 0 };
    g_autoptr(GError) err = NULL;

    if (!call_read(argc, argv, &call)) {
        fputs("用法：taizhangctl notice-parse [--targets] 文件\n", stderr);
        return 2;
    }
    if (!file_print(&call, &err)) {
        fprintf(stderr, "%s：%s\n", call.path, err->message);
        return 1;
    }
    return 0;
}
