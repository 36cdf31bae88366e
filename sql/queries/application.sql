-- 延期、调整、异议、销号: applications of lead units, and what a task keeps of them. Word: 申请 application.

-- application_find (id i) -> (id i, version i, task_id i, plan s, no i, title s, task_state s, unit_id i, unit_name s, asks s, period s, target_id i, target_subject s, target_word s, stood s, asked s, reason s, evidence s, state s, on_behalf i, applied_by i, applied_name s, applied_at t, opinion s, decided_name s, decided_at t, verified s, verifiers s, verified_on s, reopen_reason s, reopened_name s, reopened_at t)
SELECT a.id, a.version, a.task_id, n.code, t.no, t.title, t.state, a.unit_id, u.name, a.asks, COALESCE(p.code, ''),
       COALESCE(a.target_id, 0), COALESCE(g.subject, ''), COALESCE(g.unit_word, ''), a.stood, a.asked, a.reason, a.evidence,
       a.state, a.on_behalf, a.applied_by, w.name, a.applied_at, a.opinion, COALESCE(d.name, ''), a.decided_at, a.verified,
       a.verifiers, COALESCE(CAST(a.verified_on AS CHAR), ''), a.reopen_reason, COALESCE(o.name, ''), a.reopened_at
  FROM application a
  JOIN task t ON t.id = a.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = a.unit_id
  JOIN person w ON w.id = a.applied_by
  LEFT JOIN period p ON p.id = a.period_id
  LEFT JOIN target g ON g.id = a.target_id
  LEFT JOIN person d ON d.id = a.decided_by
  LEFT JOIN person o ON o.id = a.reopened_by
 WHERE a.id = ?

-- The newest first, before an id; every choice is one that may be left open.
-- application_list (states s, kinds s, unit_from i, unit_to i, before i) -> (id i, version i, task_id i, plan s, no i, title s, task_state s, unit_id i, unit_name s, asks s, period s, target_id i, target_subject s, target_word s, stood s, asked s, reason s, evidence s, state s, on_behalf i, applied_by i, applied_name s, applied_at t, opinion s, decided_name s, decided_at t, verified s, verifiers s, verified_on s, reopen_reason s, reopened_name s, reopened_at t)
SELECT a.id, a.version, a.task_id, n.code, t.no, t.title, t.state, a.unit_id, u.name, a.asks, COALESCE(p.code, ''),
       COALESCE(a.target_id, 0), COALESCE(g.subject, ''), COALESCE(g.unit_word, ''), a.stood, a.asked, a.reason, a.evidence,
       a.state, a.on_behalf, a.applied_by, w.name, a.applied_at, a.opinion, COALESCE(d.name, ''), a.decided_at, a.verified,
       a.verifiers, COALESCE(CAST(a.verified_on AS CHAR), ''), a.reopen_reason, COALESCE(o.name, ''), a.reopened_at
  FROM application a
  JOIN task t ON t.id = a.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = a.unit_id
  JOIN person w ON w.id = a.applied_by
  LEFT JOIN period p ON p.id = a.period_id
  LEFT JOIN target g ON g.id = a.target_id
  LEFT JOIN person d ON d.id = a.decided_by
  LEFT JOIN person o ON o.id = a.reopened_by
 WHERE FIND_IN_SET(a.state, ?) AND FIND_IN_SET(a.asks, ?) AND a.unit_id BETWEEN ? AND ? AND a.id < ?
 ORDER BY a.id DESC LIMIT 51

