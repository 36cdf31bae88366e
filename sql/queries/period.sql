-- Dispatch rounds: what they ask for, and how far they are.

-- period_rows (plan_id i) -> (id i, version i, code s, opens_at t, due_at t, freezes_at t, frozen_at t, state s, scope s, instructions s)
SELECT id, version, code, opens_at, due_at, freezes_at, frozen_at, state, scope, instructions
  FROM period WHERE plan_id = ? ORDER BY due_at, code

-- period_tasks (plan_id i) -> (period_id i, task_id i)
SELECT c.period_id, c.task_id FROM period p JOIN period_task c ON c.period_id = p.id
 WHERE p.plan_id = ? AND c.chosen = 1 ORDER BY c.period_id, c.task_id

-- period_extensions (plan_id i) -> (period_id i, id i, version i, unit_id i, due_at t, granted_at t, reason s, granted_name s)
SELECT x.period_id, x.id, x.version, x.unit_id, x.due_at, x.granted_at, x.reason, b.name
  FROM period p JOIN period_extension x ON x.period_id = p.id JOIN person b ON b.id = x.granted_by
 WHERE p.plan_id = ? ORDER BY x.period_id, x.unit_id

-- Every row of it is locked: the read view begins after the wait, and what was handed in meanwhile is seen. A subquery that
-- only looks would open it before. The plan is shared with the deeds on its reports (lead_lock in report.sql).

-- period_lock (plan s, code s) -> (id i, plan_id i)
SELECT p.id, p.plan_id FROM period p
 WHERE p.plan_id = (SELECT n.id FROM plan n WHERE n.code = ? LOCK IN SHARE MODE) AND p.code = ? FOR UPDATE

-- period_insert (id i, plan_id i, code s, opens_at t, due_at t, freezes_at t, state s, scope s, instructions s) -> ()
INSERT INTO period (id, version, plan_id, code, opens_at, due_at, freezes_at, state, scope, instructions)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)

-- period_update (opens_at t, due_at t, freezes_at t, frozen_at t, state s, scope s, instructions s, id i, version i) -> ()
UPDATE period SET opens_at = ?, due_at = ?, freezes_at = ?, frozen_at = ?, state = ?, scope = ?, instructions = ?,
                  version = version + 1
 WHERE id = ? AND version = ?

-- period_task_rows (period_id i) -> (id i, version i, task_id i, no i, chosen i)
SELECT c.id, c.version, c.task_id, t.no, c.chosen
  FROM period_task c JOIN task t ON t.id = c.task_id WHERE c.period_id = ? ORDER BY t.no

-- period_task_insert (id i, period_id i, task_id i) -> ()
INSERT INTO period_task (id, version, period_id, task_id, chosen) VALUES (?, 1, ?, ?, 1)

-- period_task_update (chosen i, id i, version i) -> ()
UPDATE period_task SET chosen = ?, version = version + 1 WHERE id = ? AND version = ?

-- extension_insert (id i, period_id i, unit_id i, due_at t, reason s, granted_by i, granted_at t) -> ()
INSERT INTO period_extension (id, version, period_id, unit_id, due_at, reason, granted_by, granted_at)
VALUES (?, 1, ?, ?, ?, ?, ?, ?)

-- extension_update (due_at t, reason s, granted_by i, granted_at t, id i, version i) -> ()
UPDATE period_extension SET due_at = ?, reason = ?, granted_by = ?, granted_at = ?, version = version + 1
 WHERE id = ? AND version = ?

-- plan_list () -> (code s)
SELECT code FROM plan ORDER BY id

-- period_counts (plan_id i, plan_id i) -> (period_id i, done i, due i)
SELECT p.id, COUNT(*), 0
  FROM period p
  JOIN report r ON r.period_id = p.id AND r.state <> 'withdrawn'
  JOIN task t ON t.id = r.task_id AND (t.state <> 'closed' OR t.closed_at > p.opens_at)
  JOIN task_lead l ON l.task_id = r.task_id AND l.unit_id = r.unit_id AND l.ended_on IS NULL
 WHERE p.plan_id = ? AND p.state <> 'frozen'
   AND (p.scope = 'all' OR EXISTS (SELECT 1 FROM period_task c
                                    WHERE c.period_id = p.id AND c.task_id = r.task_id AND c.chosen = 1))
 GROUP BY p.id
UNION ALL
SELECT f.period_id, SUM(f.state NOT IN ('none', 'withdrawn')), COUNT(*)
  FROM period p JOIN frozen_line f ON f.period_id = p.id WHERE p.plan_id = ? AND p.state = 'frozen'
 GROUP BY f.period_id
