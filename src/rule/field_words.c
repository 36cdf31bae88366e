/* field_words.c: the word tables; see field_words.h. */
#include "rule/field_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "rule/item.h"
#include "rule/model.h"
#include "rule/pace.h"
#include "rule/problem_flow.h"
#include "rule/role_words.h"
#include "rule/standing.h"
#include "rule/word_pair.h"

static const WordPair fields[] = {
    { "export", "导出内容" },
    { "sheet", "离线填报表" },
    { "looked", "查看内容" },
    { "run", "核验编号" },
    { "origin", "封存名称" },
    { "sealed", "封存条数" },
    { "present", "在场人员" },
    { "last_note", "最后的检查点" },
    { "query", "筛选条件" },
    { "rows", "行数" },
    { "state", "状态" },
    { "round", "报送次数" },
    { "narrative", "进展情况" },
    { "next_steps", "下一步措施" },
    { "light", "自评亮灯" },
    { "light_reason", "亮灯理由" },
    { "late", "逾期报送" },
    { "on_behalf", "代填" },
    { "decided_round", "审核的次数" },
    { "computed", "系统建议亮灯" },
    { "decided_light", "认定亮灯" },
    { "green_pct", "绿灯线（%）" },
    { "yellow_pct", "黄灯线（%）" },
    { "red_days", "未报转红的工作日" },
    { "day", "日期" },
    { "work", "是否上班" },
    { "comment", "审核意见" },
    { "undone", "被撤销的审核" },
    { "answer", "对退回意见的答复" },
    { "spot_share", "抽查比例（%）" },
    { "drawn", "抽签数" },
    { "verdict", "复核结论" },
    { "spot_comment", "复核意见" },
    { "login", "账号" },
    { "name", "名称" },
    { "unit_id", "单位" },
    { "roles", "角色" },
    { "standing", "账号状态" },
    { "sessions", "结束的登录" },
    { "locks", "解除的锁定" },
    { "request", "请求" },
    { "lead", "牵头单位" },
    { "source", "来源" },
    { "code", "代码" },
    { "short", "简称" },
    { "kind", "类型" },
    { "opens_at", "开放时间" },
    { "due_at", "截止时间" },
    { "freezes_at", "自动冻结时间" },
    { "frozen_at", "冻结时间" },
    { "scope", "调度范围" },
    { "instructions", "填报要求" },
    { "tasks", "调度任务" },
    { "chosen", "列入调度" },
    { "extended", "延期单位" },
    { "reason", "理由" },
    { "lines", "冻结条数" },
    { "title", "标题" },
    { "body", "正文" },
    { "label", "编号" },
    { "section_id", "章节" },
    { "place", "次序" },
    { "year", "年度" },
    { "sha256", "原文摘要" },
    { "subject", "指标" },
    { "comparator", "比较" },
    { "value", "数值" },
    { "value_max", "数值上限" },
    { "unit_word", "计量单位" },
    { "quote", "原文片段" },
    { "doubt", "存疑" },
    { "ended_on", "终止日期" },
    { "ended", "已终止" },
    { "of_target", "目标" },
    { "base", "基数" },
    { "due_on", "完成时限" },
    { "pace", "计划值" },
    { "corrected", "勘误值" },
    { "corrected_max", "勘误值上限" },
    { "basis", "依据" },
    { "drop_reason", "取消理由" },
    { "confirmed", "已确认" },
    { "origin", "目标来源" },
    { "participant", "参与单位" },
    { "item", "工作项目" },
    { "item_name", "项目名称" },
    { "person", "责任人" },
    { "starts_on", "开始日期" },
    { "q1", "一季度预期成果" },
    { "q2", "二季度预期成果" },
    { "q3", "三季度预期成果" },
    { "q4", "四季度预期成果" },
    { "span_reason", "跨年度原因" },
    { "item_confirmed", "督查确认" },
    { "end_reason", "移出清单的理由" },
    { "item_state", "工作项目状态" },
    { "item_result", "工作项目实际成果" },
    { "instruction", "批示内容" },
    { "instruction_state", "办理状态" },
    { "words", "办理情况或意见" },
    { "parent", "上级单位" },
    { "stopped_on", "停用日期" },
    { "alias", "别名" },
    { "former", "曾用名" },
    { "until_on", "沿用至" },
    { "group", "集合" },
    { "member", "成员" },
    { "since_on", "起始日期" },
    { "old_unit", "原单位" },
    { "new_unit", "承接单位" },
    { "on_day", "生效日期" },
    { "application_state", "申请状态" },
    { "application_reason", "申请理由" },
    { "asks", "申请事项" },
    { "stood", "现状" },
    { "asked", "申请内容" },
    { "evidence", "佐证说明" },
    { "files", "佐证材料" },
    { "checks", "销号核对" },
    { "opinion", "审批意见" },
    { "verified", "核验方式" },
    { "verifiers", "核验人员" },
    { "verified_on", "核验日期" },
    { "reopen_reason", "重开理由" },
    { "task_state", "任务状态" },
    { "task_due_on", "任务完成时限" },
    { "times_extended", "延期次数" },
    { "adjusted", "调整后的任务内容" },
    { "by_application", "依据的申请" },
    { "file", "文件" },
    { "size", "大小（字节）" },
    { "file_sha256", "SHA-256" },
    { "removed", "已移除" },
    { "notice_no", "文号" },
    { "notice_subject", "事由" },
    { "notice_body", "情况和要求" },
    { "notice_state", "办理状态" },
    { "receive_by", "签收时限" },
    { "answer_by", "答复时限" },
    { "notice_late", "逾期未办" },
    { "notice_words", "内容" },
    { "notice_follows", "由其升级" },
    { "reminded", "提醒事项数" },
    { "reminded_overdue", "其中已逾期" },
    { "reminder_day", "提醒日期" },
    { "things", "提醒内容" },
    { "problem", "问题" },
    { "problem_title", "问题名称" },
    { "problem_body", "问题说明" },
    { "problem_level", "协调层级" },
    { "problem_step", "环节" },
    { "problem_words", "办理内容" },
    { "problem_due", "办理时限" },
    { "promised_on", "承诺解决" },
    { "responsible", "责任单位" },
    { "asked_units", "协调单位" },
    { "found_in", "来源报送" },
    { "shown_files", "佐证材料" },
    { "note", "备注" },
    { "recipient", "收件人" },
    { "bulletin_state", "通报状态" },
    { "issue_no", "期号" },
    { "main_to", "主送" },
    { "copies_to", "抄送" },
    { "shown", "是否列入" },
    { "words", "正文文字" },
    { "objection_state", "异议状态" },
    { "objection_answer", "异议答复" },
    { "score_on_time", "按时报送得分" },
    { "score_late", "逾期报送得分" },
    { "score_green", "绿灯得分" },
    { "score_yellow", "黄灯得分" },
    { "score_return", "退回减分" },
    { "score_least", "参与排名的最少任务数" },
    { "practice_state", "状态" },
    { "effect", "取得成效" },
    { "before", "实施前（报送编号）" },
    { "after", "实施后（报送编号）" },
    { "opinion", "意见" },
    { "ask", "推广要求" },
    { "to_unit", "推广到" },
    { "learn", "借鉴打算" },
    { "brief_state", "状态" },
    { "brief_no", "期号" },
    { "lead_text", "编者按" },
    { "report_to", "报" },
    { "send_to", "送" },
    { "issue_to", "发" },
    { "of_brief", "简报" },
    { "picked_from", "采自" },
    { "text", "正文" },
    { "dropped", "已移出" },
    { "task_no", "任务" },
};

