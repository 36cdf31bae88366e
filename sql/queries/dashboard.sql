-- What the dashboards ask: what waits, who is behind, which lights burn, what is unusual.

-- dash_returns (unit i) -> (plan s, no i, period s, comment s, name s, decided_at t)
SELECT n.code, t.no, p.code, d.comment, b.name, d.decided_at
  FROM task_lead l
  JOIN report r ON r.task_id = l.task_id AND r.unit_id = l.unit_id AND r.state = 'returned'
  JOIN decision d ON d.report_id = r.id AND d.at_version = r.version
  JOIN person b ON b.id = d.decided_by
  JOIN task t ON t.id = r.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN period p ON p.id = r.period_id
 WHERE l.unit_id = ? AND l.ended_on IS NULL

-- dash_recent (unit i, unit i) -> (at t, what s, round i, name s, plan s, no i, title s, period s)
SELECT * FROM (
  SELECT v.submitted_at AS at, 'submit' AS what, v.round, b.name, n.code AS plan, t.no, t.title, p.code AS period
    FROM task_lead l
    JOIN report r ON r.task_id = l.task_id AND r.unit_id = l.unit_id
    JOIN report_version v ON v.report_id = r.id
    JOIN person b ON b.id = v.filed_by
    JOIN task t ON t.id = r.task_id
    JOIN plan n ON n.id = t.plan_id
    JOIN period p ON p.id = r.period_id
   WHERE l.unit_id = ?
  UNION ALL
  SELECT d.decided_at, d.decision, v.round, b.name, n.code, t.no, t.title, p.code
    FROM task_lead l
    JOIN report r ON r.task_id = l.task_id AND r.unit_id = l.unit_id
    JOIN decision d ON d.report_id = r.id
    JOIN report_version v ON v.id = d.version_id
    JOIN person b ON b.id = d.decided_by
    JOIN task t ON t.id = r.task_id
    JOIN plan n ON n.id = t.plan_id
    JOIN period p ON p.id = r.period_id
   WHERE l.unit_id = ? AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)
) x ORDER BY at DESC, no LIMIT 8

-- dash_waiting () -> (n i, oldest t)
SELECT COUNT(*), MIN(submitted_at) FROM report WHERE state = 'submitted'

-- dash_units (period i, period i, period i, period i, now t, plan i) -> (id i, name s, due i, waiting i, approved i, returned i, overdue i)
SELECT * FROM (
  SELECT u.id, u.name, SUM(p.id = ?) AS due, COALESCE(SUM(p.id = ? AND r.state = 'submitted'), 0) AS waiting,
         COALESCE(SUM(p.id = ? AND r.state = 'approved'), 0) AS approved,
         COALESCE(SUM(p.id = ? AND r.state = 'returned'), 0) AS returned,
         SUM(COALESCE(x.due_at, p.due_at) < ? AND COALESCE(r.state, 'withdrawn') = 'withdrawn') AS overdue
    FROM period p
    JOIN task t ON t.plan_id = p.plan_id AND (t.state <> 'closed' OR t.closed_at > p.opens_at)
    JOIN task_lead l ON l.task_id = t.id AND l.ended_on IS NULL
    JOIN unit u ON u.id = l.unit_id
    LEFT JOIN period_extension x ON x.period_id = p.id AND x.unit_id = l.unit_id
    LEFT JOIN report r ON r.period_id = p.id AND r.task_id = l.task_id AND r.unit_id = l.unit_id
   WHERE p.plan_id = ? AND p.state IN ('open', 'due')
     AND (p.scope = 'all' OR EXISTS (SELECT 1 FROM period_task c
                                      WHERE c.period_id = p.id AND c.task_id = t.id AND c.chosen = 1))
   GROUP BY u.id, u.name
) x ORDER BY overdue DESC, due - waiting - approved DESC, name

