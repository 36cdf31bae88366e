/* authz.h: who may do what (design.md §3). The rule stands here and nowhere else; pages and deeds ask.
 *
 * Pure: the caller brings the facts. The answer is a verdict with its reason, since the log, the event and the 403 page
 * all want to know why. What is not allowed by the table is denied.
 */
#pragma once
#include "rule/problem_flow.h"

typedef struct {
    PersonId person;
    UnitId unit; /* 0: none */
    Roles roles;
    const char *name, *unit_name; /* as they are now; for the event. "" when there is none */
    const char *ip, *agent;
    const uint8_t *session; /* HASH_BYTES naming the session in events, or NULL */
} Actor;

typedef enum {
    DEED_NONE,        /* allowed to nobody */
    DEED_SIGN_OUT,    /* also: read pages that hold one's own things only */
    DEED_READ_LEDGER, /* ledger, tasks, approved reports */
    DEED_READ_REPORT, /* one report that may not be approved yet */
    DEED_READ_DRAFT,
    DEED_SAVE_DRAFT,
    DEED_SUBMIT,
    DEED_WITHDRAW,
    DEED_READ_QUEUE,
    DEED_DECIDE,     /* approve or return */
    DEED_UNDO,       /* take one's own decision back */
    DEED_SPOT_CHECK, /* look a second time at somebody else's approval */
    DEED_READ_TASK_HISTORY,
    DEED_READ_AUDIT,
    DEED_SET_TARGETS,   /* confirm, correct, add, split, drop */
    DEED_SET_PERIODS,   /* plan, open, extend, freeze */
    DEED_READ_DISPATCH, /* the board of a period, of all units */
    DEED_CORRECT,       /* after freezing */
    DEED_KEEP_ITEMS,    /* the project list under a task */
    DEED_CONFIRM_ITEMS,
    DEED_KEEP_EVIDENCE,     /* add files to a report and take them away, while its words may change */
    DEED_APPLY,             /* 延期、调整、异议、销号: ask, and take it back while it waits */
    DEED_READ_APPLICATIONS, /* one's unit's; of all units */
    DEED_DECIDE_APPLICATION,
    DEED_REOPEN_TASK, /* what was struck off */
    DEED_BRING_SHEET, /* bring back a form filled in offline; each draft made of it is a DEED_SAVE_DRAFT */
    DEED_READ_BURDEN, /* what reporting costs: all units with DEED_READ_DISPATCH, else one's own */
    DEED_EXPORT,
    DEED_VERIFY,        /* have the sealed log verified, take proofs and checkpoints out */
    DEED_KEEP_OWN,      /* one's own settings, sign-ins and sessions */
    DEED_READ_ACCOUNTS, /* who has signed in, with which rights, from where */
    DEED_READ_PROBLEMS, /* the problem loop, as far as one is involved */
    DEED_RAISE_PROBLEM,
    DEED_MOVE_PROBLEM, /* the next step of one: Facts.problem.move */
    DEED_NOTE_PROBLEM,
    DEED_INSTRUCT,           /* 批示 on a task or a report */
    DEED_READ_INSTRUCTION,   /* one, and what became of it */
    DEED_FOLLOW_INSTRUCTION, /* sign for it, answer it */
    DEED_SETTLE_INSTRUCTION, /* settle it, send it back */
    DEED_READ_UNITS,         /* master data of units */
    DEED_KEEP_UNITS,
    DEED_KEEP_ACCOUNTS, /* end somebody's sessions, lift a lock; rights themselves are the directory's */
    DEED_READ_NOTICES,  /* 提醒, 催办, 督办单; for_own_unit: it goes to the actor's unit */
    DEED_ISSUE_NOTICE,
    DEED_ANSWER_NOTICE,   /* sign for it and answer */
    DEED_SETTLE_NOTICE,   /* settle, send the answer back, escalate, withdraw; filed_by: who answered */
    DEED_KEEP_BULLETINS,  /* draft, change, issue and recall circulars */
    DEED_OBJECT_SCORE,    /* say something against the score of one's own unit */
    DEED_SETTLE_SCORE,    /* answer that */
    DEED_READ_PRACTICE,   /* one 经验做法 that may not be selected yet */
    DEED_KEEP_PRACTICE,   /* write, hand in and withdraw one */
    DEED_DECIDE_PRACTICE, /* select it, or send it back */
    DEED_ROLL_OUT,        /* 推广 */
    DEED_NOTE_PRACTICE,   /* take note of one that was rolled out to one's unit */
    DEED_READ_BRIEF,      /* one 简报 that may not be issued yet */
    DEED_KEEP_BRIEF,      /* make, edit, issue and recall it */
    DEED__N
} Deed;

