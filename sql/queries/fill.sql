-- All that a unit writes in one period, read at once (批量填报); store/fill_read.c.

-- fill_period (unit_id i, plan s, period s) -> (id i, code s, state s, opens_at t, due_at t)
SELECT p.id, p.code, p.state, p.opens_at, COALESCE(x.due_at, p.due_at)
  FROM plan n
  JOIN period p ON p.plan_id = n.id
  LEFT JOIN period_extension x ON x.period_id = p.id AND x.unit_id = ?
 WHERE n.code = ? AND p.code = ?

-- fill_rows (period_id i, unit_id i) -> (task_id i, report_id i, version i, state s, round i, declared s, light s, filed_by i, submitted_at t, back s, back_name s, back_at t, rev i, narrative s, next_steps s, draft_light s, light_reason s, amounts s, copied_from s, saved_by i, saved_at t, saved_name s)
SELECT t.id, COALESCE(r.id, 0), COALESCE(r.version, 0), COALESCE(r.state, ''), COALESCE(r.round, 0),
       COALESCE(r.declared, ''), COALESCE(r.light, ''), COALESCE(r.filed_by, 0), r.submitted_at,
       COALESCE(e.comment, ''), COALESCE(b.name, ''), e.decided_at, COALESCE(d.rev, 0), COALESCE(d.narrative, ''),
       COALESCE(d.next_steps, ''), COALESCE(d.light, ''), COALESCE(d.light_reason, ''), COALESCE(d.amounts, '{}'),
       COALESCE(d.copied_from, ''), COALESCE(d.saved_by, 0), d.saved_at, COALESCE(w.name, '')
  FROM task_lead l
  JOIN task t ON t.id = l.task_id
  JOIN period p ON p.id = ? AND p.plan_id = t.plan_id
  LEFT JOIN report r ON r.period_id = p.id AND r.task_id = l.task_id AND r.unit_id = l.unit_id
  LEFT JOIN decision e ON e.report_id = r.id AND e.at_version = r.version AND e.decision = 'return'
  LEFT JOIN person b ON b.id = e.decided_by
  LEFT JOIN draft d ON d.period_id = p.id AND d.task_id = l.task_id AND d.unit_id = l.unit_id
  LEFT JOIN person w ON w.id = d.saved_by
 WHERE l.unit_id = ? AND l.ended_on IS NULL
   AND (p.scope = 'all' OR r.id IS NOT NULL
        OR EXISTS (SELECT 1 FROM period_task c WHERE c.period_id = p.id AND c.task_id = t.id AND c.chosen = 1))
 ORDER BY t.no

-- fill_before (unit_id i, period_id i) -> (task_id i, period s, light s, narrative s, next_steps s, light_reason s)
SELECT x.task_id, x.code, COALESCE(x.light, ''), v.narrative, v.next_steps, v.light_reason
  FROM (SELECT r.id, r.task_id, r.round, r.light, p.code,
               ROW_NUMBER() OVER (PARTITION BY r.task_id ORDER BY p.due_at DESC) AS k
          FROM report r JOIN period p ON p.id = r.period_id
         WHERE r.unit_id = ? AND r.state = 'approved' AND p.due_at < (SELECT due_at FROM period WHERE id = ?)) x
  JOIN report_version v ON v.report_id = x.id AND v.round = x.round
 WHERE x.k = 1

-- fill_before_values (unit_id i, period_id i) -> (task_id i, target_id i, value d, note s)
SELECT x.task_id, a.target_id, a.value, a.note
  FROM (SELECT r.id, r.task_id, r.round,
               ROW_NUMBER() OVER (PARTITION BY r.task_id ORDER BY p.due_at DESC) AS k
          FROM report r JOIN period p ON p.id = r.period_id
         WHERE r.unit_id = ? AND r.state = 'approved' AND p.due_at < (SELECT due_at FROM period WHERE id = ?)) x
  JOIN report_version v ON v.report_id = x.id AND v.round = x.round
  JOIN report_value a ON a.version_id = v.id
 WHERE x.k = 1
 ORDER BY x.task_id, a.place
