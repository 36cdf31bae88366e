-- What reviewers read: the queue of reports that wait, and what one of them is compared with.

-- review_queue () -> (report_id i, plan s, no i, title s, unit_id i, unit_name s, period s, submitted_at t, round i, declared s, late i, filed_by i, version i, computed s, before_light s, returned i, lower i, same i)
SELECT r.id, n.code, t.no, t.title, r.unit_id, u.name, p.code, r.submitted_at, r.round, r.declared, r.late, r.filed_by,
       r.version, r.computed, COALESCE(b.light, ''),
       EXISTS (SELECT 1 FROM decision d WHERE d.report_id = r.id AND d.decision = 'return'
                  AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)),
       EXISTS (SELECT 1
                 FROM report_version v
                 JOIN report_value a ON a.version_id = v.id
                 JOIN target g ON g.id = a.target_id AND g.kind = 'cumulative'
                 JOIN report_version w ON w.report_id = b.id AND w.round = b.round
                 JOIN report_value c ON c.version_id = w.id AND c.target_id = a.target_id
                WHERE v.report_id = r.id AND v.round = r.round AND a.value < c.value),
       EXISTS (SELECT 1
                 FROM report_version v
                 JOIN report_version w ON w.report_id = b.id AND w.round = b.round AND w.narrative = v.narrative
                WHERE v.report_id = r.id AND v.round = r.round)
  FROM report r
  JOIN task t ON t.id = r.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = r.unit_id
  JOIN period p ON p.id = r.period_id
  LEFT JOIN report b
    ON b.id = (SELECT x.id FROM report x JOIN period y ON y.id = x.period_id
                WHERE x.task_id = r.task_id AND x.unit_id = r.unit_id AND x.state = 'approved' AND y.due_at < p.due_at
                ORDER BY y.due_at DESC LIMIT 1)
 WHERE r.state = 'submitted'
 ORDER BY r.round > 1 DESC, r.submitted_at, r.id

-- The same reports in the same order, without what takes time to find out.
-- review_line () -> (report_id i, no i, title s, unit_name s, submitted_at t, round i, declared s, filed_by i)
SELECT r.id, t.no, t.title, u.name, r.submitted_at, r.round, r.declared, r.filed_by
  FROM report r
  JOIN task t ON t.id = r.task_id
  JOIN unit u ON u.id = r.unit_id
 WHERE r.state = 'submitted'
 ORDER BY r.round > 1 DESC, r.submitted_at, r.id

-- review_before (report_id i) -> (report_id i, period s, light s)
SELECT x.id, y.code, COALESCE(x.light, '')
  FROM report r
  JOIN period p ON p.id = r.period_id
  JOIN report x ON x.task_id = r.task_id AND x.unit_id = r.unit_id AND x.state = 'approved'
  JOIN period y ON y.id = x.period_id AND y.due_at < p.due_at
 WHERE r.id = ?
 ORDER BY y.due_at DESC LIMIT 1

-- review_source (task_id i) -> (source s)
SELECT source FROM task WHERE id = ?

-- review_missing (period_id i, plan_id i) -> (n i)
SELECT COUNT(*)
  FROM period p
  JOIN task t ON t.plan_id = p.plan_id
  JOIN task_lead l ON l.task_id = t.id AND l.ended_on IS NULL
  LEFT JOIN report r ON r.task_id = l.task_id AND r.unit_id = l.unit_id AND r.period_id = p.id
 WHERE p.id = ? AND p.plan_id = ? AND (p.scope = 'all' OR EXISTS (SELECT 1 FROM period_task c
                                    WHERE c.period_id = p.id AND c.task_id = t.id AND c.chosen = 1))
   AND (t.state <> 'closed' OR t.closed_at > p.opens_at) AND COALESCE(r.state, '') NOT IN ('submitted', 'approved')

-- review_batch (actor i, actor i, actor i, ids s) -> (report_id i, plan s, no i, title s, unit_name s, period s, period_state s, state s, version i, round i, submitted_at t, declared s, computed s, filed_by i, light s, decided_by i, decided_name s, decided_at t, took_part i)
SELECT r.id, n.code, t.no, t.title, u.name, p.code, p.state, r.state, r.version, r.round, r.submitted_at, r.declared,
       r.computed, r.filed_by, COALESCE(r.light, ''), COALESCE(d.decided_by, 0), COALESCE(b.name, ''), d.decided_at,
       EXISTS (SELECT 1 FROM report_version w WHERE w.report_id = r.id AND w.filed_by = ?)
       OR EXISTS (SELECT 1 FROM draft w WHERE w.period_id = r.period_id AND w.task_id = r.task_id
                     AND w.unit_id = r.unit_id AND w.saved_by = ?)
       OR EXISTS (SELECT 1 FROM evidence w WHERE w.period_id = r.period_id AND w.task_id = r.task_id
                     AND w.unit_id = r.unit_id AND w.kept_by = ?)
  FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) j
  JOIN report r ON r.id = j.id
  JOIN task t ON t.id = r.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = r.unit_id
  JOIN period p ON p.id = r.period_id
  LEFT JOIN decision d ON d.report_id = r.id AND d.at_version = r.version
  LEFT JOIN person b ON b.id = d.decided_by
 ORDER BY r.round > 1 DESC, r.submitted_at, r.id