-- dash_alarms (period i, with_own i) -> (plan s, no i, title s, period s, unit_id i, unit_name s, state s, declared s, light s, reason s, comment s)
SELECT n.code, t.no, t.title, p.code, r.unit_id, u.name, r.state, r.declared, COALESCE(r.light, ''), v.light_reason,
       COALESCE(d.comment, '')
  FROM report r
  JOIN report_version v ON v.report_id = r.id AND v.round = r.round
  JOIN task t ON t.id = r.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN period p ON p.id = r.period_id
  JOIN unit u ON u.id = r.unit_id
  LEFT JOIN decision d ON d.report_id = r.id AND d.at_version = r.version
 WHERE r.period_id = ? AND (r.state = 'approved' OR (r.state = 'submitted' AND ? = 1))
   AND COALESCE(r.light, r.declared) IN ('red', 'yellow')
 ORDER BY COALESCE(r.light, r.declared) = 'red' DESC, t.no, u.name

-- dash_actions (day_us i, week_us i) -> (action s, today i, week i)
SELECT action, SUM(at_us >= ?), COUNT(*) AS week
  FROM audit_event WHERE at_us >= ? GROUP BY action ORDER BY week DESC, action

-- dash_unusual (since_us i) -> (id i, at_us i, actor s, actor_unit s, action s, result s, etype s, ip s, body s, plan s, no i, title s, night i, mended i, after_all i)
SELECT x.id, x.at_us, x.actor, x.actor_unit, x.action, x.result, x.etype, x.ip, x.body, COALESCE(n.code, ''),
       COALESCE(t.no, 0), COALESCE(t.title, ''), x.night, x.mended, x.after_all
  FROM (SELECT a.*, (a.at_us DIV 1000000 + 28800) MOD 86400 DIV 3600 NOT BETWEEN 6 AND 21 AS night,
               a.action IN ('target.correct', 'target.uncorrect', 'correction.new') AS mended,
               a.action IN ('report.withdraw', 'report.undo') AS after_all
          FROM audit_event a FORCE INDEX (of_time) WHERE a.at_us >= ?) x
  LEFT JOIN task t ON t.id = x.task_id
  LEFT JOIN plan n ON n.id = t.plan_id
 WHERE x.result <> 'ok' OR x.night OR x.mended OR x.after_all
 ORDER BY x.id DESC LIMIT 20

-- Many deeds of one kind by one person within a minute of the clock.
-- dash_bulk (since_us i, least i) -> (id i, at_us i, actor s, actor_unit s, action s, n i)
SELECT MAX(id), MAX(at_us), MAX(actor), MAX(actor_unit), action, COUNT(*) AS n
  FROM audit_event FORCE INDEX (of_time)
 WHERE at_us >= ? AND result = 'ok' AND action LIKE 'report.%'
 GROUP BY person_id, action, at_us DIV 60000000
HAVING n >= ?
 ORDER BY MAX(id) DESC LIMIT 10

-- dash_silent_units (plan i) -> (name s, can_sign_in i, n_tasks i)
SELECT u.name, u.code IS NOT NULL, COUNT(*) AS n_tasks
  FROM task t
  JOIN task_lead l ON l.task_id = t.id AND l.ended_on IS NULL
  JOIN unit u ON u.id = l.unit_id
 WHERE t.plan_id = ? AND NOT EXISTS (SELECT 1 FROM person b WHERE b.unit_id = u.id)
 GROUP BY u.id, u.name, u.code
 ORDER BY n_tasks DESC, u.name

-- dash_import (plan i) -> (title s, code s, sha256 b, sections i, tasks i, units i, targets i, doubts i, leaderless i)
SELECT n.title, n.code, n.sha256,
       (SELECT COUNT(*) FROM section s WHERE s.plan_id = n.id),
       (SELECT COUNT(*) FROM task t WHERE t.plan_id = n.id),
       (SELECT COUNT(DISTINCT l.unit_id) FROM task t JOIN task_lead l ON l.task_id = t.id WHERE t.plan_id = n.id),
       (SELECT COUNT(*) FROM task t JOIN target g ON g.task_id = t.id WHERE t.plan_id = n.id),
       (SELECT COUNT(*) FROM task t JOIN target g ON g.task_id = t.id WHERE t.plan_id = n.id AND g.doubt <> ''),
       (SELECT COUNT(*) FROM task t WHERE t.plan_id = n.id
           AND NOT EXISTS (SELECT 1 FROM task_lead l WHERE l.task_id = t.id AND l.ended_on IS NULL))
  FROM plan n WHERE n.id = ?

-- dash_persons () -> (n i)
SELECT COUNT(*) FROM person
