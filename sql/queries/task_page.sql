-- The task page, its history, and the reports of a task in one period.

-- task_page (plan s, no i) -> (plan_id i, plan_title s, year i, id i, no i, title s, source s, state s, label s, section s, section_no i)
SELECT n.id, n.title, n.year, t.id, t.no, t.title, t.source, t.state, COALESCE(s.label, ''), COALESCE(s.title, ''),
       COALESCE(s.no, 0)
  FROM plan n JOIN task t ON t.plan_id = n.id LEFT JOIN section s ON s.id = t.section_id
 WHERE n.code = ? AND t.no = ?

-- task_parts (task_id i, task_id i) -> (is_lead i, unit_id i, place i, name s, signs_in i, assigned i)
SELECT 1, u.id, l.place AS place, u.name, u.code IS NOT NULL, l.source = 'assigned'
  FROM task_lead l JOIN unit u ON u.id = l.unit_id WHERE l.task_id = ? AND l.ended_on IS NULL
 UNION ALL
SELECT 0, u.id, p.place, u.name, u.code IS NOT NULL, 0
  FROM task_participant p JOIN unit u ON u.id = p.unit_id WHERE p.task_id = ? AND p.ended_on IS NULL

-- task_targets (task_id i) -> (id i, unit_id i, subject s, comparator s, value d, value_max d, unit_word s, quote s, doubt s, kind s, confirmed i)
SELECT id, COALESCE(unit_id, 0), subject, comparator, value, value_max, unit_word, quote, doubt, kind, confirmed
  FROM target WHERE task_id = ? ORDER BY no

-- task_values (task_id i) -> (target_id i, value d, period s)
SELECT v.target_id, v.value, p.code
  FROM report r
  JOIN period p ON p.id = r.period_id
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN report_value v ON v.version_id = h.id
 WHERE r.task_id = ? AND r.state = 'approved' AND v.value IS NOT NULL ORDER BY p.due_at DESC, p.code DESC

-- task_periods (task_id i, task_id i, own_unit i, plan_id i) -> (period_id i, code s, opens_at t, due_at t, period_state s, report_id i, unit_id i, state s, round i, declared s, light s, late i, filed_by i, narrative s, submitted_at t, filed_name s, decided_at t, decided_name s, draft_at t, draft_name s)
SELECT p.id, p.code, p.opens_at, p.due_at, p.state, COALESCE(r.id, 0), COALESCE(r.unit_id, 0), COALESCE(r.state, ''),
       COALESCE(r.round, 0), COALESCE(r.declared, ''), COALESCE(r.light, ''), COALESCE(r.late, 0),
       COALESCE(r.filed_by, 0), COALESCE(LEFT(h.narrative, 200), ''), r.submitted_at, COALESCE(f.name, ''), r.decided_at,
       COALESCE(b.name, ''), w.saved_at, COALESCE(s.name, '')
  FROM period p
  LEFT JOIN report r ON r.period_id = p.id AND r.task_id = ?
  LEFT JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  LEFT JOIN person f ON f.id = r.filed_by
  LEFT JOIN decision d ON d.report_id = r.id AND d.at_version = r.version
  LEFT JOIN person b ON b.id = d.decided_by
  LEFT JOIN draft w ON w.period_id = p.id AND w.task_id = ? AND w.unit_id = ?
  LEFT JOIN person s ON s.id = w.saved_by
 WHERE p.plan_id = ? ORDER BY p.due_at DESC, p.code DESC

-- task_reports (task_id i, period s, plan_id i) -> (unit_id i, period_id i, due_at t, period_state s, state s, round i, declared s, light s, late i, filed_by i, version_id i, narrative s, next_steps s, light_reason s, on_behalf i, submitted_at t, filed_name s, decided_at t, decided_name s, comment s)
SELECT COALESCE(r.unit_id, 0), p.id, p.due_at, p.state, COALESCE(r.state, ''), COALESCE(r.round, 0),
       COALESCE(r.declared, ''), COALESCE(r.light, ''), COALESCE(r.late, 0), COALESCE(r.filed_by, 0), COALESCE(h.id, 0),
       COALESCE(h.narrative, ''), COALESCE(h.next_steps, ''), COALESCE(h.light_reason, ''), COALESCE(h.on_behalf, 0),
       r.submitted_at, COALESCE(f.name, ''), r.decided_at, COALESCE(b.name, ''), COALESCE(d.comment, '')
  FROM period p
  LEFT JOIN report r ON r.period_id = p.id AND r.task_id = ?
  LEFT JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  LEFT JOIN person f ON f.id = r.filed_by
  LEFT JOIN decision d ON d.report_id = r.id AND d.at_version = r.version
  LEFT JOIN person b ON b.id = d.decided_by
 WHERE p.code = ? AND p.plan_id = ?

-- task_report_values (task_id i, period_id i) -> (version_id i, target_id i, subject s, unit_word s, value d, note s)
SELECT v.version_id, v.target_id, g.subject, g.unit_word, v.value, v.note
  FROM report r
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN report_value v ON v.version_id = h.id
  JOIN target g ON g.id = v.target_id
 WHERE r.task_id = ? AND r.period_id = ? ORDER BY g.no

-- task_events (task_id i, before i, most i) -> (id i, at_us i, person s, unit s, role s, action s, result s, etype s, about_unit i, about_name s, period s, body s)
SELECT e.id, e.at_us, e.actor, e.actor_unit, e.actor_role, e.action, e.result, e.etype, COALESCE(e.unit_id, 0),
       COALESCE(u.name, ''), COALESCE(p.code, ''), e.body
  FROM audit_event e LEFT JOIN unit u ON u.id = e.unit_id LEFT JOIN period p ON p.id = e.period_id
 WHERE e.task_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?
