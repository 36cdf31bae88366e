/* test_notice.c: the manners in which notices number their tasks and name their units. */
#include "rule/notice.h"

#include <string.h>

static Notice parse(Mem *mem, const char *source)
{
    Notice notice;
    GError *err = NULL;

    if (!notice_parse(mem, source, strlen(source), &notice, &err))
        g_error("%s", err->message);
    return notice;
}

static const char *joined(Mem *mem, NoticeUnits units)
{
    const char *all = "";

    for (size_t i = 0; i < units.n; i++)
        all = mem_printf(mem, "%s%s%s", all, i > 0 ? " " : "", units.names[i]);
    return all;
}

/* "甲 乙 | 丙" */
static const char *units_told(Mem *mem, const NoticeTask *task)
{
    return mem_printf(mem, "%s | %s", joined(mem, task->leads), joined(mem, task->participants));
}

static void test_units(void)
{
    static const struct {
        const char *text, *want, *body;
    } cases[] = {
        { "推进改革。加快建设。(牵头单位:市科技局,参与单位:青岛蓝谷管理局)", "市科技局 | 青岛蓝谷管理局",
          "加快建设。" },
        { "推进改革。加快建设。（牵头单位：市科技局；参与单位：市财政局、市人社局）",
          "市科技局 | 市财政局 市人社局", "加快建设。" },
        { "推进改革。加快建设。（责任单位：市科技局,市财政局）", "市科技局 市财政局 | ", "加快建设。" },
        { "推进改革。加快建设。（牵头单位：市科技局，责任单位：市财政局）", "市科技局 | 市财政局",
          "加快建设。" },
        { "推进改革。加快建设。（牵头单位:市科技局；配合单位:市财政局；协办单位:市人社局）",
          "市科技局 | 市财政局 市人社局", "加快建设。" },
        { "推进改革。加快建设。(市教育局牵头,市财政局、市人社局配合)", "市教育局 | 市财政局 市人社局",
          "加快建设。" },
        { "推进改革。加快建设。(市教育局牵头,市财政局,市人社局按职责分工负责)",
          "市教育局 | 市财政局 市人社局", "加快建设。" },
        { "推进改革。加快建设。(市教育局、市财政局负责)", "市教育局 市财政局 | ", "加快建设。" },
        { "推进改革。加快建设。（市教育局、市财政局等部门按职责分工负责）", "市教育局 市财政局 | ",
          "加快建设。" },
        { "推进改革。加快建设。（由市教育局负责，市财政局配合）", "市教育局 | 市财政局", "加快建设。" },
        { "推进改革。加快建设。（市教育局会同市财政局、市人社局负责）", "市教育局 | 市财政局 市人社局",
          "加快建设。" },
        { "推进改革。加快建设。（市教育局牵头、市财政局、市人社局配合）", "市教育局 | 市财政局 市人社局",
          "加快建设。" },
        { "推进改革。加快建设。\n责任单位：市教育局牵头，市财政局、市人社局配合",
          "市教育局 | 市财政局 市人社局", "加快建设。" },
        { "推进改革。加快建设。（市教育局牵头，各县\n（市、区）政府、市市场\n监管局配合）",
          "市教育局 | 各县（市、区）政府 市市场监管局", "加快建设。" },
        { "推进改革。加快建设。\n责任单位：\n中国移动\n市教育局", "中国移动 市教育局 | ", "加快建设。" },
        { "推进改革。加快建设。市教育局牵头，市财政局、各县（市）政府配合。",
          "市教育局 | 市财政局 各县（市）政府", "加快建设。" },
        { "推进改革。加快建设。\n市教育局、市财政局按职责分工负责", "市教育局 市财政局 | ", "加快建设。" },
        { "推进改革。加快建设，市教育局牵头，市财政局配合。", " | ",
          "加快建设，市教育局牵头，市财政局配合。" },
        { "推进改革。加快建设。（牵头单位：市教育局会同市财政局）", "市教育局 | 市财政局", "加快建设。" },
        { "推进改革。加快建设。（牵头单位：市教育局、会同县政府）", "市教育局 会同县政府 | ", "加快建设。" },
        { "推进改革。加快建设（市教育局、各区县政府）。", "市教育局 各区县政府 | ", "加快建设。" },
        { "推进改革。加快建设。【责任单位：市教育局】", "市教育局 | ", "加快建设。" },
        { "推进改革。加快建设。\n责任单位：市教育局\n市财政局", "市教育局 市财政局 | ", "加快建设。" },
        { "推进改革。加快建设。\n责任单位：\n市教育局、\n市财政局", "市教育局 市财政局 | ", "加快建设。" },
        { "推进改革。加快建设。\r\n牵头单位：市教育局\r\n参与单位：市财政局\r\n", "市教育局 | 市财政局",
          "加快建设。" },
        { "推进改革。加快建设。牵头单位：市教育局；配合单位：市财政局。", "市教育局 | 市财政局",
          "加快建设。" },
        { "推进改革。加快建设。（牵头单位：市教育局，\n参与单位：市财政局）", "市教育局 | 市财政局",
          "加快建设。" },
        { "推进改革。加快建设。（责任单位：市教育局（牵头）、市财政局）", "市教育局 | 市财政局",
          "加快建设。" },
        { "推进改革。加快建设。（责任单位：市国动办（市人防办）、各县（市、区）政府）",
          "市国动办（市人防办） 各县（市、区）政府 | ", "加快建设。" },
        { "推进改革。加快建设。（牵头单位：市文化和旅游局、市自然资源和规划局）",
          "市文化和旅游局 市自然资源和规划局 | ", "加快建设。" },
        { "推进改革。加快建设。（牵头单位：市教育局；完成时限：2023年12月）", "市教育局 | ", "加快建设。" },
        { "推进改革。加快建设。（牵头领导：张三；牵头单位：市教育局）", "市教育局 | ", "加快建设。" },
        { "推进改革。加快建设。(上述任务不含县区)继续推进。(市教育局负责)", "市教育局 | ",
          "加快建设。(上述任务不含县区)继续推进。" },
        { "推进改革。加快建设(含市属高校)。", " | ", "加快建设(含市属高校)。" },
        { "推进改革。实施甲工程（市教育局负责），推进乙工程（市财政局负责）。", "市教育局 市财政局 | ",
          "实施甲工程，推进乙工程。" },
        { "推进改革。第一段。\n第二段。（市教育局负责）", "市教育局 | ", "第一段。\n第二段。" },
        { "推进改革。第一段。（市教育局负责）\n第二段。（市财政局负责）", "市教育局 市财政局 | ",
          "第一段。\n第二段。" },
        { "推进改革。加快建设。", " | ", "加快建设。" },
        { "推进改革（市教育局负责）", "市教育局 | ", "" },
        { "推进改革。加快建设。（牵头单位：市教育局、市教育局；参与单位：市教育局、市财政局）",
          "市教育局 | 市财政局", "加快建设。" },
        { "推进改革。加快建设。（市教育局牵头负责；市财政局、各有关单位参与）",
          "市教育局 | 市财政局 各有关单位", "加快建设。" },
        { "推进改革。加快建设。 (责任单位: 市教育局 市财政局)", "市教育局 市财政局 | ", "加快建设。" },
        { "推进改革。一是抓早，二是抓小。（1）先做。（2）后做。（市教育局负责）", "市教育局 | ",
          "一是抓早，二是抓小。（1）先做。（2）后做。" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_test_message("%s", cases[i].text);
        Notice notice = parse(mem, mem_printf(mem, "1.%s", cases[i].text));
        g_assert_cmpuint(notice.n_tasks, ==, 1);
        g_assert_cmpstr(notice.tasks[0].title, ==, "推进改革");
        g_assert_cmpstr(units_told(mem, &notice.tasks[0]), ==, cases[i].want);
        g_assert_cmpstr(notice.tasks[0].body, ==, cases[i].body);
    }
}

static void test_the_sentence_that_makes_the_first_lead(void)
{
    static const struct {
        const char *sentence, *want;
    } cases[] = {
        { "各项任务列第一位者为牵头单位。", "市教育局 | 市财政局 市人社局" },
        { "责任单位中排在第一位的为牵头单位，其他为配合单位。", "市教育局 | 市财政局 市人社局" },
        { "列第一位的责任单位为牵头单位或汇总单位。", "市教育局 | 市财政局 市人社局" },
        { "注：排名首位的单位为牵头单位。", "市教育局 | 市财政局 市人社局" },
        { "牵头单位排在首位，其余为责任单位。", "市教育局 | 市财政局 市人社局" },
        { "各牵头单位要抓好落实，力争全省第一。", "市教育局 市财政局 市人社局 | " },
        { "争创全国第一位。市教育局为牵头单位。", "市教育局 市财政局 市人社局 | " },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_test_message("%s", cases[i].sentence);
        const char *task = "1.推进改革。加快建设。（责任单位：市教育局、市财政局、市人社局）";
        Notice ahead = parse(mem, mem_printf(mem, "%s\n%s", cases[i].sentence, task));
        g_assert_cmpstr(units_told(mem, &ahead.tasks[0]), ==, cases[i].want);
        Notice behind = parse(mem, mem_printf(mem, "%s\n注：%s", task, cases[i].sentence));
        g_assert_cmpstr(units_told(mem, &behind.tasks[0]), ==, cases[i].want);
        g_assert_cmpstr(behind.tasks[0].body, ==, "加快建设。");
        Notice verb = parse(mem, mem_printf(mem, "%s\n1.推进。建设。（市教育局、市财政局、市人社局负责）",
                                            cases[i].sentence));
        g_assert_cmpstr(units_told(mem, &verb.tasks[0]), ==, cases[i].want);
    }
}

/* "12.甲 1|乙" : label, title and section of each task. */
static const char *tasks_told(Mem *mem, const Notice *notice)
{
    const char *all = "";

    for (size_t i = 0; i < notice->n_tasks; i++) {
        const NoticeTask *t = &notice->tasks[i];
        g_assert_cmpint(t->no, ==, (int)i + 1);
        all = mem_printf(mem, "%s%s%d%s%s", all, i > 0 ? " " : "", t->section_no, t->label, t->title);
    }
    return all;
}

static void test_numbering(void)
{
    static const struct {
        const char *label, *text, *want;
    } cases[] = {
        { "running on", "一、农业\n1.甲。\n2.乙。\n二、工业\n3.丙。", "11.甲 12.乙 23.丙" },
        { "starting again", "一、农业\n1.甲。\n2.乙。\n二、工业\n1.丙。", "11.甲 12.乙 21.丙" },
        { "1、", "一、农业\n1、甲。\n2、乙。", "11、甲 12、乙" },
        { "1．", "一、农业\n1．甲。\n2．乙。", "11．甲 12．乙" },
        { "（一）", "一、农业\n（一）甲。\n（二）乙。", "1（一）甲 1（二）乙" },
        { "(一)", "一、农业\n(一)甲。\n(二)乙。", "1(一)甲 1(二)乙" },
        { "no sections", "1.甲。\n2.乙。", "01.甲 02.乙" },
        { "sections that are tasks", "一、甲。\n二、乙。", "0一、甲 0二、乙" },
        { "above ten",
          "一、甲。\n二、乙。\n三、丙。\n四、丁。\n五、戊。\n六、己。\n七、庚。\n八、辛。\n九、壬。\n十、癸。"
          "\n"
          "十一、子。",
          "0一、甲 0二、乙 0三、丙 0四、丁 0五、戊 0六、己 0七、庚 0八、辛 0九、壬 0十、癸 0十一、子" },
        { "points below",
          "一、农业\n（一）甲。抓好：\n1.子。\n2.丑。\n（责任单位：市农业农村局）\n（二）乙。\n1.子。\n2.丑。"
          "\n（责任单位：市农业农村局）",
          "1（一）甲 1（二）乙" },
        { "headings above",
          "一、农业\n（一）种植\n1.甲。（市农业农村局负责）\n（二）养殖\n2.乙。（市农业农村局负责）",
          "11.甲 12.乙" },
        { "a decimal is no label", "1.甲。新增\n3.5万户。\n2.乙。", "01.甲 02.乙" },
        { "a decimal of 1 is no label", "1.甲。新增\n1.5万户。\n2.乙。", "01.甲 02.乙" },
        { "a year behind the label", "1.2023年底完成甲。\n2.5G全覆盖。", "01.2023年底完成甲 02.5G全覆盖" },
        { "an enumeration is no section", "一、农业\n1.甲。\n一、二级医院达标。\n2.乙。", "11.甲 12.乙" },
        { "一是 is no section", "一、农业\n1.甲。\n一是快。\n二是好。", "11.甲" },
        { "a section may start with a numeral", "一、农业\n1.甲。\n二、一体推进。\n2.乙。", "11.甲 22.乙" },
        { "the address is no section", "各区、市人民政府,市直各单位:\n一、农业\n1.甲。", "11.甲" },
        { "indented, with a mark at the start", "\xEF\xBB\xBF　　一、农业\r\n　　1.甲。\r\n", "11.甲" },
        { "signature and date", "1.甲。\n某市人民政府办公室\n2023年1月30日\n(此件公开发布)", "01.甲" },
        { "a table of contents", "目  录\n一、农业\n1.甲\n二、工业\n一、农业\n1.甲。\n二、工业\n2.乙。",
          "11.甲 22.乙" },
        { "a list of attachments", "1.甲。\n附件：1.项目表\n2.清单\n某市人民政府\n2023年1月30日", "01.甲" },
        { "attachments below their word", "1.甲。\n附件：\n1.项目表\n2.清单", "01.甲" },
        { "tasks in an attachment", "附件：任务\n附件\n1.甲。\n2.乙。", "01.甲 02.乙" },
        { "who printed it", "1.甲。\n抄送：市委办公室。\n某市人民政府办公室　2023年1月30日印发", "01.甲" },
        { "a letter with points of its own",
          "各单位：\n一、高度重视。\n二、抓好落实。\n某市人民政府办公室\n2023年1月30日\n工作任务\n一、农业\n1"
          ".甲。（市教育局负责）",
          "11.甲" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_test_message("%s", cases[i].label);
        Notice notice = parse(mem, cases[i].text);
        g_assert_cmpstr(tasks_told(mem, &notice), ==, cases[i].want);
        for (size_t p = 0; p < notice.n_problems; p++)
            g_test_message("%s", notice_problem_sentence(mem, &notice.problems[p]));
        g_assert_cmpuint(notice.n_problems, ==, 0);
    }
}

static void test_what_is_said_of_the_rest(void)
{
    static const struct {
        const char *label, *text;
        NoticeProblemKind kind;
        size_t line;
        const char *words; /* what the sentence holds */
    } cases[] = {
        { "twice", "1.甲。\n1.乙。", NOTICE_NUMBER_TWICE, 2, "1.乙" },
        { "gap", "1.甲。\n3.乙。", NOTICE_NUMBER_GAP, 2, "3.乙" },
        { "gap at the start", "2.甲。\n3.乙。", NOTICE_NUMBER_GAP, 1, "2.甲" },
        { "section twice", "一、子\n1.甲。\n一、丑\n2.乙。", NOTICE_NUMBER_TWICE, 3, "一、丑" },
        { "open bracket", "1.甲。\n2.乙（丙。", NOTICE_BRACKET_OPEN, 2, "（丙" },
        { "open unit bracket", "1.甲。（牵头单位：市教育局", NOTICE_BRACKET_OPEN, 1, "牵头单位" },
        { "close without open", "1.甲丙）丁。", NOTICE_BRACKET_OPEN, 1, "）丁" },
        { "words under a section", "一、子\n总的要求。\n1.甲。", NOTICE_TEXT_OUTSIDE, 2, "总的要求" },
        { "empty section", "一、子\n二、丑\n1.甲。", NOTICE_SECTION_EMPTY, 1, "子" },
        { "units of a section", "一、子（市教育局负责）\n1.甲。（市财政局负责）", NOTICE_UNITS_UNREAD, 1,
          "市教育局" },
        { "no unit where one should be", "1.甲。（大家一起负责）", NOTICE_UNITS_UNREAD, 1, "大家一起" },
        { "version without its point", "1.自贸区20版。落实升级版任务。", NOTICE_DOUBTFUL_WORD, 1, "20版" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        bool said = false;
        g_test_message("%s", cases[i].label);
        Notice notice = parse(mem, cases[i].text);
        for (size_t p = 0; p < notice.n_problems; p++) {
            const NoticeProblem *problem = &notice.problems[p];
            const char *sentence = notice_problem_sentence(mem, problem);
            g_test_message("%s", sentence);
            said = said || (problem->kind == cases[i].kind && problem->line == cases[i].line &&
                            strstr(sentence, cases[i].words) != NULL &&
                            g_str_has_prefix(sentence, mem_printf(mem, "第%zu行：", problem->line)));
        }
        g_assert_true(said);
    }
}

static void test_what_cannot_be_used(void)
{
    static const struct {
        const char *label, *bytes;
        size_t size_bytes;
        const char *words;
    } cases[] = {
        { "empty", "", 0, "没有找到" },
        { "only a mark", "\xEF\xBB\xBF", 3, "没有找到" },
        { "prose", "大家好。\n再见。", 22, "第1行至第2行" },
        { "another encoding", "1.\xBD\xA8\xC9\xE8\n", 7, "第1行" },
        { "broken in line 2", "1.甲。\n\xFF", 10, "第2行" },
        { "a NUL", "1.甲\0乙。", 12, "第1行" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_autoptr(GError) err = NULL;
        Notice notice = { .n_tasks = 77 };
        g_test_message("%s", cases[i].label);
        g_assert_false(notice_parse(mem, cases[i].bytes, cases[i].size_bytes, &notice, &err));
        g_assert_cmpint(err_kind(err), ==, ERR_BAD_INPUT);
        g_assert_nonnull(strstr(err->message, cases[i].words));
        g_assert_cmpuint(notice.n_tasks, ==, 77);
    }
}

static void test_issued_words_are_the_bytes_of_the_source(void)
{
    g_autoptr(Mem) mem = mem_new();
    const char *source =
        "头\r\n1.甲。第一段。\r\n　　第二段。（市教育局负责）\r\n\r\n2.乙。\r\n责任单位：市财政局\r\n";
    Notice notice = parse(mem, source);

    g_assert_cmpuint(notice.n_tasks, ==, 2);
    const char *issued[] = { "1.甲。第一段。\r\n　　第二段。（市教育局负责）",
                             "2.乙。\r\n责任单位：市财政局" };
    for (gsize i = 0; i < 2; i++)
        g_assert_cmpmem(source + notice.tasks[i].issued.offset, notice.tasks[i].issued.size_bytes, issued[i],
                        strlen(issued[i]));
    g_assert_cmpuint(notice.tasks[0].line, ==, 2);
    g_assert_cmpuint(notice.tasks[1].line, ==, 5);
    g_assert_cmpuint(notice.tasks[0].n_paragraphs, ==, 2);
    NoticeSpan second = notice.tasks[0].paragraphs[1];
    g_assert_cmpmem(source + second.offset, second.size_bytes, "第二段。", strlen("第二段。"));
}

static void test_headings_are_kept(void)
{
    g_autoptr(Mem) mem = mem_new();
    Notice notice = parse(mem,
                          "一、农业\n（一）种植。\n1.甲。（市教育局负责）\n二、工业\n2.乙。（市教育局负责）");

    g_assert_cmpstr(notice.tasks[0].heading, ==, "种植");
    g_assert_cmpstr(notice.tasks[1].heading, ==, "");
    g_assert_cmpstr(notice.sections[1].title, ==, "工业");
    g_assert_cmpstr(notice.sections[1].label, ==, "二、");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/notice/units", test_units);
    g_test_add_func("/notice/first-leads", test_the_sentence_that_makes_the_first_lead);
    g_test_add_func("/notice/numbering", test_numbering);
    g_test_add_func("/notice/the-rest", test_what_is_said_of_the_rest);
    g_test_add_func("/notice/cannot-be-used", test_what_cannot_be_used);
    g_test_add_func("/notice/issued-bytes", test_issued_words_are_the_bytes_of_the_source);
    g_test_add_func("/notice/headings", test_headings_are_kept);
    return g_test_run();
}
