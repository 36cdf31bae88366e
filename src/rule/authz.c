/* authz.c: the table of rights and the facts that narrow it; see authz.h. */
#include "rule/authz.h"

#include "rule/flow.h"

#define FILER      ROLE_BIT(ROLE_FILER)
#define SUPERVISOR ROLE_BIT(ROLE_SUPERVISOR)
#define AUDITOR    ROLE_BIT(ROLE_AUDITOR)
#define ADMIN      ROLE_BIT(ROLE_ADMIN)
#define LEADER     ROLE_BIT(ROLE_LEADER)
#define SECURITY   ROLE_BIT(ROLE_SECURITY)
#define EVERYONE   (FILER | SUPERVISOR | AUDITOR | ADMIN | LEADER | SECURITY)

/* Which roles may ever do a deed. A deed that is forgotten here is open to nobody. */
static const struct {
    const char *code;
    Roles roles;
} deeds[DEED__N] = {
    [DEED_NONE] = { "none", 0 },
    [DEED_SIGN_OUT] = { "sign_out", EVERYONE },
    [DEED_READ_LEDGER] = { "read_ledger", EVERYONE },
    [DEED_READ_REPORT] = { "read_report", EVERYONE },
    [DEED_READ_DRAFT] = { "read_draft", FILER | SUPERVISOR },
    [DEED_SAVE_DRAFT] = { "save_draft", FILER | SUPERVISOR },
    [DEED_SUBMIT] = { "submit", FILER | SUPERVISOR },
    [DEED_WITHDRAW] = { "withdraw", FILER | SUPERVISOR },
    [DEED_READ_QUEUE] = { "read_queue", SUPERVISOR },
    [DEED_DECIDE] = { "decide", SUPERVISOR },
    [DEED_UNDO] = { "undo", SUPERVISOR },
    [DEED_SPOT_CHECK] = { "spot_check", SUPERVISOR },
    [DEED_READ_TASK_HISTORY] = { "read_task_history", FILER | SUPERVISOR | AUDITOR },
    [DEED_READ_AUDIT] = { "read_audit", AUDITOR | ADMIN | SECURITY },
    [DEED_SET_TARGETS] = { "set_targets", SUPERVISOR },
    [DEED_SET_PERIODS] = { "set_periods", SUPERVISOR },
    [DEED_READ_DISPATCH] = { "read_dispatch", SUPERVISOR | AUDITOR | LEADER },
    [DEED_CORRECT] = { "correct", SUPERVISOR },
    [DEED_KEEP_ITEMS] = { "keep_items", FILER | SUPERVISOR },
    [DEED_CONFIRM_ITEMS] = { "confirm_items", SUPERVISOR },
    [DEED_KEEP_EVIDENCE] = { "keep_evidence", FILER | SUPERVISOR },
    [DEED_APPLY] = { "apply", FILER | SUPERVISOR },
    [DEED_READ_APPLICATIONS] = { "read_applications", FILER | SUPERVISOR | AUDITOR | LEADER },
    [DEED_DECIDE_APPLICATION] = { "decide_application", SUPERVISOR },
    [DEED_REOPEN_TASK] = { "reopen_task", SUPERVISOR },
    [DEED_BRING_SHEET] = { "bring_sheet", FILER },
    [DEED_READ_BURDEN] = { "read_burden", FILER | SUPERVISOR | AUDITOR | LEADER },
    [DEED_EXPORT] = { "export", EVERYONE },
    [DEED_VERIFY] = { "verify", AUDITOR },
    [DEED_KEEP_OWN] = { "keep_own", EVERYONE },
    [DEED_READ_ACCOUNTS] = { "read_accounts", SECURITY | AUDITOR },
    [DEED_INSTRUCT] = { "instruct", LEADER },
    [DEED_READ_INSTRUCTION] = { "read_instruction", FILER | SUPERVISOR | AUDITOR | LEADER },
    [DEED_FOLLOW_INSTRUCTION] = { "follow_instruction", FILER | SUPERVISOR },
    [DEED_SETTLE_INSTRUCTION] = { "settle_instruction", SUPERVISOR },
    [DEED_READ_UNITS] = { "read_units", SUPERVISOR | AUDITOR | ADMIN },
    [DEED_KEEP_UNITS] = { "keep_units", ADMIN },
    [DEED_KEEP_BULLETINS] = { "keep_bulletins", SUPERVISOR },
    [DEED_OBJECT_SCORE] = { "object_score", FILER },
    [DEED_SETTLE_SCORE] = { "settle_score", SUPERVISOR },
    [DEED_KEEP_ACCOUNTS] = { "keep_accounts", SECURITY },
    [DEED_READ_NOTICES] = { "read_notices", FILER | SUPERVISOR | AUDITOR | LEADER },
    [DEED_ISSUE_NOTICE] = { "issue_notice", SUPERVISOR },
    [DEED_ANSWER_NOTICE] = { "answer_notice", FILER | SUPERVISOR },
    [DEED_SETTLE_NOTICE] = { "settle_notice", SUPERVISOR },
    [DEED_READ_PROBLEMS] = { "read_problems", FILER | SUPERVISOR | AUDITOR | LEADER },
    [DEED_RAISE_PROBLEM] = { "raise_problem", FILER | SUPERVISOR },
    [DEED_MOVE_PROBLEM] = { "move_problem", FILER | SUPERVISOR },
    [DEED_NOTE_PROBLEM] = { "note_problem", FILER | SUPERVISOR },
    [DEED_READ_PRACTICE] = { "read_practice", EVERYONE },
    [DEED_KEEP_PRACTICE] = { "keep_practice", FILER },
    [DEED_DECIDE_PRACTICE] = { "decide_practice", SUPERVISOR },
    [DEED_ROLL_OUT] = { "roll_out", SUPERVISOR },
    [DEED_NOTE_PRACTICE] = { "note_practice", FILER },
    [DEED_READ_BRIEF] = { "read_brief", EVERYONE },
    [DEED_KEEP_BRIEF] = { "keep_brief", SUPERVISOR },
};