-- application_of_task (task_id i) -> (id i, version i, task_id i, plan s, no i, title s, task_state s, unit_id i, unit_name s, asks s, period s, target_id i, target_subject s, target_word s, stood s, asked s, reason s, evidence s, state s, on_behalf i, applied_by i, applied_name s, applied_at t, opinion s, decided_name s, decided_at t, verified s, verifiers s, verified_on s, reopen_reason s, reopened_name s, reopened_at t)
SELECT a.id, a.version, a.task_id, n.code, t.no, t.title, t.state, a.unit_id, u.name, a.asks, COALESCE(p.code, ''),
       COALESCE(a.target_id, 0), COALESCE(g.subject, ''), COALESCE(g.unit_word, ''), a.stood, a.asked, a.reason, a.evidence,
       a.state, a.on_behalf, a.applied_by, w.name, a.applied_at, a.opinion, COALESCE(d.name, ''), a.decided_at, a.verified,
       a.verifiers, COALESCE(CAST(a.verified_on AS CHAR), ''), a.reopen_reason, COALESCE(o.name, ''), a.reopened_at
  FROM application a
  JOIN task t ON t.id = a.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = a.unit_id
  JOIN person w ON w.id = a.applied_by
  LEFT JOIN period p ON p.id = a.period_id
  LEFT JOIN target g ON g.id = a.target_id
  LEFT JOIN person d ON d.id = a.decided_by
  LEFT JOIN person o ON o.id = a.reopened_by
 WHERE a.task_id = ? ORDER BY a.id DESC LIMIT 50

-- application_lock (id i) -> (id i)
SELECT id FROM application WHERE id = ? FOR UPDATE

-- Of a unit; unit 0 … the greatest number: of all.
-- application_waiting (unit_from i, unit_to i) -> (n i)
SELECT COUNT(*) FROM application WHERE state = 'waiting' AND unit_id BETWEEN ? AND ?

-- The same thing asked for and not yet decided.
-- application_twin (task_id i, unit_id i, asks s, period_id i, target_id i) -> (id i)
SELECT id FROM application
 WHERE task_id = ? AND unit_id = ? AND asks = ? AND state = 'waiting' AND COALESCE(period_id, 0) = ? AND COALESCE(target_id, 0) = ?
 LIMIT 1

-- What an application is about, as it stands: of a task, and of the period, target and unit that it names ('' and 0: none).
-- application_ground (asking_unit i, period s, target i, other_unit i, unit i, plan s, no i) -> (task_id i, version i, state s, year i, due_on s, extended i, adjusted s, closed_at t, period_id i, period_version i, period_state s, due_at t, freezes_at t, not_asked i, report_id i, report_version i, report_state s, light s, frozen_light s, corrected_light s, corrections i, target_id i, target_version i, target_subject s, target_word s, target_unit i, target_range i, goal d, other_id i, other_name s, other_group i, other_leads i, lead_id i, lead_version i, lead_place i, other_leads_n i, takes_part i)
SELECT t.id, t.version, t.state, n.year, COALESCE(CAST(t.due_on AS CHAR), CONCAT(n.year, '-12-31')), t.extended, t.adjusted,
       t.closed_at, COALESCE(p.id, 0), COALESCE(p.version, 0), COALESCE(p.state, ''), COALESCE(x.due_at, p.due_at), p.freezes_at,
       COALESCE(p.scope = 'chosen' AND NOT EXISTS (SELECT 1 FROM period_task c
                                                    WHERE c.period_id = p.id AND c.task_id = t.id AND c.chosen = 1), 0),
       COALESCE(r.id, 0), COALESCE(r.version, 0), COALESCE(r.state, ''), COALESCE(r.light, ''), COALESCE(f.light, ''),
       COALESCE((SELECT c.new_text FROM correction c WHERE c.period_id = p.id AND c.task_id = t.id AND c.unit_id = l.unit_id
                    AND c.field = 'light' ORDER BY c.id DESC LIMIT 1), ''),
       (SELECT COUNT(*) FROM correction c WHERE c.period_id = p.id AND c.task_id = t.id AND c.unit_id = l.unit_id),
       COALESCE(g.id, 0), COALESCE(g.version, 0), COALESCE(g.subject, ''), COALESCE(g.unit_word, ''), COALESCE(g.unit_id, 0),
       COALESCE(g.comparator = 'range', 0), COALESCE(g.corrected, g.value), COALESCE(o.id, 0), COALESCE(o.name, ''),
       COALESCE(o.kind = 'group', 0),
       EXISTS (SELECT 1 FROM task_lead m WHERE m.task_id = t.id AND m.unit_id = o.id AND m.ended_on IS NULL),
       COALESCE(l.id, 0), COALESCE(l.version, 0), COALESCE(l.place, 0),
       (SELECT COUNT(*) FROM task_lead m WHERE m.task_id = t.id AND m.unit_id <> l.unit_id AND m.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant b WHERE b.task_id = t.id AND b.unit_id = ? AND b.ended_on IS NULL)
         AND (l.id IS NULL OR l.ended_on IS NOT NULL)
  FROM plan n
  JOIN task t ON t.plan_id = n.id
  LEFT JOIN period p ON p.plan_id = n.id AND p.code = ?
  LEFT JOIN target g ON g.task_id = t.id AND g.id = ? AND g.ended_on IS NULL
  LEFT JOIN unit o ON o.id = ?
  LEFT JOIN task_lead l ON l.task_id = t.id AND l.unit_id = ?
  LEFT JOIN report r ON r.period_id = p.id AND r.task_id = t.id AND r.unit_id = l.unit_id
  LEFT JOIN frozen_line f ON f.period_id = p.id AND f.task_id = t.id AND f.unit_id = l.unit_id
  LEFT JOIN period_extension x ON x.period_id = p.id AND x.unit_id = l.unit_id
 WHERE n.code = ? AND t.no = ?

