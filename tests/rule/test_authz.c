/* test_authz.c: the rule over everything it can be asked: each deed, each set of roles, each combination of facts. */
#include "rule/authz.h"

#include "rule/flow.h"

#define FILER      ROLE_BIT(ROLE_FILER)
#define SUPERVISOR ROLE_BIT(ROLE_SUPERVISOR)
#define AUDITOR    ROLE_BIT(ROLE_AUDITOR)
#define ADMIN      ROLE_BIT(ROLE_ADMIN)
#define LEADER     ROLE_BIT(ROLE_LEADER)
#define SECURITY   ROLE_BIT(ROLE_SECURITY)

enum { ALL_ROLE_SETS = 1 << ROLE__N, SELF = 7, SOMEBODY = 8 };

typedef void (*Check)(const Actor *who, Deed deed, const Facts *facts, Verdict verdict);

static bool writes(Deed deed)
{
    return deed == DEED_SAVE_DRAFT || deed == DEED_SUBMIT || deed == DEED_WITHDRAW || deed == DEED_DECIDE ||
           deed == DEED_UNDO;
}

static bool decides(Deed deed)
{
    return deed == DEED_DECIDE || deed == DEED_UNDO;
}

static void for_each_state(const Actor *who, Facts *facts, Check check)
{
    for (int task = 0; task < TASK__N; task++)
        for (int period = 0; period < PERIOD__N; period++)
            for (int report = 0; report < REPORT__N; report++)
                for (int deed = 0; deed < DEED__N; deed++) {
                    facts->task = (TaskState)task;
                    facts->period = (PeriodState)period;
                    facts->report = (ReportState)report;
                    check(who, (Deed)deed, facts, authz(who, (Deed)deed, facts));
                }
}

/* Every set of roles, every deed, every combination of facts: about a million questions. */
static void for_each_question(Check check)
{
    for (Roles roles = 0; roles < ALL_ROLE_SETS; roles++)
        for (unsigned bits = 0; bits < 64; bits++) {
            Actor who = { .person = { SELF }, .roles = roles };
            Facts facts = { .unit_leads = bits & 1,
                            .unit_participates = bits & 2,
                            .for_own_unit = bits & 4,
                            .stands_in = bits & 8,
                            .filed_by = { bits & 16 ? SELF : SOMEBODY },
                            .took_part = bits & 32,
                            .others_paper = bits & 32,
                            .decided_by = { bits & 8 ? SELF : SOMEBODY },
                            .undo_over = bits & 4,
                            .spot_waiting = bits & 2 };
            for_each_state(&who, &facts, check);
        }
}

static void another_units_paper_is_not_kept(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    bool works = facts->unit_leads || facts->unit_participates;

    if (deed == DEED_KEEP_PRACTICE && (!(who->roles & FILER) || facts->others_paper || !works))
        g_assert_cmpint(verdict, !=, MAY);
    if (deed == DEED_DECIDE_PRACTICE && (!(who->roles & SUPERVISOR) || facts->filed_by.v == SELF))
        g_assert_cmpint(verdict, !=, MAY);
    if (deed == DEED_KEEP_BRIEF && !(who->roles & SUPERVISOR))
        g_assert_cmpint(verdict, !=, MAY);
}

static void nobody_may_nothing(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    (void)facts;
    if (who->roles == 0 || deed == DEED_NONE)
        g_assert_cmpint(verdict, !=, MAY);
}

static void clash_may_nothing(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    bool alone = who->roles == AUDITOR || who->roles == ADMIN || who->roles == SECURITY;

    (void)deed;
    (void)facts;
    if ((who->roles & (AUDITOR | ADMIN | SECURITY)) && !alone)
        g_assert_cmpint(verdict, !=, MAY);
}

static void auditor_admin_leader_never_write(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    (void)facts;
    if (writes(deed) && !(who->roles & (FILER | SUPERVISOR)))
        g_assert_cmpint(verdict, !=, MAY);
}

static void another_unit_never_writes(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    bool own = facts->unit_leads && facts->for_own_unit;

    if (writes(deed) && who->roles == FILER && !own)
        g_assert_cmpint(verdict, !=, MAY);
}