static const char *const verdict_codes[VERDICT__N] = {
    [NO_RULE] = "NO_RULE",
    [MAY] = "MAY",
    [NO_ROLE] = "NO_ROLE",
    [NO_LEAD] = "NO_LEAD",
    [NO_PARTICIPANT] = "NO_PARTICIPANT",
    [NO_DRAFT] = "NO_DRAFT",
    [NO_PERIOD_YET] = "NO_PERIOD_YET",
    [NO_PERIOD_MORE] = "NO_PERIOD_MORE",
    [NO_PERIOD_TASK] = "NO_PERIOD_TASK",
    [NO_FREEZE_YET] = "NO_FREEZE_YET",
    [NO_TASK_OPEN] = "NO_TASK_OPEN",
    [NO_STATE] = "NO_STATE",
    [NO_SELF] = "NO_SELF",
    [NO_SELF_APPLIED] = "NO_SELF_APPLIED",
    [NO_DECIDER] = "NO_DECIDER",
    [NO_TIME] = "NO_TIME",
    [NO_UNIT] = "NO_UNIT",
    [NO_HOLDER] = "NO_HOLDER",
    [NO_PART] = "NO_PART",
    [NO_STEP] = "NO_STEP",
    [NO_OWN] = "NO_OWN",
};

const char *deed_code(Deed deed)
{
    return deeds[deed].code;
}

const char *verdict_code(Verdict verdict)
{
    return verdict_codes[verdict];
}

bool authz_role(Roles roles, Deed deed)
{
    return roles_agree(roles) && (roles & deeds[deed].roles) != 0;
}

/* The two other keepers see own deeds, so that nobody can both arrange the house and watch those who watch (design.md §3). */
PersonId authz_audit_of(const Actor *who)
{
    return authz_role(who->roles, DEED_READ_AUDIT) && (who->roles & AUDITOR) ? (PersonId){ 0 } : who->person;
}

/* A bureau writes only for itself, on the tasks it leads; a supervisor only in place of a unit that cannot (代填). */
static Verdict own_report(const Actor *who, const Facts *facts)
{
    if ((who->roles & FILER) && facts->unit_leads && facts->for_own_unit)
        return MAY;
    if ((who->roles & SUPERVISOR) && facts->stands_in)
        return MAY;
    if (!(who->roles & FILER))
        return NO_ROLE;
    return facts->unit_participates && !facts->unit_leads ? NO_PARTICIPANT : NO_LEAD;
}

