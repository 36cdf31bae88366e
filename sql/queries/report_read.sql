-- What the pages of one unit's reports show: the form, the reading view, 我的报送.

-- report_before (task_id i, unit_id i, period_id i) -> (period_code s, light s, version_id i, narrative s, next_steps s, light_reason s)
SELECT p.code, COALESCE(r.light, ''), v.id, v.narrative, v.next_steps, v.light_reason
  FROM report r JOIN period p ON p.id = r.period_id
  JOIN report_version v ON v.report_id = r.id AND v.round = r.round
 WHERE r.task_id = ? AND r.unit_id = ? AND r.state = 'approved'
   AND p.due_at < (SELECT due_at FROM period WHERE id = ?)
 ORDER BY p.due_at DESC LIMIT 1

-- report_task (task_id i) -> (source s, first_lead s)
SELECT t.source, COALESCE((SELECT u.name FROM task_lead l JOIN unit u ON u.id = l.unit_id
                            WHERE l.task_id = t.id AND l.ended_on IS NULL ORDER BY l.place LIMIT 1), '')
  FROM task t WHERE t.id = ?

-- With those that lead no more and reported then, under the names of the day when it was due.
-- report_others (period_id i, task_id i, unit_id i) -> (unit_id i, name s, state s, light s)
SELECT u.id, COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name),
       COALESCE(r.state, ''), COALESCE(r.light, '')
  FROM task_lead l JOIN unit u ON u.id = l.unit_id JOIN period p ON p.id = ?
  LEFT JOIN report r ON r.period_id = p.id AND r.task_id = l.task_id AND r.unit_id = l.unit_id
 WHERE l.task_id = ? AND l.unit_id <> ? AND (l.ended_on IS NULL OR r.id IS NOT NULL)
 ORDER BY l.place

-- report_last_event (report_id i, version i) -> (action s, actor s, at_us i)
SELECT action, actor, at_us FROM audit_event WHERE etype = 'report' AND entity_id = ? AND entity_seq = ?

-- unit_reports (period_id i, unit_id i) -> (task_no i, title s, place i, report_id i, state s, late i, declared s, light s, has_draft i, draft_name s, draft_at t, action s, actor s, at_us i)
SELECT t.no, t.title, l.place, COALESCE(r.id, 0), COALESCE(r.state, ''), COALESCE(r.late, 0), COALESCE(r.declared, ''),
       COALESCE(r.light, ''), d.rev IS NOT NULL, COALESCE(w.name, ''), d.saved_at, COALESCE(e.action, ''),
       COALESCE(e.actor, ''), COALESCE(e.at_us, 0)
  FROM task_lead l
  JOIN task t ON t.id = l.task_id
  JOIN period p ON p.id = ? AND p.plan_id = t.plan_id
  LEFT JOIN report r ON r.period_id = p.id AND r.task_id = l.task_id AND r.unit_id = l.unit_id
  LEFT JOIN draft d ON d.period_id = p.id AND d.task_id = l.task_id AND d.unit_id = l.unit_id
  LEFT JOIN person w ON w.id = d.saved_by
  LEFT JOIN audit_event e ON e.etype = 'report' AND e.entity_id = r.id AND e.entity_seq = r.version
 WHERE l.unit_id = ? AND l.ended_on IS NULL AND (t.state <> 'closed' OR t.closed_at > p.opens_at OR r.id IS NOT NULL)
   AND (p.scope = 'all' OR r.id IS NOT NULL
        OR EXISTS (SELECT 1 FROM period_task c WHERE c.period_id = p.id AND c.task_id = t.id AND c.chosen = 1))
 ORDER BY t.no