static void supervisor_writes_only_in_place_of_others(const Actor *who, Deed deed, const Facts *facts,
                                                      Verdict verdict)
{
    if (writes(deed) && !decides(deed) && who->roles == SUPERVISOR && !facts->stands_in)
        g_assert_cmpint(verdict, !=, MAY);
}

static void only_the_decider_undoes_in_time(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    bool decided = facts->report == REPORT_APPROVED || facts->report == REPORT_RETURNED;

    if (deed != DEED_UNDO)
        return;
    if (!(who->roles & SUPERVISOR) || facts->decided_by.v != SELF || facts->undo_over || !decided)
        g_assert_cmpint(verdict, !=, MAY);
}

static void a_second_person_checks(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    bool first = facts->decided_by.v == SELF || facts->filed_by.v == SELF || facts->took_part;

    if (deed != DEED_SPOT_CHECK)
        return;
    if (!(who->roles & SUPERVISOR) || first || !facts->spot_waiting || facts->report != REPORT_APPROVED)
        g_assert_cmpint(verdict, !=, MAY);
}

static void only_supervisors_decide(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    if (deed != DEED_DECIDE)
        return;
    bool own = facts->filed_by.v == SELF || facts->took_part;

    if (!(who->roles & SUPERVISOR) || own || facts->report != REPORT_SUBMITTED)
        g_assert_cmpint(verdict, !=, MAY);
}

static void frozen_is_never_written(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    bool closed = facts->period == PERIOD_FROZEN || facts->period == PERIOD_NONE;

    (void)who;
    if (writes(deed) && facts->period == PERIOD_FROZEN)
        g_assert_cmpint(verdict, !=, MAY);
    if (writes(deed) && !decides(deed) && (closed || facts->period == PERIOD_PLANNED))
        g_assert_cmpint(verdict, !=, MAY);
}

static void unknown_states_open_nothing(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    (void)who;
    if (writes(deed) && !decides(deed) && (facts->task == TASK_NONE || facts->task == TASK_CLOSED))
        g_assert_cmpint(verdict, !=, MAY);
    if (writes(deed) && flow_next(facts->report, deed) == REPORT_NONE)
        g_assert_cmpint(verdict, !=, MAY);
}

/* What is on its way is not public: the unit itself, and reviewers and auditors once it was handed in. */
static void drafts_are_private(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    bool own = (who->roles & FILER) && facts->unit_leads && facts->for_own_unit;
    bool in_place = (who->roles & SUPERVISOR) && facts->stands_in;
    bool handed_in = facts->report == REPORT_SUBMITTED || facts->report == REPORT_RETURNED;
    bool may = own || in_place;

    if (deed == DEED_READ_REPORT)
        may = may || facts->report == REPORT_APPROVED || (handed_in && (who->roles & (SUPERVISOR | AUDITOR)));
    if ((deed == DEED_READ_REPORT || deed == DEED_READ_DRAFT) && !may)
        g_assert_cmpint(verdict, !=, MAY);
}

/* The gate asks only the roles: where it says no the rule must, too. */
static void door_is_never_narrower(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    (void)facts;
    if (verdict == MAY)
        g_assert_true(authz_role(who->roles, deed));
    if (!authz_role(who->roles, deed))
        g_assert_true(verdict == NO_ROLE || verdict == NO_RULE);
}

static void every_no_has_a_word(const Actor *who, Deed deed, const Facts *facts, Verdict verdict)
{
    (void)who;
    (void)facts;
    g_assert_cmpint(verdict, <, VERDICT__N);
    g_assert_nonnull(verdict_code(verdict));
    g_assert_nonnull(deed_code(deed));
}

static void test_all_questions(void)
{
    static const struct {
        const char *label;
        Check check;
    } rules[] = {
        { "nobody may nothing", nobody_may_nothing },
        { "roles that clash may nothing", clash_may_nothing },
        { "auditor, admin and leader never write", auditor_admin_leader_never_write },
        { "a filer of another unit never writes", another_unit_never_writes },
        { "a supervisor writes only in place of others", supervisor_writes_only_in_place_of_others },
        { "only a supervisor decides, never on an own report", only_supervisors_decide },
        { "only whoever decided undoes, in time", only_the_decider_undoes_in_time },
        { "a second person makes the spot check", a_second_person_checks },
        { "another unit's paper is not kept", another_units_paper_is_not_kept },
        { "a frozen period is never written", frozen_is_never_written },
        { "unknown states open nothing", unknown_states_open_nothing },
        { "drafts are private", drafts_are_private },
        { "the door is never narrower than the rule", door_is_never_narrower },
        { "every no has a word", every_no_has_a_word },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        g_test_message("%s", rules[i].label);
        for_each_question(rules[i].check);
    }
}