static Verdict period_is_open(const Facts *facts)
{
    if (facts->period == PERIOD_FROZEN)
        return NO_PERIOD_MORE;
    return facts->period == PERIOD_OPEN || facts->period == PERIOD_DUE ? MAY : NO_PERIOD_YET;
}

static bool task_is_open(const Facts *facts)
{
    return facts->task == TASK_OPEN || facts->task == TASK_CLOSING;
}

static Verdict may_write(const Actor *who, Deed deed, const Facts *facts)
{
    Verdict verdict = own_report(who, facts);

    if (verdict != MAY)
        return verdict;
    if (!task_is_open(facts))
        return NO_TASK_OPEN;
    if (facts->not_asked)
        return NO_PERIOD_TASK;
    verdict = period_is_open(facts);
    if (verdict != MAY)
        return verdict;
    return flow_next(facts->report, deed) != REPORT_NONE ? MAY : NO_STATE;
}

/* Four eyes: whoever handed in any round of it, or wrote or kept what it holds, is the first pair (R37). */
static bool is_own_work(const Actor *who, const Facts *facts)
{
    return facts->took_part || facts->filed_by.v == who->person.v;
}

static Verdict may_decide(const Actor *who, Deed deed, const Facts *facts)
{
    if (facts->period == PERIOD_FROZEN)
        return NO_PERIOD_MORE;
    if (flow_next(facts->report, deed) == REPORT_NONE)
        return NO_STATE;
    return is_own_work(who, facts) ? NO_SELF : MAY;
}

static Verdict may_undo(const Actor *who, const Facts *facts)
{
    if (facts->period == PERIOD_FROZEN)
        return NO_PERIOD_MORE;
    if (flow_next(facts->report, DEED_UNDO) == REPORT_NONE)
        return NO_STATE;
    if (facts->decided_by.v == 0 || facts->decided_by.v != who->person.v)
        return NO_DECIDER;
    return facts->undo_over ? NO_TIME : MAY;
}

/* Whoever filed or approved it is no second pair of eyes. The report itself does not change, so it may be frozen. */
static Verdict may_spot_check(const Actor *who, const Facts *facts)
{
    if (facts->report != REPORT_APPROVED || !facts->spot_waiting)
        return NO_STATE;
    return is_own_work(who, facts) || facts->decided_by.v == who->person.v ? NO_SELF : MAY;
}

/* The project list is kept by whoever reports on the task, between the periods as well. */
static Verdict may_keep_items(const Actor *who, const Facts *facts)
{
    Verdict verdict = own_report(who, facts);

    if (verdict != MAY)
        return verdict;
    return task_is_open(facts) ? MAY : NO_TASK_OPEN;
}

/* APPLICATION_NONE: a new one; one that waits is taken back. Whoever only takes part may object to that, and to no more. */
static Verdict may_apply(const Actor *who, const Facts *facts)
{
    bool objects = (who->roles & FILER) && facts->objects && facts->unit_participates;
    Verdict verdict = objects ? MAY : own_report(who, facts);

    if (verdict != MAY)
        return verdict;
    if (facts->application == APPLICATION_WAITING)
        return MAY;
    if (facts->application != APPLICATION_NONE)
        return NO_STATE;
    return task_is_open(facts) ? MAY : NO_TASK_OPEN;
}

static Verdict may_read_application(const Actor *who, const Facts *facts)
{
    if ((who->roles & (SUPERVISOR | AUDITOR | LEADER)) || facts->for_own_unit || facts->unit_leads)
        return MAY;
    return facts->unit_participates ? NO_PARTICIPANT : NO_LEAD;
}

static Verdict may_decide_application(const Actor *who, const Facts *facts)
{
    if (facts->application != APPLICATION_WAITING)
        return NO_STATE;
    return facts->filed_by.v == who->person.v ? NO_SELF_APPLIED : MAY;
}

/* Approved reports are everyone's; what is still on its way is the unit's, the reviewers' and the auditors'. */
static Verdict may_read_report(const Actor *who, const Facts *facts)
{
    bool handed_in = facts->report == REPORT_SUBMITTED || facts->report == REPORT_RETURNED;

    if (facts->report == REPORT_APPROVED || own_report(who, facts) == MAY)
        return MAY;
    if (handed_in && (who->roles & (SUPERVISOR | AUDITOR)))
        return MAY;
    return NO_DRAFT;
}