/* Of a problem (rule/problem_flow.h), and what the actor's unit is to it. */
typedef struct {
    ProblemStep step;
    ProblemLevel level;
    ProblemMove move; /* for DEED_MOVE_PROBLEM */
    bool is_responsible, raised, coordinates;
    PersonId answered_by; /* who said last that it is solved */
} ProblemFacts;

typedef struct {
    bool unit_leads; /* the actor's unit leads the task now */
    bool unit_participates;
    bool for_own_unit; /* the report in question is that of the actor's unit */
    bool stands_in; /* it is of a unit nobody can sign in for, or of the supervision office itself: 代填 */
    bool not_asked; /* the period asks for no report on this task */
    TaskState task;
    PeriodState period;   /* for this unit: a later deadline counts */
    ReportState report;   /* REPORT_NONE: none handed in */
    PersonId filed_by;    /* of the last submission */
    bool took_part;       /* the actor handed in a round of it, saved its draft or kept a file of it */
    PersonId decided_by;  /* of the last decision; only for DEED_UNDO and DEED_SPOT_CHECK, as the next two */
    bool undo_over;       /* ten minutes have passed, and no spot check has found the decision wrong */
    bool spot_waiting;    /* the approval was drawn, and nobody has looked yet */
    ProblemFacts problem; /* only for deeds on problems */
    ApplicationState application; /* APPLICATION_NONE: it is not about one */
    bool objects;                 /* it is a participating unit's against its own part (责任分工) */
    bool others_paper; /* the 经验做法 in question is another unit's; its state stands in .report */
} Facts;

typedef enum {
    NO_RULE, /* the deed stands in no table: denied */
    MAY,
    NO_ROLE,
    NO_LEAD,        /* the unit has no part in the task, or the report is another unit's */
    NO_PARTICIPANT, /* the unit takes part, and so may read, not write */
    NO_DRAFT,       /* not handed in yet: not public */
    NO_PERIOD_YET,
    NO_PERIOD_MORE,
    NO_PERIOD_TASK, /* the period asks for no report on this task */
    NO_FREEZE_YET,  /* only what is frozen is corrected */
    NO_TASK_OPEN,
    NO_STATE,        /* the report is not in a state for this deed */
    NO_SELF,         /* four eyes: the reviewer filed it, or wrote a part of it */
    NO_SELF_APPLIED, /* four eyes: an application is decided by somebody else */
    NO_DECIDER,      /* only whoever decided takes it back */
    NO_TIME,         /* too late for that */
    NO_UNIT,         /* it is another unit's */
    NO_HOLDER,       /* the problem's step is held by another unit, or by the office */
    NO_PART,         /* the unit has no part in the problem */
    NO_STEP,         /* the problem is not at a step for this move */
    NO_OWN,          /* another unit's paper, or of a task that the unit has no part in */
    VERDICT__N
} Verdict;

/* facts may be NULL for deeds about no task, which the role alone decides. */
Verdict authz(const Actor *who, Deed deed, const Facts *facts);

/* Whether any of these roles could ever do the deed, whatever the facts: for navigation and for the gate. */
bool authz_role(Roles roles, Deed deed);

/* Whose change records somebody may read, once DEED_READ_AUDIT is granted: only those of this person; 0: everybody's. */
PersonId authz_audit_of(const Actor *who);

const char *deed_code(Deed deed);
const char *verdict_code(Verdict verdict); /* one word, for logs, events and the section of fault.tpl */