/* Someone's own unit leads; the rows of design.md §3 below change what differs. */
static Facts open_draft(void)
{
    return (Facts){ .unit_leads = true,
                    .for_own_unit = true,
                    .task = TASK_OPEN,
                    .period = PERIOD_OPEN,
                    .report = REPORT_DRAFT,
                    .filed_by = { SOMEBODY } };
}

typedef struct {
    const char *label;
    Roles roles;
    Deed deed;
    Verdict want;
    Facts facts;
} Row;

#define OWN   .unit_leads = true, .for_own_unit = true
#define NOW   .task = TASK_OPEN, .period = PERIOD_OPEN, .filed_by = { SOMEBODY }
#define OTHER .unit_leads = false, .for_own_unit = false

static const Row rows[] = {
    { "filer saves an own draft", FILER, DEED_SAVE_DRAFT, MAY, { OWN, NOW, .report = REPORT_NONE } },
    { "filer submits", FILER, DEED_SUBMIT, MAY, { OWN, NOW, .report = REPORT_DRAFT } },
    { "filer submits again", FILER, DEED_SUBMIT, MAY, { OWN, NOW, .report = REPORT_RETURNED } },
    { "filer submits what lies with the reviewer",
      FILER,
      DEED_SUBMIT,
      NO_STATE,
      { OWN, NOW, .report = REPORT_SUBMITTED } },
    { "filer takes back", FILER, DEED_WITHDRAW, MAY, { OWN, NOW, .report = REPORT_SUBMITTED } },
    { "filer takes back what is approved",
      FILER,
      DEED_WITHDRAW,
      NO_STATE,
      { OWN, NOW, .report = REPORT_APPROVED } },
    { "filer is late", FILER, DEED_SUBMIT, MAY, { OWN, .task = TASK_OPEN, .period = PERIOD_DUE } },
    { "filer is early",
      FILER,
      DEED_SUBMIT,
      NO_PERIOD_YET,
      { OWN, .task = TASK_OPEN, .period = PERIOD_PLANNED } },
    { "filer after the freeze",
      FILER,
      DEED_SUBMIT,
      NO_PERIOD_MORE,
      { OWN, .task = TASK_OPEN, .period = PERIOD_FROZEN } },
    { "filer of a closed task",
      FILER,
      DEED_SUBMIT,
      NO_TASK_OPEN,
      { OWN, .task = TASK_CLOSED, .period = PERIOD_OPEN } },
    { "filer of a task that is closing",
      FILER,
      DEED_SUBMIT,
      MAY,
      { OWN, .task = TASK_CLOSING, .period = PERIOD_OPEN } },
    { "filer of a participant",
      FILER,
      DEED_SAVE_DRAFT,
      NO_PARTICIPANT,
      { OTHER, NOW, .unit_participates = true } },
    { "filer of a stranger", FILER, DEED_SAVE_DRAFT, NO_LEAD, { OTHER, NOW } },
    { "filer of the second lead on the first's report",
      FILER,
      DEED_SUBMIT,
      NO_LEAD,
      { .unit_leads = true, NOW } },
    { "filer decides", FILER, DEED_DECIDE, NO_ROLE, { OWN, NOW, .report = REPORT_SUBMITTED } },
    { "filer reads the queue", FILER, DEED_READ_QUEUE, NO_ROLE, { OWN, NOW } },
    { "filer reads own history", FILER, DEED_READ_TASK_HISTORY, MAY, { OWN, NOW } },
    { "participant reads history",
      FILER,
      DEED_READ_TASK_HISTORY,
      NO_PARTICIPANT,
      { OTHER, .unit_participates = true } },
    { "stranger reads history", FILER, DEED_READ_TASK_HISTORY, NO_LEAD, { OTHER } },
    { "stranger reads a submitted report",
      FILER,
      DEED_READ_REPORT,
      NO_DRAFT,
      { OTHER, NOW, .report = REPORT_SUBMITTED } },
    { "stranger reads an approved report",
      FILER,
      DEED_READ_REPORT,
      MAY,
      { OTHER, NOW, .report = REPORT_APPROVED } },
    { "supervisor approves", SUPERVISOR, DEED_DECIDE, MAY, { NOW, .report = REPORT_SUBMITTED } },
    { "supervisor approves late",
      SUPERVISOR,
      DEED_DECIDE,
      MAY,
      { .period = PERIOD_DUE, .report = REPORT_SUBMITTED } },
    { "supervisor approves after the freeze",
      SUPERVISOR,
      DEED_DECIDE,
      NO_PERIOD_MORE,
      { .period = PERIOD_FROZEN, .report = REPORT_SUBMITTED } },
    { "supervisor approves an own report",
      SUPERVISOR,
      DEED_DECIDE,
      NO_SELF,
      { .period = PERIOD_OPEN, .report = REPORT_SUBMITTED, .filed_by = { SELF } } },
    { "supervisor approves what they handed in in an earlier round",
      SUPERVISOR,
      DEED_DECIDE,
      NO_SELF,
      { NOW, .report = REPORT_SUBMITTED, .took_part = true } },
    { "supervisor gives an own decision back on what they had a part in",
      SUPERVISOR,
      DEED_UNDO,
      MAY,
      { NOW, .report = REPORT_APPROVED, .decided_by = { SELF }, .took_part = true } },
    { "who had a part in it checks",
      SUPERVISOR,
      DEED_SPOT_CHECK,
      NO_SELF,
      { NOW, .report = REPORT_APPROVED, .decided_by = { SOMEBODY }, .took_part = true,
        .spot_waiting = true } },
    { "supervisor approves twice", SUPERVISOR, DEED_DECIDE, NO_STATE, { NOW, .report = REPORT_APPROVED } },
    { "supervisor approves a draft", SUPERVISOR, DEED_DECIDE, NO_STATE, { NOW, .report = REPORT_DRAFT } },
    { "supervisor undoes an own decision",
      SUPERVISOR,
      DEED_UNDO,
      MAY,
      { NOW, .report = REPORT_APPROVED, .decided_by = { SELF } } },
    { "supervisor undoes a return",
      SUPERVISOR,
      DEED_UNDO,
      MAY,
      { NOW, .report = REPORT_RETURNED, .decided_by = { SELF } } },
    { "supervisor undoes another's decision",
      SUPERVISOR,
      DEED_UNDO,
      NO_DECIDER,
      { NOW, .report = REPORT_APPROVED, .decided_by = { SOMEBODY } } },
    { "supervisor undoes too late",
      SUPERVISOR,
      DEED_UNDO,
      NO_TIME,
      { NOW, .report = REPORT_APPROVED, .decided_by = { SELF }, .undo_over = true } },
    { "supervisor undoes what was handed in again",
      SUPERVISOR,
      DEED_UNDO,
      NO_STATE,
      { NOW, .report = REPORT_SUBMITTED, .decided_by = { SELF } } },
    { "supervisor undoes after the freeze",
      SUPERVISOR,
      DEED_UNDO,
      NO_PERIOD_MORE,
      { .period = PERIOD_FROZEN, .report = REPORT_APPROVED, .decided_by = { SELF } } },
    { "filer undoes", FILER, DEED_UNDO, NO_ROLE, { OWN, NOW, .report = REPORT_APPROVED } },
    { "second supervisor checks",
      SUPERVISOR,
      DEED_SPOT_CHECK,
      MAY,
      { NOW, .report = REPORT_APPROVED, .decided_by = { SOMEBODY }, .spot_waiting = true } },
    { "second supervisor checks what is frozen",
      SUPERVISOR,
      DEED_SPOT_CHECK,
      MAY,
      { .period = PERIOD_FROZEN, .report = REPORT_APPROVED, .spot_waiting = true } },
    { "who approved checks",
      SUPERVISOR,
      DEED_SPOT_CHECK,
      NO_SELF,
      { NOW, .report = REPORT_APPROVED, .decided_by = { SELF }, .spot_waiting = true } },
    { "supervisor checks what was not drawn",
      SUPERVISOR,
      DEED_SPOT_CHECK,
      NO_STATE,
      { NOW, .report = REPORT_APPROVED, .decided_by = { SOMEBODY } } },
    { "auditor checks",
      AUDITOR,
      DEED_SPOT_CHECK,
      NO_ROLE,
      { NOW, .report = REPORT_APPROVED, .spot_waiting = true } },
    { "supervisor stands in", SUPERVISOR, DEED_SUBMIT, MAY, { NOW, .stands_in = true } },
    { "supervisor writes for a bureau", SUPERVISOR, DEED_SUBMIT, NO_ROLE, { NOW } },
    { "supervisor reads a draft", SUPERVISOR, DEED_READ_DRAFT, NO_ROLE, { NOW, .report = REPORT_DRAFT } },
    { "supervisor reads a returned report",
      SUPERVISOR,
      DEED_READ_REPORT,
      MAY,
      { NOW, .report = REPORT_RETURNED } },
    { "supervisor reads all events", SUPERVISOR, DEED_READ_AUDIT, NO_ROLE, { NOW } },
    { "filer and supervisor in one approves an own report",
      FILER | SUPERVISOR,
      DEED_DECIDE,
      NO_SELF,
      { OWN, .period = PERIOD_OPEN, .report = REPORT_SUBMITTED, .filed_by = { SELF } } },
    { "auditor reads a submitted report",
      AUDITOR,
      DEED_READ_REPORT,
      MAY,
      { NOW, .report = REPORT_SUBMITTED } },
    { "auditor reads a draft", AUDITOR, DEED_READ_DRAFT, NO_ROLE, { NOW } },
    { "auditor reads the events", AUDITOR, DEED_READ_AUDIT, MAY, { NOW } },
    { "auditor approves", AUDITOR, DEED_DECIDE, NO_ROLE, { NOW, .report = REPORT_SUBMITTED } },
    { "admin reads own events", ADMIN, DEED_READ_AUDIT, MAY, { NOW } },
    { "admin reads a submitted report",
      ADMIN,
      DEED_READ_REPORT,
      NO_DRAFT,
      { NOW, .report = REPORT_SUBMITTED } },
    { "admin writes", ADMIN, DEED_SAVE_DRAFT, NO_ROLE, { OWN, NOW } },
    { "leader reads the ledger", LEADER, DEED_READ_LEDGER, MAY, { NOW } },
    { "leader reads a submitted report",
      LEADER,
      DEED_READ_REPORT,
      NO_DRAFT,
      { NOW, .report = REPORT_SUBMITTED } },
    { "leader writes", LEADER, DEED_SUBMIT, NO_ROLE, { OWN, NOW } },
    { "auditor and filer", AUDITOR | FILER, DEED_READ_LEDGER, NO_ROLE, { OWN, NOW } },
    { "admin and auditor", ADMIN | AUDITOR, DEED_READ_AUDIT, NO_ROLE, { NOW } },
    { "somebody without a role signs out", 0, DEED_SIGN_OUT, NO_ROLE, { NOW } },
    { "a deed of no table", SUPERVISOR, DEED_NONE, NO_RULE, { NOW } },
};

static void test_rows_of_the_design(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Actor who = { .person = { SELF }, .roles = rows[i].roles };
        g_test_message("%s", rows[i].label);
        g_assert_cmpstr(verdict_code(authz(&who, rows[i].deed, &rows[i].facts)), ==,
                        verdict_code(rows[i].want));
    }
}

/* Who asks is nobody: the zero Actor and zero Facts open nothing, whatever the deed. */
static void test_zero_is_no(void)
{
    Actor nobody = { 0 };
    Facts nothing = { 0 }, draft = open_draft();

    for (int deed = 0; deed < DEED__N; deed++) {
        g_assert_cmpint(authz(&nobody, (Deed)deed, &nothing), !=, MAY);
        g_assert_cmpint(authz(&nobody, (Deed)deed, &draft), !=, MAY);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/authz/all questions", test_all_questions);
    g_test_add_func("/authz/rows of the design", test_rows_of_the_design);
    g_test_add_func("/authz/zero is no", test_zero_is_no);
    return g_test_run();
}
