/* authz_scope.c: see authz_scope.h. */
#include "rule/authz_scope.h"

enum { SELF = 1, OTHER = 2 };

/* How somebody's unit stands to the report in question. */
static const Facts relations[] = {
    { .unit_leads = true, .for_own_unit = true, .problem = { .is_responsible = true } }, /* led: its own */
    { .unit_participates = true },                                                       /* taken part */
    { .stands_in = true },    /* in place of others */
    { .others_paper = true }, /* no part */
};
enum { LED, PART, IN_PLACE, STRANGER };

typedef struct {
    Actor who;
    Deed deed;
    int filed_by, decided_by; /* 0: either */
    ReportState report;       /* REPORT__N: any */
} Question;

static bool fits(int wanted, int value)
{
    return wanted == 0 || wanted == value;
}

static bool any_person(const Question *q, Facts facts)
{
    for (int filed = SELF; filed <= OTHER; filed++)
        for (int decided = SELF; decided <= OTHER; decided++) {
            facts.filed_by = (PersonId){ filed };
            facts.decided_by = (PersonId){ decided };
            if (fits(q->filed_by, filed) && fits(q->decided_by, decided) &&
                authz(&q->who, q->deed, &facts) == MAY)
                return true;
        }
    return false;
}

static bool any_move(const Question *q, Facts facts)
{
    facts.problem.level = LEVEL_UNIT;
    for (int step = PROBLEM_NONE; step < PROBLEM__N; step++)
        for (int move = MOVE_NONE; move < MOVE__N; move++) {
            facts.problem.step = (ProblemStep)step;
            facts.problem.move = (ProblemMove)move;
            if (any_person(q, facts))
                return true;
        }
    return false;
}

static bool any_state(const Question *q, Facts facts)
{
    for (int period = 0; period < PERIOD__N; period++)
        for (int report = 0; report < REPORT__N; report++)
            for (int waiting = 0; waiting < 2; waiting++) {
                facts.period = (PeriodState)period;
                facts.report = (ReportState)report;
                facts.spot_waiting = waiting != 0;
                facts.application = waiting != 0 ? APPLICATION_WAITING : APPLICATION_NONE;
                if ((q->report == REPORT__N || q->report == facts.report) && any_person(q, facts))
                    return true;
            }
    return false;
}

static bool may(Question q, int relation)
{
    Facts facts = relations[relation];

    facts.task = q.deed == DEED_REOPEN_TASK ? TASK_CLOSED : TASK_OPEN;
    if (q.deed == DEED_MOVE_PROBLEM)
        return any_move(&q, facts);
    return any_state(&q, facts);
}

static bool may_state(Question q, int relation, ReportState report)
{
    q.report = report;
    return may(q, relation);
}

static bool may_somewhere(Question q)
{
    return may(q, LED) || may(q, PART) || may(q, IN_PLACE) || may(q, STRANGER);
}

static bool may_by(Question q, int filed_by, int decided_by)
{
    q.filed_by = filed_by;
    q.decided_by = decided_by;
    return may_somewhere(q);
}

Scope authz_scope(Role role, Deed deed)
{
    Question q = { .who = { .person = { SELF }, .unit = { 1 }, .roles = ROLE_BIT(role) },
                   .deed = deed,
                   .report = REPORT__N };
    Scope scope = { .may = authz_role(q.who.roles, deed) };

    if (!scope.may)
        return scope;
    scope.anywhere = may(q, STRANGER);
    scope.approved_only = may_state(q, STRANGER, REPORT_APPROVED) &&
                          !may_state(q, STRANGER, REPORT_SUBMITTED) &&
                          !may_state(q, STRANGER, REPORT_RETURNED);
    scope.own_rest = scope.approved_only && may_state(q, LED, REPORT_SUBMITTED);
    scope.own_records = deed == DEED_READ_AUDIT && authz_audit_of(&q.who).v != 0;
    scope.led = may(q, LED);
    scope.own_unit = scope.led && !scope.anywhere &&
                     (deed == DEED_READ_NOTICES || deed == DEED_ANSWER_NOTICE);
    scope.taken_part = may(q, PART);
    scope.in_place = may(q, IN_PLACE);
    scope.not_filed = may_by(q, OTHER, 0) && !may_by(q, SELF, 0);
    scope.not_decided = may_by(q, 0, OTHER) && !may_by(q, 0, SELF);
    scope.only_decided = may_by(q, 0, SELF) && !may_by(q, 0, OTHER);
    return scope;
}

static const char *where_word(const Scope *scope)
{
    if (scope->own_records)
        return "本人的操作记录";
    if (scope->approved_only)
        return scope->own_rest ? "已通过的报送；本单位的全部" : "已通过的报送";
    if (scope->anywhere)
        return "可以";
    if (scope->own_unit)
        return "发给本单位的";
    if (scope->led)
        return scope->taken_part ? "本单位牵头或参与的任务" : "本单位牵头的任务";
    if (scope->taken_part)
        return "本单位参与的任务";
    return scope->in_place ? "代填：没有可登录账号的单位和督查室本身" : "视情形";
}

