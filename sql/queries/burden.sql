-- The burden meter (减负): what a plan's reporting costs the units, by period.

-- form_time_touch (period_id i, unit_id i, task_id i, first_at t, last_at t) -> () working
INSERT INTO form_time (period_id, unit_id, task_id, first_at, last_at) VALUES (?, ?, ?, ?, ?)
    ON DUPLICATE KEY UPDATE
       active_s = active_s + LEAST(GREATEST(TIMESTAMPDIFF(SECOND, last_at, VALUES(last_at)), 0), 300),
       last_at = GREATEST(last_at, VALUES(last_at))

-- A reminder is one day's digest to one person; it and a notice without a period count to the period opened last by then.
-- waited: seconds from the first opening of a form to the first submission, of timed reports.
-- burden_counts (plan_id i, plan_id i, plan_id i, plan_id i, plan_id i, plan_id i, plan_id i, plan_id i) -> (period_id i, unit_id i, what s, n i, timed i)
SELECT r.period_id, r.unit_id, 'submit', COUNT(*), 0
  FROM period p JOIN report r ON r.period_id = p.id JOIN report_version v ON v.report_id = r.id
 WHERE p.plan_id = ? GROUP BY r.period_id, r.unit_id
UNION ALL
SELECT r.period_id, r.unit_id, 'return', COUNT(*), 0
  FROM period p JOIN report r ON r.period_id = p.id JOIN decision d ON d.report_id = r.id
 WHERE p.plan_id = ? AND d.decision = 'return' AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)
 GROUP BY r.period_id, r.unit_id
UNION ALL
SELECT e.period_id, e.unit_id, 'file', COUNT(*), 0
  FROM period p JOIN evidence e ON e.period_id = p.id WHERE p.plan_id = ? GROUP BY e.period_id, e.unit_id
UNION ALL
SELECT f.period_id, f.unit_id, 'active', CAST(SUM(f.active_s) AS SIGNED), 0
  FROM period p JOIN form_time f ON f.period_id = p.id WHERE p.plan_id = ? GROUP BY f.period_id, f.unit_id
UNION ALL
SELECT r.period_id, r.unit_id, 'waited', CAST(SUM(TIMESTAMPDIFF(SECOND, x.first_at, v.submitted_at)) AS SIGNED), COUNT(*)
  FROM period p
  JOIN report r ON r.period_id = p.id
  JOIN report_version v ON v.report_id = r.id AND v.round = 1
  JOIN form_time x ON x.period_id = r.period_id AND x.unit_id = r.unit_id AND x.task_id = r.task_id
 WHERE p.plan_id = ? AND x.first_at <= v.submitted_at GROUP BY r.period_id, r.unit_id
UNION ALL
SELECT y.period_id, y.unit_id, 'remind', COUNT(*), 0
  FROM (SELECT n.unit_id, COALESCE(n.period_id, (SELECT q.id FROM period q WHERE q.plan_id = n.plan_id AND q.opens_at <= n.issued_at
                                                   ORDER BY q.opens_at DESC LIMIT 1)) AS period_id
          FROM notice n WHERE n.plan_id = ? AND n.state <> 'withdrawn'
         UNION ALL
        SELECT m.unit_id, (SELECT q.id FROM period q WHERE q.plan_id = ? AND q.opens_at < m.day + INTERVAL 1 DAY
                            ORDER BY q.opens_at DESC LIMIT 1)
          FROM reminder m WHERE m.day >= (SELECT MIN(q.opens_at) FROM period q WHERE q.plan_id = ?)) y
 WHERE y.period_id IS NOT NULL GROUP BY y.period_id, y.unit_id

-- burden_items (plan_id i) -> (task_id i, unit_id i, n i)
SELECT i.task_id, i.unit_id, COUNT(*) FROM task t JOIN work_item i ON i.task_id = t.id
 WHERE t.plan_id = ? AND i.ended_on IS NULL GROUP BY i.task_id, i.unit_id
