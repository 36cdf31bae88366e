-- Targets as supervisors set them (store/target.c). Word: 量化目标 target.

-- target_task_lock (plan s, no i) -> (id i, version i, source s)
SELECT t.id, t.version, t.source FROM task t
 WHERE t.plan_id = (SELECT n.id FROM plan n WHERE n.code = ?) AND t.no = ? FOR UPDATE

-- targets_of_task (task_id i) -> (id i, version i, no i, unit_id i, unit_name s, unit_leads i, subject s, comparator s, value d, value_max d, unit_word s, quote s, doubt s, kind s, base d, due_on s, pace s, corrected d, corrected_max d, basis s, corrected_by i, corrected_name s, corrected_at t, origin s, split_of i, drop_reason s, dropped_by i, dropped_name s, dropped_at t, ended_on s, confirmed i, confirmed_by i, confirmed_name s, confirmed_at t, set_by i, set_name s, set_at t)
SELECT g.id, g.version, g.no, COALESCE(g.unit_id, 0), COALESCE(u.name, ''), COALESCE(l.id IS NOT NULL AND l.ended_on IS NULL, 0),
       g.subject, g.comparator, g.value, g.value_max, g.unit_word, g.quote, g.doubt, g.kind, g.base,
       COALESCE(CAST(g.due_on AS CHAR), ''), g.pace, g.corrected, g.corrected_max, g.basis, COALESCE(g.corrected_by, 0),
       COALESCE(k.name, ''), g.corrected_at, g.origin, COALESCE(g.split_of, 0), g.drop_reason, COALESCE(g.dropped_by, 0),
       COALESCE(d.name, ''), g.dropped_at, COALESCE(CAST(g.ended_on AS CHAR), ''), g.confirmed,
       COALESCE(g.confirmed_by, 0), COALESCE(c.name, ''), g.confirmed_at, COALESCE(g.set_by, 0), COALESCE(s.name, ''), g.set_at
  FROM target g
  LEFT JOIN unit u ON u.id = g.unit_id
  LEFT JOIN task_lead l ON l.task_id = g.task_id AND l.unit_id = g.unit_id
  LEFT JOIN person k ON k.id = g.corrected_by
  LEFT JOIN person d ON d.id = g.dropped_by
  LEFT JOIN person c ON c.id = g.confirmed_by
  LEFT JOIN person s ON s.id = g.set_by
 WHERE g.task_id = ? ORDER BY g.no

-- target_leads_lock (task_id i) -> (unit_id i)
SELECT unit_id FROM task_lead WHERE task_id = ? AND ended_on IS NULL ORDER BY place LOCK IN SHARE MODE

-- target_request (req_id b) -> (entity_id i)
SELECT entity_id FROM audit_event WHERE req_id = ? AND req_no = 0

-- target_event (target_id i, version i) -> (actor s, at_us i, action s)
SELECT actor, at_us, action FROM audit_event WHERE etype = 'target' AND entity_id = ? AND entity_seq = ?

-- target_save (unit_id i, kind s, base d, due_on s, pace s, corrected d, corrected_max d, basis s, corrected_by i, corrected_at t, confirmed i, confirmed_by i, confirmed_at t, set_by i, set_at t, ended_on s, drop_reason s, dropped_by i, dropped_at t, id i, version i) -> ()
UPDATE target SET unit_id = ?, kind = ?, base = ?, due_on = ?, pace = ?, corrected = ?, corrected_max = ?, basis = ?,
                  corrected_by = ?, corrected_at = ?, confirmed = ?, confirmed_by = ?, confirmed_at = ?, set_by = ?,
                  set_at = ?, ended_on = ?, drop_reason = ?, dropped_by = ?, dropped_at = ?, version = version + 1
 WHERE id = ? AND version = ?

-- target_add (id i, task_id i, no i, subject s, comparator s, value d, value_max d, unit_word s, quote s, origin s, split_of i, unit_id i, kind s, base d, due_on s, pace s, confirmed i, confirmed_by i, confirmed_at t, set_by i, set_at t) -> ()
INSERT INTO target (id, version, task_id, no, subject, comparator, value, value_max, unit_word, quote, doubt, origin,
                    split_of, unit_id, kind, base, due_on, pace, confirmed, confirmed_by, confirmed_at, set_by, set_at)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
