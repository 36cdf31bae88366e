/* test_flow.c: the life of a report and of a period (design.md §4). */
#include "rule/flow.h"

#include "base/clock.h"

static void test_steps(void)
{
    static const struct {
        ReportState from;
        Deed deed;
        ReportState to;
    } steps[] = {
        { REPORT_NONE, DEED_SAVE_DRAFT, REPORT_DRAFT },
        { REPORT_NONE, DEED_SUBMIT, REPORT_SUBMITTED },
        { REPORT_DRAFT, DEED_SAVE_DRAFT, REPORT_DRAFT },
        { REPORT_DRAFT, DEED_SUBMIT, REPORT_SUBMITTED },
        { REPORT_SUBMITTED, DEED_WITHDRAW, REPORT_WITHDRAWN },
        { REPORT_SUBMITTED, DEED_DECIDE, REPORT_APPROVED },
        { REPORT_APPROVED, DEED_UNDO, REPORT_SUBMITTED },
        { REPORT_RETURNED, DEED_UNDO, REPORT_SUBMITTED },
        { REPORT_RETURNED, DEED_SAVE_DRAFT, REPORT_RETURNED },
        { REPORT_RETURNED, DEED_SUBMIT, REPORT_SUBMITTED },
        { REPORT_WITHDRAWN, DEED_SAVE_DRAFT, REPORT_WITHDRAWN },
        { REPORT_WITHDRAWN, DEED_SUBMIT, REPORT_SUBMITTED },
    };
    ReportState want[REPORT__N][DEED__N] = { 0 }; /* all other steps do not exist */

    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        want[steps[i].from][steps[i].deed] = steps[i].to;
    for (int from = 0; from < REPORT__N; from++)
        for (int deed = 0; deed < DEED__N; deed++) {
            g_test_message("%s, %s", report_state_code((ReportState)from), deed_code((Deed)deed));
            g_assert_cmpint(flow_next((ReportState)from, (Deed)deed), ==, want[from][deed]);
        }
}

static void test_period(void)
{
    static const struct {
        const char *label;
        PeriodState stored;
        int64_t now_us;
        PeriodState want;
    } cases[] = {
        { "before the deadline", PERIOD_OPEN, 999, PERIOD_OPEN },
        { "at the deadline", PERIOD_OPEN, 1000, PERIOD_OPEN },
        { "after the deadline", PERIOD_OPEN, 1001, PERIOD_DUE },
        { "stored as due, a later deadline of one's own", PERIOD_DUE, 999, PERIOD_OPEN },
        { "stored as due, and it is", PERIOD_DUE, 1001, PERIOD_DUE },
        { "planned stays planned", PERIOD_PLANNED, 5000, PERIOD_PLANNED },
        { "frozen stays frozen", PERIOD_FROZEN, 1, PERIOD_FROZEN },
        { "unknown stays unknown", PERIOD_NONE, 5000, PERIOD_NONE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(period_state_at(cases[i].stored, 1000, cases[i].now_us), ==, cases[i].want);
    }
}

static void test_overdue(void)
{
    for (int status = 0; status < REPORT__N; status++)
        for (int period = 0; period < PERIOD__N; period++) {
            bool missing = status == REPORT_NONE || status == REPORT_DRAFT || status == REPORT_WITHDRAWN;
            bool over = period == PERIOD_DUE || period == PERIOD_FROZEN;
            g_assert_cmpint(report_is_overdue((ReportState)status, (PeriodState)period), ==, missing && over);
        }
}

static void test_status(void)
{
    g_assert_cmpint(report_status(REPORT_NONE, false), ==, REPORT_NONE);
    g_assert_cmpint(report_status(REPORT_NONE, true), ==, REPORT_DRAFT);
    for (int state = REPORT_DRAFT; state < REPORT__N; state++) {
        g_assert_cmpint(report_status((ReportState)state, false), ==, state);
        g_assert_cmpint(report_status((ReportState)state, true), ==,
                        state); /* a draft hides nothing handed in */
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flow/steps", test_steps);
    g_test_add_func("/flow/period", test_period);
    g_test_add_func("/flow/overdue", test_overdue);
    g_test_add_func("/flow/status", test_status);
    return g_test_run();
}
