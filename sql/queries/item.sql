-- Work items under a task, and what reports said of them.

-- Every part locks, as in lead_lock (report.sql).

-- item_lead_lock (plan s, no i, unit_id i) -> (id i)
SELECT l.id FROM task_lead l
 WHERE l.task_id = (SELECT t.id FROM task t JOIN plan n ON n.id = t.plan_id WHERE n.code = ? AND t.no = ?
                      LOCK IN SHARE MODE)
   AND l.unit_id = ? FOR UPDATE

-- item_facts (actor_unit i, actor_unit i, plan s, no i, unit i) -> (task_id i, title s, task_state s, year i, unit_id i, unit_name s, unit_code s, lead_ended i, actor_leads i, actor_participates i)
SELECT t.id, t.title, t.state, n.year, u.id, u.name, COALESCE(u.code, ''), l.id IS NULL OR l.ended_on IS NOT NULL,
       EXISTS (SELECT 1 FROM task_lead a WHERE a.task_id = t.id AND a.unit_id = ? AND a.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant b WHERE b.task_id = t.id AND b.unit_id = ? AND b.ended_on IS NULL)
  FROM plan n
  JOIN task t ON t.plan_id = n.id
  JOIN unit u
  LEFT JOIN task_lead l ON l.task_id = t.id AND l.unit_id = u.id
 WHERE n.code = ? AND t.no = ? AND u.id = ?

-- item_list (sees_all i, own_unit i, plan s, no_from i, no_to i, unit_from i, unit_to i) -> (id i, version i, no i, task_id i, task_no i, unit_id i, name s, person s, starts_on s, due_on s, q1 s, q2 s, q3 s, q4 s, span_reason s, confirmed i, confirmed_name s, confirmed_at t, ended_on s, end_reason s, state s, result s, period s, is_approved i)
SELECT i.id, i.version, i.no, t.id, t.no, i.unit_id, i.name, i.person, CAST(i.starts_on AS CHAR), CAST(i.due_on AS CHAR),
       i.q1, i.q2, i.q3, i.q4, i.span_reason, i.confirmed, COALESCE(c.name, ''), i.confirmed_at,
       COALESCE(CAST(i.ended_on AS CHAR), ''), i.end_reason, COALESCE(x.state, ''), COALESCE(x.result, ''),
       COALESCE(p.code, ''), COALESCE(r.state = 'approved', 0)
  FROM plan n
  JOIN task t ON t.plan_id = n.id
  JOIN work_item i ON i.task_id = t.id
  LEFT JOIN person c ON c.id = i.confirmed_by
  LEFT JOIN report_item x ON x.item_id = i.id
        AND x.version_id = (SELECT w.id
                              FROM report_item y
                              JOIN report_version w ON w.id = y.version_id
                              JOIN report s ON s.id = w.report_id AND s.round = w.round
                              JOIN period q ON q.id = s.period_id
                             WHERE y.item_id = i.id
                               AND (s.state = 'approved' OR (s.state = 'submitted' AND (? OR i.unit_id = ?)))
                             ORDER BY q.due_at DESC, q.id DESC LIMIT 1)
  LEFT JOIN report_version v ON v.id = x.version_id
  LEFT JOIN report r ON r.id = v.report_id
  LEFT JOIN period p ON p.id = r.period_id
 WHERE n.code = ? AND t.no BETWEEN ? AND ? AND i.unit_id BETWEEN ? AND ?
 ORDER BY i.unit_id, t.no, i.no

-- item_count (task_id i, unit_id i) -> (last_no i, listed i)
SELECT COALESCE(MAX(no), 0), COALESCE(SUM(ended_on IS NULL), 0) FROM work_item WHERE task_id = ? AND unit_id = ?

-- item_insert (id i, task_id i, unit_id i, no i, name s, person s, starts_on s, due_on s, q1 s, q2 s, q3 s, q4 s, span_reason s) -> ()
INSERT INTO work_item (id, version, task_id, unit_id, no, name, person, starts_on, due_on, q1, q2, q3, q4, span_reason,
                       confirmed)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)

-- item_change (name s, person s, starts_on s, due_on s, q1 s, q2 s, q3 s, q4 s, span_reason s, id i, version i) -> ()
UPDATE work_item SET name = ?, person = ?, starts_on = ?, due_on = ?, q1 = ?, q2 = ?, q3 = ?, q4 = ?, span_reason = ?,
                     confirmed = 0, confirmed_by = NULL, confirmed_at = NULL, version = version + 1
 WHERE id = ? AND version = ? AND ended_on IS NULL

-- item_end (ended_on s, end_reason s, id i, version i) -> ()
UPDATE work_item SET ended_on = ?, end_reason = ?, version = version + 1
 WHERE id = ? AND version = ? AND ended_on IS NULL

-- item_confirm (confirmed_by i, confirmed_at t, id i, version i) -> ()
UPDATE work_item SET confirmed = 1, confirmed_by = ?, confirmed_at = ?, version = version + 1
 WHERE id = ? AND version = ? AND ended_on IS NULL AND confirmed = 0

-- report_item_insert (version_id i, place i, item_id i, state s, result s) -> ()
INSERT INTO report_item (version_id, place, item_id, state, result) VALUES (?, ?, ?, ?, ?)

-- version_items (version_id i) -> (item_id i, no i, name s, person s, due_on s, ended_on s, state s, result s)
SELECT x.item_id, i.no, i.name, i.person, CAST(i.due_on AS CHAR), COALESCE(CAST(i.ended_on AS CHAR), ''), x.state, x.result
  FROM report_item x JOIN work_item i ON i.id = x.item_id
 WHERE x.version_id = ? ORDER BY x.place

-- audit_items (first_id i, last_id i) -> (id i, name s)
SELECT DISTINCT i.id, i.name
  FROM audit_event a JOIN work_item i ON i.task_id = a.task_id
 WHERE a.id BETWEEN ? AND ?

-- task_item_names (task_id i) -> (id i, name s)
SELECT id, name FROM work_item WHERE task_id = ? ORDER BY unit_id, no