-- The targets of a task with what was approved of each last, or set right after freezing.
-- closing_targets (task_id i) -> (id i, subject s, unit_word s, comparator s, value d, value_max d, kind s, confirmed i, base d, due_on s, pace s, corrected d, corrected_max d, year i, now d)
SELECT g.id, g.subject, g.unit_word, g.comparator, g.value, g.value_max, g.kind, g.confirmed, g.base,
       COALESCE(DATE_FORMAT(g.due_on, '%Y-%m-%d'), ''), g.pace, g.corrected, g.corrected_max, n.year,
       (SELECT COALESCE((SELECT CAST(c.new_text AS DECIMAL(20, 4)) FROM correction c
                          WHERE c.period_id = p.id AND c.task_id = g.task_id AND c.target_id = g.id AND c.field = 'value'
                          ORDER BY c.id DESC LIMIT 1), x.value)
          FROM period p
          LEFT JOIN report r ON r.period_id = p.id AND r.task_id = g.task_id AND r.state = 'approved'
          LEFT JOIN report_version v ON v.report_id = r.id AND v.round = r.round
          LEFT JOIN report_value x ON x.version_id = v.id AND x.target_id = g.id
         WHERE p.plan_id = t.plan_id
           AND (x.value IS NOT NULL OR EXISTS (SELECT 1 FROM correction c WHERE c.period_id = p.id AND c.task_id = g.task_id
                                                  AND c.target_id = g.id AND c.field = 'value'))
         ORDER BY p.due_at DESC, p.id DESC, x.value IS NULL LIMIT 1)
  FROM target g JOIN task t ON t.id = g.task_id JOIN plan n ON n.id = t.plan_id
 WHERE g.task_id = ? AND g.ended_on IS NULL ORDER BY g.no

-- closing_counts (task_id i, task_id i) -> (items i, items_open i, problems i)
SELECT COUNT(*), CAST(COALESCE(SUM(COALESCE((SELECT x.state FROM report_item x
                   JOIN report_version v ON v.id = x.version_id
                   JOIN report r ON r.id = v.report_id AND r.round = v.round
                   JOIN period p ON p.id = r.period_id
                  WHERE x.item_id = i.id AND r.state = 'approved'
                  ORDER BY p.due_at DESC, p.id DESC LIMIT 1), '') NOT IN ('done', 'stopped')), 0) AS SIGNED),
       (SELECT COUNT(*) FROM problem b WHERE b.task_id = ? AND b.step <> 'closed')
  FROM work_item i WHERE i.task_id = ? AND i.ended_on IS NULL

-- closing_checks (application_id i) -> (kind s, target_id i, met i, words s, explained s)
SELECT kind, COALESCE(target_id, 0), met, words, explained FROM closing_check WHERE application_id = ? ORDER BY place