static Verdict may_read_history(const Actor *who, const Facts *facts)
{
    if ((who->roles & (SUPERVISOR | AUDITOR)) || facts->unit_leads)
        return MAY;
    return facts->unit_participates ? NO_PARTICIPANT : NO_LEAD;
}

/* A notice, or an instruction, is between the office and the unit that it goes to; those who lead and those who audit see all. */
static Verdict may_read_notices(const Actor *who, const Facts *facts)
{
    return (who->roles & (SUPERVISOR | AUDITOR | LEADER)) || facts->for_own_unit ? MAY : NO_UNIT;
}

static Verdict may_answer_notice(const Actor *who, const Facts *facts)
{
    bool own = (who->roles & FILER) && facts->for_own_unit;

    return own || ((who->roles & SUPERVISOR) && facts->stands_in) ? MAY : NO_UNIT;
}

/* 经验做法 comes from whoever works on the task, as lead or as participant, and stays in the unit's own hands. */
static Verdict may_keep_practice(const Facts *facts)
{
    return !facts->others_paper && (facts->unit_leads || facts->unit_participates) ? MAY : NO_OWN;
}

static Verdict may_read_practice(const Actor *who, const Facts *facts)
{
    bool handed_in = facts->report == REPORT_SUBMITTED || facts->report == REPORT_RETURNED;

    if (facts->report == REPORT_APPROVED || ((who->roles & FILER) && !facts->others_paper))
        return MAY;
    return handed_in && (who->roles & (SUPERVISOR | AUDITOR)) ? MAY : NO_DRAFT;
}

static Verdict may_read_brief(const Actor *who, const Facts *facts)
{
    return facts->report == REPORT_APPROVED || (who->roles & (SUPERVISOR | AUDITOR)) ? MAY : NO_DRAFT;
}

/* 简报 and 经验做法. */
static Verdict may_publish(const Actor *who, Deed deed, const Facts *facts)
{
    switch (deed) {
    case DEED_ROLL_OUT:
    case DEED_NOTE_PRACTICE:
    case DEED_KEEP_BRIEF:
        return MAY;
    case DEED_READ_PRACTICE:
        return may_read_practice(who, facts);
    case DEED_KEEP_PRACTICE:
        return may_keep_practice(facts);
    case DEED_DECIDE_PRACTICE:
        return facts->filed_by.v == who->person.v ? NO_SELF : MAY;
    case DEED_READ_BRIEF:
        return may_read_brief(who, facts);
    default:
        return NO_RULE;
    }
}

/* What somebody is to a problem. A supervisor acts for a responsible unit only where nobody signs in for it. */
static ProblemParts problem_parts(const Actor *who, const Facts *facts)
{
    const ProblemFacts *p = &facts->problem;
    ProblemParts parts = 0;

    if (who->roles & FILER)
        parts |= (p->is_responsible ? PART_RESPONSIBLE : 0u) | (p->raised ? PART_RAISER : 0u) |
                 (p->coordinates ? PART_COORDINATES : 0u) |
                 (facts->unit_leads || facts->unit_participates ? PART_ON_TASK : 0u);
    if (who->roles & SUPERVISOR)
        parts |= PART_OFFICE | (facts->stands_in ? PART_RESPONSIBLE : 0u);
    return parts;
}

static Verdict may_read_problem(const Actor *who, const Facts *facts)
{
    if (who->roles & (SUPERVISOR | AUDITOR | LEADER))
        return MAY;
    return problem_parts(who, facts) != 0 ? MAY : NO_PART;
}

static Verdict may_raise_problem(const Actor *who, const Facts *facts)
{
    if (!problem_may(PROBLEM_NONE, MOVE_RAISE, LEVEL_UNIT, problem_parts(who, facts)))
        return NO_LEAD;
    return task_is_open(facts) ? MAY : NO_TASK_OPEN;
}