const char *scope_word(Mem *mem, const Scope *scope)
{
    const char *except = "";

    if (!scope->may)
        return NULL;
    if (scope->only_decided)
        except = "（限本人作出的）";
    else if (scope->not_filed && scope->not_decided)
        except = "（本人提交、本人审核的除外）";
    else if (scope->not_filed || scope->not_decided)
        except = scope->not_filed ? "（本人提交的除外）" : "（本人审核的除外）";
    return mem_printf(mem, "%s%s", where_word(scope), except);
}

static const char *const words[DEED__N] = {
    [DEED_SIGN_OUT] = "退出登录",
    [DEED_READ_LEDGER] = "查看任务台账、工作台、帮助",
    [DEED_READ_REPORT] = "查看进展报送",
    [DEED_READ_DRAFT] = "查看草稿",
    [DEED_SAVE_DRAFT] = "填写、保存草稿",
    [DEED_SUBMIT] = "提交报送",
    [DEED_WITHDRAW] = "撤回尚未审核的报送",
    [DEED_READ_QUEUE] = "查看待审核的报送",
    [DEED_DECIDE] = "审核：通过、退回、认定亮灯",
    [DEED_UNDO] = "十分钟内撤销审核",
    [DEED_SPOT_CHECK] = "抽查复核",
    [DEED_READ_TASK_HISTORY] = "查看任务的变更记录",
    [DEED_READ_AUDIT] = "查看变更记录",
    [DEED_SET_TARGETS] = "核定、勘误量化目标",
    [DEED_SET_PERIODS] = "开放、延期、冻结报送期",
    [DEED_READ_DISPATCH] = "查看调度和冻结数据",
    [DEED_CORRECT] = "更正已冻结的数据",
    [DEED_KEEP_ITEMS] = "维护工作项目清单",
    [DEED_CONFIRM_ITEMS] = "确认工作项目清单",
    [DEED_KEEP_EVIDENCE] = "上传、移除佐证材料",
    [DEED_APPLY] = "申请延期、调整、异议、销号",
    [DEED_READ_APPLICATIONS] = "查看申请",
    [DEED_DECIDE_APPLICATION] = "审批申请",
    [DEED_REOPEN_TASK] = "重开已销号的任务",
    [DEED_BRING_SHEET] = "下载、导回离线填报表",
    [DEED_READ_BURDEN] = "查看填报负担（填报员限本单位）",
    [DEED_EXPORT] = "导出有权查看的内容",
    [DEED_VERIFY] = "核验变更记录、下载检查点和证明",
    [DEED_KEEP_OWN] = "本人的设置、登录记录",
    [DEED_READ_ACCOUNTS] = "查看账号与登录",
    [DEED_INSTRUCT] = "作出批示",
    [DEED_READ_INSTRUCTION] = "查看批示和办理情况",
    [DEED_FOLLOW_INSTRUCTION] = "签收、反馈批示",
    [DEED_SETTLE_INSTRUCTION] = "办结、退回批示办理",
    [DEED_READ_UNITS] = "查看单位资料",
    [DEED_KEEP_UNITS] = "维护单位资料：更名、停用、集合成员、机构改革",
    [DEED_KEEP_BULLETINS] = "起草、发布、撤回通报",
    [DEED_OBJECT_SCORE] = "对本单位在通报中的得分提出异议",
    [DEED_SETTLE_SCORE] = "答复对得分的异议",
    [DEED_KEEP_ACCOUNTS] = "结束他人登录、解除账号锁定",
    [DEED_READ_NOTICES] = "查看督查通知",
    [DEED_ISSUE_NOTICE] = "印发提醒、催办、督办单",
    [DEED_ANSWER_NOTICE] = "签收、答复督查通知",
    [DEED_SETTLE_NOTICE] = "办结、退回、升级、撤销督查通知",
    [DEED_READ_PROBLEMS] = "查看问题闭环",
    [DEED_RAISE_PROBLEM] = "提出问题",
    [DEED_MOVE_PROBLEM] = "办理问题：协调、解决、反馈、销号、重开",
    [DEED_NOTE_PROBLEM] = "在问题下写备注",
    [DEED_READ_PRACTICE] = "查看经验做法",
    [DEED_KEEP_PRACTICE] = "报送经验做法",
    [DEED_DECIDE_PRACTICE] = "选用、退回经验做法",
    [DEED_ROLL_OUT] = "推广经验做法",
    [DEED_NOTE_PRACTICE] = "签收推广的经验做法",
    [DEED_READ_BRIEF] = "查看简报",
    [DEED_KEEP_BRIEF] = "编辑、印发、撤回简报",
};

const char *deed_word(Deed deed)
{
    return words[deed] == NULL ? deed_code(deed) : words[deed];
}
