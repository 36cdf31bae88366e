/* model.h: the words of the office as types (design.md §2 and §4). Each enum has a word table; zero is the safe value.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* An id is a struct so that a task cannot be passed for a unit; 0 is nobody. Take .v only at the database. */
typedef struct {
    int64_t v;
} PersonId;
typedef struct {
    int64_t v;
} UnitId;
typedef struct {
    int64_t v;
} PlanId;
typedef struct {
    int64_t v;
} TaskId;
typedef struct {
    int64_t v;
} PeriodId;
typedef struct {
    int64_t v;
} ReportId;

typedef enum {
    ROLE_FILER,
    ROLE_SUPERVISOR,
    ROLE_AUDITOR,
    ROLE_ADMIN,
    ROLE_LEADER,
    ROLE_SECURITY,
    ROLE__N
} Role;

/* Roles of a person: bit 1 << role. */
typedef uint32_t Roles;
#define ROLE_BIT(role) ((Roles)1 << (role))

typedef enum {
    REPORT_NONE,
    REPORT_DRAFT,
    REPORT_SUBMITTED,
    REPORT_RETURNED,
    REPORT_WITHDRAWN,
    REPORT_APPROVED,
    REPORT__N
} ReportState;
typedef enum { PERIOD_NONE, PERIOD_PLANNED, PERIOD_OPEN, PERIOD_DUE, PERIOD_FROZEN, PERIOD__N } PeriodState;
typedef enum { TASK_NONE, TASK_OPEN, TASK_CLOSING, TASK_CLOSED, TASK__N } TaskState;
typedef enum {
    APPLICATION_NONE,
    APPLICATION_WAITING,
    APPLICATION_WITHDRAWN,
    APPLICATION_GRANTED,
    APPLICATION_REFUSED,
    APPLICATION__N
} ApplicationState;
typedef enum { LIGHT_NONE, LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED, LIGHT__N } Light;

/* Code words, as stored and sent in forms; never NULL. */
const char *role_code(Role role);
const char *report_state_code(ReportState state);
const char *period_state_code(PeriodState state);
const char *task_state_code(TaskState state);
const char *application_state_code(ApplicationState state);
const char *light_code(Light light); /* "" for LIGHT_NONE */

/* The way back; an unknown word is the zero value. */
ReportState report_state_of(const char *code);
PeriodState period_state_of(const char *code);
TaskState task_state_of(const char *code);
ApplicationState application_state_of(const char *code);
Light light_of(const char *code);

/* Chinese words (ux.md §5.6). */
const char *role_word(Role role);
const char *report_state_word(ReportState state);
const char *period_state_word(PeriodState state);
const char *light_word(Light light);
const char *task_state_word(TaskState state);
const char *application_state_word(ApplicationState state);

/* The first of a person's roles, by which the pages greet them; ROLE__N when they have none. */
Role first_role(Roles roles);

/* The three that keep the house (三员: 系统管理员, 安全管理员, 审计员); none of them has part in its business. */
#define ROLES_KEEPERS (ROLE_BIT(ROLE_AUDITOR) | ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_SECURITY))

/* A keeper's role goes with no other one (三员分立, GB/T 22239 8.1.4.2d): false for such a set. sql/schema/103_duties.sql says
 * the same of each row. */
bool roles_agree(Roles roles);