/* Four eyes: whoever said that it is solved does not find so. */
static Verdict may_move_problem(const Actor *who, const Facts *facts)
{
    const ProblemFacts *p = &facts->problem;
    ProblemParts parts = problem_parts(who, facts);

    if (parts == 0)
        return NO_PART;
    if (problem_next(p->step, p->move) == PROBLEM_NONE || p->move == MOVE_RAISE)
        return NO_STEP;
    if (!problem_may(p->step, p->move, p->level, parts))
        return NO_HOLDER;
    if (p->move == MOVE_REOPEN && !task_is_open(facts))
        return NO_TASK_OPEN;
    return p->move == MOVE_CLOSE && p->answered_by.v == who->person.v ? NO_SELF : MAY;
}

static Verdict about_problem(const Actor *who, Deed deed, const Facts *facts)
{
    switch (deed) {
    case DEED_READ_PROBLEMS:
        return may_read_problem(who, facts);
    case DEED_RAISE_PROBLEM:
        return may_raise_problem(who, facts);
    case DEED_MOVE_PROBLEM:
        return may_move_problem(who, facts);
    case DEED_NOTE_PROBLEM:
        return problem_may_note(problem_parts(who, facts)) ? MAY : NO_PART;
    default:
        return may_publish(who, deed, facts);
    }
}

/* Deeds about no task: the role alone decides. */
static bool role_is_enough(Deed deed)
{
    switch (deed) {
    case DEED_SIGN_OUT:
    case DEED_READ_LEDGER:
    case DEED_READ_QUEUE:
    case DEED_READ_AUDIT:
    case DEED_SET_TARGETS:
    case DEED_SET_PERIODS:
    case DEED_READ_DISPATCH:
    case DEED_BRING_SHEET:
    case DEED_READ_BURDEN:
    case DEED_EXPORT:
    case DEED_VERIFY:
    case DEED_KEEP_OWN:
    case DEED_READ_ACCOUNTS:
    case DEED_READ_UNITS:
    case DEED_KEEP_UNITS:
    case DEED_KEEP_ACCOUNTS:
    case DEED_ISSUE_NOTICE:
    case DEED_KEEP_BULLETINS:
    case DEED_OBJECT_SCORE:
        return true;
    default:
        return false;
    }
}

Verdict authz(const Actor *who, Deed deed, const Facts *facts)
{
    if (deeds[deed].roles == 0)
        return NO_RULE;
    if (!authz_role(who->roles, deed))
        return NO_ROLE;
    if (role_is_enough(deed))
        return MAY;
    switch (deed) {
    case DEED_INSTRUCT:
        return task_is_open(facts) ? MAY : NO_TASK_OPEN;
    case DEED_READ_INSTRUCTION:
    case DEED_READ_NOTICES:
        return may_read_notices(who, facts);
    case DEED_FOLLOW_INSTRUCTION:
    case DEED_ANSWER_NOTICE:
        return may_answer_notice(who, facts);
    case DEED_SETTLE_INSTRUCTION:
    case DEED_SETTLE_NOTICE:
    case DEED_SETTLE_SCORE:
        return facts->filed_by.v == who->person.v ? NO_SELF : MAY;
    case DEED_CORRECT:
        return facts->period == PERIOD_FROZEN ? MAY : NO_FREEZE_YET;
    case DEED_KEEP_ITEMS:
        return may_keep_items(who, facts);
    case DEED_CONFIRM_ITEMS:
        return task_is_open(facts) ? MAY : NO_TASK_OPEN;
    case DEED_APPLY:
        return may_apply(who, facts);
    case DEED_READ_APPLICATIONS:
        return may_read_application(who, facts);
    case DEED_DECIDE_APPLICATION:
        return may_decide_application(who, facts);
    case DEED_REOPEN_TASK:
        return facts->task == TASK_CLOSED ? MAY : NO_STATE;
    case DEED_READ_REPORT:
        return may_read_report(who, facts);
    case DEED_READ_DRAFT:
        return own_report(who, facts);
    case DEED_SAVE_DRAFT:
    case DEED_SUBMIT:
    case DEED_WITHDRAW:
        return may_write(who, deed, facts);
    case DEED_KEEP_EVIDENCE:
        return may_write(who, DEED_SAVE_DRAFT, facts);
    case DEED_DECIDE:
        return may_decide(who, deed, facts);
    case DEED_UNDO:
        return may_undo(who, facts);
    case DEED_SPOT_CHECK:
        return may_spot_check(who, facts);
    case DEED_READ_TASK_HISTORY:
        return may_read_history(who, facts);
    default:
        return about_problem(who, deed, facts);
    }
}