static const WordPair values[] = {
    { "kind=bureau", "单位" },
    { "kind=group", "集合" },
    { "kind=cumulative", "累计型" },
    { "kind=stock", "存量型" },
    { "kind=milestone", "节点型" },
    { "source=notice", "文件列明" },
    { "source=assigned", "台账指定" },
    { "late=yes", "是" },
    { "undone=approve", "审核通过" },
    { "undone=return", "退回修改" },
    { "verdict=waiting", "待复核" },
    { "verdict=same", "一致" },
    { "verdict=different", "不一致" },
    { "verdict=void", "作废" },
    { "confirmed=yes", "是" },
    { "confirmed=no", "否（待核）" },
    { "ended=yes", "是" },
    { "ended=no", "否" },
    { "origin=notice", "文件列明" },
    { "origin=added", "人工增加" },
    { "origin=split", "拆分" },
    { "comparator=>=", "不少于（≥）" },
    { "comparator=<=", "不超过（≤）" },
    { "comparator=>", "超过（＞）" },
    { "comparator=<", "低于（＜）" },
    { "comparator==", "等于（＝）" },
    { "comparator=~", "左右（约）" },
    { "comparator=range", "区间（从—到）" },
    { "on_behalf=yes", "是" },
    { "scope=all", "全部任务" },
    { "scope=chosen", "部分任务" },
    { "chosen=yes", "是" },
    { "chosen=no", "否" },
    { "work=work", "上班" },
    { "work=rest", "休息" },
    { "item_confirmed=yes", "已确认" },
    { "removed=yes", "是" },
    { "notice_late=1", "是" },
    { "notice_late=0", "否" },
    { "notice_state=issued", "待签收" },
    { "notice_state=received", "待答复" },
    { "notice_state=answered", "已答复" },
    { "notice_state=settled", "已办结" },
    { "notice_state=escalated", "已升级" },
    { "notice_state=withdrawn", "已撤销" },
    { "bulletin_state=draft", "草稿" },
    { "bulletin_state=issued", "已发布" },
    { "bulletin_state=recalled", "已撤回" },
    { "shown=yes", "列入" },
    { "shown=no", "不列入" },
    { "objection_state=open", "待答复" },
    { "objection_state=upheld", "成立" },
    { "objection_state=refused", "不成立" },
    { "asks=date", "延期（任务完成时限）" },
    { "asks=deadline", "延期（报送截止时间）" },
    { "asks=target", "调整（量化目标）" },
    { "asks=content", "调整（任务内容）" },
    { "asks=lead", "调整（牵头单位）" },
    { "asks=assignment", "异议（责任分工）" },
    { "asks=light", "异议（认定亮灯）" },
    { "asks=closure", "销号" },
    { "verified=paper", "书面核验" },
    { "verified=site", "现场核验" },
    { "dropped=yes", "是" },
    { "practice_state=draft", "草稿" },
    { "practice_state=submitted", "待选用" },
    { "practice_state=returned", "已退回" },
    { "practice_state=selected", "已选用" },
    { "practice_state=rolled_out", "已推广" },
    { "brief_state=draft", "草稿" },
    { "brief_state=issued", "已印发" },
    { "brief_state=recalled", "已撤回" },
    { "brief_state=dropped", "已作废" },
};