-- application_files (application_id i) -> (id i, no i, name s, size_bytes i, period s, unit_id i, state s)
SELECT e.id, e.no, e.name, e.size_bytes, p.code, e.unit_id, COALESCE(r.state, '')
  FROM application_file f
  JOIN evidence e ON e.id = f.evidence_id
  JOIN period p ON p.id = e.period_id
  LEFT JOIN report r ON r.period_id = e.period_id AND r.task_id = e.task_id AND r.unit_id = e.unit_id
 WHERE f.application_id = ? ORDER BY f.place

-- application_insert (id i, task_id i, unit_id i, asks s, period_id i, target_id i, stood s, asked s, reason s, evidence s, file_count i, check_count i, on_behalf i, applied_by i, applied_at t) -> ()
INSERT INTO application (id, version, task_id, unit_id, asks, period_id, target_id, stood, asked, reason, evidence, file_count,
                         check_count, state, on_behalf, applied_by, applied_at)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)

-- application_file_insert (application_id i, place i, evidence_id i) -> ()
INSERT INTO application_file (application_id, place, evidence_id) VALUES (?, ?, ?)

-- closing_check_insert (application_id i, place i, kind s, target_id i, met i, words s, explained s) -> ()
INSERT INTO closing_check (application_id, place, kind, target_id, met, words, explained) VALUES (?, ?, ?, ?, ?, ?, ?)

-- application_withdraw (id i, version i) -> ()
UPDATE application SET state = 'withdrawn', version = version + 1 WHERE id = ? AND version = ? AND state = 'waiting'

-- application_decide (state s, opinion s, decided_by i, decided_at t, verified s, verifiers s, verified_on s, id i, version i) -> ()
UPDATE application SET state = ?, opinion = ?, decided_by = ?, decided_at = ?, verified = ?, verifiers = ?, verified_on = ?,
                       version = version + 1
 WHERE id = ? AND version = ? AND state = 'waiting'

-- application_reopen (reason s, reopened_by i, reopened_at t, id i, version i) -> ()
UPDATE application SET reopen_reason = ?, reopened_by = ?, reopened_at = ?, version = version + 1
 WHERE id = ? AND version = ? AND state = 'granted' AND asks = 'closure' AND reopened_at IS NULL

-- What applications make of the plan's rows.

-- task_set_state (state s, closed_at t, id i, version i) -> ()
UPDATE task SET state = ?, closed_at = ?, version = version + 1 WHERE id = ? AND version = ?

-- task_extend (due_on s, id i, version i) -> ()
UPDATE task SET due_on = ?, extended = extended + 1, version = version + 1 WHERE id = ? AND version = ?

-- task_adjust (adjusted s, id i, version i) -> ()
UPDATE task SET adjusted = ?, version = version + 1 WHERE id = ? AND version = ?

-- lead_next_place (task_id i) -> (place i)
SELECT COALESCE(MAX(place), 0) + 1 FROM task_lead WHERE task_id = ?

-- lead_row (task_id i, unit_id i) -> (id i, version i, ended i)
SELECT id, version, ended_on IS NOT NULL FROM task_lead WHERE task_id = ? AND unit_id = ?

-- lead_end (ended_on s, id i, version i) -> ()
UPDATE task_lead SET ended_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- lead_first (task_id i) -> (unit_id i)
SELECT unit_id FROM task_lead WHERE task_id = ? AND ended_on IS NULL ORDER BY place LIMIT 1

-- part_lock (task_id i, unit_id i) -> (id i)
SELECT id FROM task_participant WHERE task_id = ? AND unit_id = ? FOR UPDATE

-- part_row (task_id i, unit_id i) -> (id i, version i, ended i)
SELECT id, version, ended_on IS NOT NULL FROM task_participant WHERE task_id = ? AND unit_id = ?

-- part_next_place (task_id i) -> (place i)
SELECT COALESCE(MAX(place), 0) + 1 FROM task_participant WHERE task_id = ?

-- report_light_set (light s, id i, version i) -> ()
UPDATE report SET light = ?, version = version + 1 WHERE id = ? AND version = ? AND state = 'approved'
