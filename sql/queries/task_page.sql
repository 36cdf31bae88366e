-- The task page, its history, and the reports of a task in one period.

-- task_values (task_id i) -> (target_id i, value d, period_id i)
SELECT v.target_id, v.value, r.period_id
  FROM report r
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN report_value v ON v.version_id = h.id
  JOIN period p ON p.id = r.period_id
 WHERE r.task_id = ? AND r.state = 'approved' AND v.value IS NOT NULL
 ORDER BY p.due_at, p.id

-- task_periods (task_id i) -> (period_id i, report_id i, unit_id i, state s, round i, declared s, light s, late i, filed_by i, narrative s, submitted_at t, filed_name s, decided_at t, decided_name s, on_behalf i)
SELECT r.period_id, r.id, r.unit_id, r.state, r.round, r.declared, r.light, r.late, r.filed_by, LEFT(h.narrative, 200),
       r.submitted_at, f.name, r.decided_at, b.name, h.on_behalf
  FROM report r
  STRAIGHT_JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  STRAIGHT_JOIN person f ON f.id = r.filed_by
  LEFT JOIN decision d ON d.report_id = r.id AND d.at_version = r.version
  LEFT JOIN person b ON b.id = d.decided_by
 WHERE r.task_id = ?

-- task_drafts (task_id i, unit_id i) -> (period_id i, saved_at t, name s)
SELECT w.period_id, w.saved_at, s.name FROM draft w JOIN person s ON s.id = w.saved_by
 WHERE w.task_id = ? AND w.unit_id = ?

-- task_reports (task_id i, period_id i) -> (unit_id i, state s, round i, declared s, light s, late i, filed_by i, version_id i, narrative s, next_steps s, light_reason s, on_behalf i, submitted_at t, filed_name s, decided_at t, decided_name s, comment s)
SELECT r.unit_id, r.state, r.round, r.declared, r.light, r.late, r.filed_by, h.id, h.narrative, h.next_steps,
       h.light_reason, h.on_behalf, r.submitted_at, f.name, r.decided_at, b.name, d.comment
  FROM report r
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN person f ON f.id = r.filed_by
  LEFT JOIN decision d ON d.report_id = r.id AND d.at_version = r.version
  LEFT JOIN person b ON b.id = d.decided_by
 WHERE r.task_id = ? AND r.period_id = ?

-- task_report_values (task_id i, period_id i) -> (version_id i, target_id i, subject s, unit_word s, value d, note s)
SELECT v.version_id, v.target_id, g.subject, g.unit_word, v.value, v.note
  FROM report r
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN report_value v ON v.version_id = h.id
  JOIN target g ON g.id = v.target_id
 WHERE r.task_id = ? AND r.period_id = ? ORDER BY g.no

-- task_events (task_id i, before i, most i) -> (id i, at_us i, person s, unit s, role s, action s, result s, etype s, about_unit i, about_name s, period s, body s)
SELECT e.id, e.at_us, e.actor, e.actor_unit, e.actor_role, e.action, e.result, e.etype, COALESCE(e.unit_id, 0),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(FROM_UNIXTIME(e.at_us DIV 1000000) + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name), ''),
       COALESCE(p.code, ''), e.body
  FROM audit_event e LEFT JOIN unit u ON u.id = e.unit_id LEFT JOIN period p ON p.id = e.period_id
 WHERE e.task_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?