const char *field_word(const char *field)
{
    bool is_result;

    if (field_item(field, &is_result) != 0)
        field = is_result ? "item_result" : "item_state";
    if (g_str_has_prefix(field, "check."))
        field = "checks";
    if (g_str_has_prefix(field, "answer."))
        field = "answer";
    if (g_str_has_prefix(field, "shown.") || g_str_has_prefix(field, "words.")) /* of a bulletin's part */
        field = field[0] == 's' ? "shown" : "words";
    return word_of(TABLE(fields), field, field);
}

int64_t field_item(const char *field, bool *is_result)
{
    *is_result = g_str_has_prefix(field, "item_result.");
    if (!*is_result && !g_str_has_prefix(field, "item_state."))
        return 0;
    return g_ascii_strtoll(strchr(field, '.') + 1, NULL, 10);
}

int64_t field_target(const char *field, bool *is_note)
{
    const char *dot = strchr(field, '.');

    *is_note = g_str_has_prefix(field, "note.");
    if (!*is_note && !g_str_has_prefix(field, "value."))
        return 0;
    return g_ascii_strtoll(dot + 1, NULL, 10);
}

static const char *roles_words(Mem *mem, const char *number)
{
    return roles_word(mem, (Roles)g_ascii_strtoull(number, NULL, 10));
}

/* Reports and periods both have states; their codes do not meet but in "" and are looked up in turn. */
static const char *state_word(const char *code)
{
    ReportState report = report_state_of(code);
    PeriodState period = period_state_of(code);

    if (report != REPORT_NONE || strcmp(code, report_state_code(REPORT_NONE)) == 0)
        return report_state_word(report);
    return period != PERIOD_NONE ? period_state_word(period) : code;
}

/* 3:5 12:20.2500 → 3月末 5，12月末 20.25. */
static const char *pace_words(Mem *mem, const char *text)
{
    const char *words = "";
    Pace pace;

    if (text[0] == '\0')
        return "全年均衡（线性）";
    if (!pace_read(text, &pace))
        return text;
    for (int month = 1; month <= MONTHS; month++)
        if (pace.has[month])
            words = mem_printf(mem, "%s%s%d月末 %s", words, words[0] == '\0' ? "" : "，", month,
                               word_amount(mem, pace.value_e4[month]));
    return words;
}

const char *value_word(Mem *mem, const char *field, const char *value)
{
    if (value == NULL)
        return NULL;
    if (strcmp(field, "state") == 0)
        return state_word(value);
    if (strcmp(field, "application_state") == 0)
        return application_state_of(value) == APPLICATION_NONE
                   ? value
                   : application_state_word(application_state_of(value));
    if (strcmp(field, "task_state") == 0)
        return task_state_of(value) == TASK_NONE ? value : task_state_word(task_state_of(value));
    if (strcmp(field, "light") == 0 || strcmp(field, "decided_light") == 0 || strcmp(field, "computed") == 0)
        return light_of(value) == LIGHT_NONE ? value : light_word(light_of(value));
    if (strcmp(field, "roles") == 0)
        return roles_words(mem, value);
    if (strcmp(field, "standing") == 0)
        return value[0] == '\0' ? "正常" : standing_word(standing_of(value));
    if (strcmp(field, "problem_step") == 0)
        return problem_step_word(problem_step_of(value));
    if (strcmp(field, "problem_level") == 0)
        return problem_level_word(problem_level_of(value));
    if (strcmp(field, "pace") == 0)
        return pace_words(mem, value);
    if (g_str_has_prefix(field, "shown."))
        field = "shown";
    if (g_str_has_prefix(field, "item_state.") && item_state_of(value) != ITEM_NONE)
        return item_state_word(item_state_of(value));
    return word_of(TABLE(values), mem_printf(mem, "%s=%s", field, value), value);
}
