-- 问题闭环: problems under tasks (store/problem.h).

-- What stands in the three statements below is the same, for store/problem.c reads them alike.

-- problem_find (actor_unit i, actor_unit i, actor_unit i, id i) -> (id i, version i, plan s, no i, task_id i, task_title s, task_state s, unit_id i, unit_name s, unit_code s, title s, body s, level s, step s, step_no i, step_at t, due_on s, promised_on s, raised_by i, raised_name s, raised_unit i, raised_unit_name s, raised_at t, refused i, reopened i, closed_at t, version_id i, period s, report_unit i, round i, last_words s, last_at t, answered_by i, coordinates i, leads i, takes i)
SELECT p.id, p.version, n.code, t.no, t.id, t.title, t.state, p.unit_id, u.name, COALESCE(u.code, ''), p.title, p.body, p.level, p.step, p.step_no,
       p.step_at, COALESCE(CAST(p.due_on AS CHAR), ''), COALESCE(CAST(p.promised_on AS CHAR), ''), p.raised_by, b.name,
       COALESCE(p.raised_unit, 0), COALESCE(g.name, ''), p.raised_at, p.refused, p.reopened, p.closed_at,
       COALESCE(p.version_id, 0), COALESCE(q.code, ''), COALESCE(r.unit_id, 0), COALESCE(v.round, 0),
       COALESCE(m.words, s.words, ''), COALESCE(m.made_at, s.made_at),
       COALESCE((SELECT a.made_by FROM problem_step a WHERE a.problem_id = p.id AND a.move = 'answer' ORDER BY a.no DESC LIMIT 1), 0),
       EXISTS (SELECT 1 FROM problem_unit c WHERE c.problem_id = p.id AND c.unit_id = ?),
       EXISTS (SELECT 1 FROM task_lead c WHERE c.task_id = p.task_id AND c.unit_id = ? AND c.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant c WHERE c.task_id = p.task_id AND c.unit_id = ? AND c.ended_on IS NULL)
  FROM problem p
  JOIN task t ON t.id = p.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = p.unit_id
  JOIN person b ON b.id = p.raised_by
  LEFT JOIN unit g ON g.id = p.raised_unit
  LEFT JOIN report_version v ON v.id = p.version_id
  LEFT JOIN report r ON r.id = v.report_id
  LEFT JOIN period q ON q.id = r.period_id
  LEFT JOIN problem_step s ON s.problem_id = p.id AND s.at_version = p.version
  LEFT JOIN problem_note m ON m.problem_id = p.id AND m.at_version = p.version WHERE p.id = ?

-- Open ones, and those that were closed since a moment. own_unit: only what concerns that unit; 0: all.
-- problem_list (actor_unit i, actor_unit i, actor_unit i, closed_since t, own_unit i, own_unit i, own_unit i, own_unit i, own_unit i, own_unit i, most i) -> (id i, version i, plan s, no i, task_id i, task_title s, task_state s, unit_id i, unit_name s, unit_code s, title s, body s, level s, step s, step_no i, step_at t, due_on s, promised_on s, raised_by i, raised_name s, raised_unit i, raised_unit_name s, raised_at t, refused i, reopened i, closed_at t, version_id i, period s, report_unit i, round i, last_words s, last_at t, answered_by i, coordinates i, leads i, takes i)
SELECT p.id, p.version, n.code, t.no, t.id, t.title, t.state, p.unit_id, u.name, COALESCE(u.code, ''), p.title, p.body, p.level, p.step, p.step_no,
       p.step_at, COALESCE(CAST(p.due_on AS CHAR), ''), COALESCE(CAST(p.promised_on AS CHAR), ''), p.raised_by, b.name,
       COALESCE(p.raised_unit, 0), COALESCE(g.name, ''), p.raised_at, p.refused, p.reopened, p.closed_at,
       COALESCE(p.version_id, 0), COALESCE(q.code, ''), COALESCE(r.unit_id, 0), COALESCE(v.round, 0),
       COALESCE(m.words, s.words, ''), COALESCE(m.made_at, s.made_at),
       COALESCE((SELECT a.made_by FROM problem_step a WHERE a.problem_id = p.id AND a.move = 'answer' ORDER BY a.no DESC LIMIT 1), 0),
       EXISTS (SELECT 1 FROM problem_unit c WHERE c.problem_id = p.id AND c.unit_id = ?),
       EXISTS (SELECT 1 FROM task_lead c WHERE c.task_id = p.task_id AND c.unit_id = ? AND c.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant c WHERE c.task_id = p.task_id AND c.unit_id = ? AND c.ended_on IS NULL)
  FROM problem p
  JOIN task t ON t.id = p.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = p.unit_id
  JOIN person b ON b.id = p.raised_by
  LEFT JOIN unit g ON g.id = p.raised_unit
  LEFT JOIN report_version v ON v.id = p.version_id
  LEFT JOIN report r ON r.id = v.report_id
  LEFT JOIN period q ON q.id = r.period_id
  LEFT JOIN problem_step s ON s.problem_id = p.id AND s.at_version = p.version
  LEFT JOIN problem_note m ON m.problem_id = p.id AND m.at_version = p.version WHERE (p.step IN ('found', 'coordinate', 'solve', 'feedback') OR p.closed_at >= ?)
   AND (? = 0 OR p.unit_id = ? OR p.raised_unit = ?
        OR EXISTS (SELECT 1 FROM problem_unit c WHERE c.unit_id = ? AND c.problem_id = p.id)
        OR EXISTS (SELECT 1 FROM task_lead c WHERE c.task_id = p.task_id AND c.unit_id = ? AND c.ended_on IS NULL)
        OR EXISTS (SELECT 1 FROM task_participant c WHERE c.task_id = p.task_id AND c.unit_id = ? AND c.ended_on IS NULL))
 ORDER BY p.step = 'closed', p.due_on, p.closed_at DESC, p.id LIMIT ?

-- problem_list_of_task (actor_unit i, actor_unit i, actor_unit i, task_id i) -> (id i, version i, plan s, no i, task_id i, task_title s, task_state s, unit_id i, unit_name s, unit_code s, title s, body s, level s, step s, step_no i, step_at t, due_on s, promised_on s, raised_by i, raised_name s, raised_unit i, raised_unit_name s, raised_at t, refused i, reopened i, closed_at t, version_id i, period s, report_unit i, round i, last_words s, last_at t, answered_by i, coordinates i, leads i, takes i)
SELECT p.id, p.version, n.code, t.no, t.id, t.title, t.state, p.unit_id, u.name, COALESCE(u.code, ''), p.title, p.body, p.level, p.step, p.step_no,
       p.step_at, COALESCE(CAST(p.due_on AS CHAR), ''), COALESCE(CAST(p.promised_on AS CHAR), ''), p.raised_by, b.name,
       COALESCE(p.raised_unit, 0), COALESCE(g.name, ''), p.raised_at, p.refused, p.reopened, p.closed_at,
       COALESCE(p.version_id, 0), COALESCE(q.code, ''), COALESCE(r.unit_id, 0), COALESCE(v.round, 0),
       COALESCE(m.words, s.words, ''), COALESCE(m.made_at, s.made_at),
       COALESCE((SELECT a.made_by FROM problem_step a WHERE a.problem_id = p.id AND a.move = 'answer' ORDER BY a.no DESC LIMIT 1), 0),
       EXISTS (SELECT 1 FROM problem_unit c WHERE c.problem_id = p.id AND c.unit_id = ?),
       EXISTS (SELECT 1 FROM task_lead c WHERE c.task_id = p.task_id AND c.unit_id = ? AND c.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant c WHERE c.task_id = p.task_id AND c.unit_id = ? AND c.ended_on IS NULL)
  FROM problem p
  JOIN task t ON t.id = p.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = p.unit_id
  JOIN person b ON b.id = p.raised_by
  LEFT JOIN unit g ON g.id = p.raised_unit
  LEFT JOIN report_version v ON v.id = p.version_id
  LEFT JOIN report r ON r.id = v.report_id
  LEFT JOIN period q ON q.id = r.period_id
  LEFT JOIN problem_step s ON s.problem_id = p.id AND s.at_version = p.version
  LEFT JOIN problem_note m ON m.problem_id = p.id AND m.at_version = p.version WHERE p.task_id = ? ORDER BY p.step = 'closed', p.due_on, p.id DESC LIMIT 100

-- problem_lock (id i) -> (id i)
SELECT id FROM problem WHERE id = ? FOR UPDATE

-- After item_lead_lock: the lead is locked, so that it is still one when the problem is put under it. No row: it is none.
-- problem_place (actor_unit i, actor_unit i, plan s, no i, unit i) -> (task_id i, title s, task_state s, unit_name s, unit_code s, leads i, takes i)
SELECT t.id, t.title, t.state, u.name, COALESCE(u.code, ''),
       EXISTS (SELECT 1 FROM task_lead a WHERE a.task_id = t.id AND a.unit_id = ? AND a.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant b WHERE b.task_id = t.id AND b.unit_id = ? AND b.ended_on IS NULL)
  FROM plan n
  JOIN task t ON t.plan_id = n.id
  JOIN task_lead l ON l.task_id = t.id AND l.ended_on IS NULL
  JOIN unit u ON u.id = l.unit_id
 WHERE n.code = ? AND t.no = ? AND l.unit_id = ?

-- The newest submission of a report: what a problem that it tells of is kept with.
-- problem_origin (period s, no i, unit i, plan s) -> (version_id i, round i, state s)
SELECT v.id, v.round, r.state
  FROM plan n
  JOIN period p ON p.plan_id = n.id AND p.code = ?
  JOIN task t ON t.plan_id = n.id AND t.no = ?
  JOIN report r ON r.period_id = p.id AND r.task_id = t.id AND r.unit_id = ?
  JOIN report_version v ON v.report_id = r.id AND v.round = r.round
 WHERE n.code = ?

-- problem_insert (id i, task_id i, unit_id i, title s, body s, level s, step_at t, due_on s, version_id i, raised_by i, raised_unit i, raised_at t) -> ()
INSERT INTO problem (id, version, task_id, unit_id, title, body, level, step, step_no, step_at, due_on, version_id, raised_by,
                     raised_unit, raised_at)
VALUES (?, 1, ?, ?, ?, ?, ?, 'found', 1, ?, ?, ?, ?, ?, ?)

-- problem_move (step s, level s, step_at t, due_on s, promised_on s, refused i, reopened i, closed_at t, id i, version i) -> ()
UPDATE problem SET step = ?, level = ?, step_no = step_no + 1, step_at = ?, due_on = ?, promised_on = ?,
                   refused = refused + ?, reopened = reopened + ?, closed_at = ?, version = version + 1
 WHERE id = ? AND version = ?

-- problem_touch (id i, version i) -> ()
UPDATE problem SET version = version + 1 WHERE id = ? AND version = ?

-- problem_step_insert (problem_id i, at_version i, no i, move s, to_step s, words s, level s, due_on s, unit_count i, file_count i, made_by i, made_unit i, made_at t) -> ()
INSERT INTO problem_step (problem_id, at_version, no, move, to_step, words, level, due_on, unit_count, file_count, made_by,
                          made_unit, made_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- problem_unit_insert (problem_id i, at_version i, place i, unit_id i, group_id i) -> ()
INSERT INTO problem_unit (problem_id, at_version, place, unit_id, group_id) VALUES (?, ?, ?, ?, ?)

-- problem_file_insert (problem_id i, at_version i, place i, evidence_id i) -> ()
INSERT INTO problem_file (problem_id, at_version, place, evidence_id) VALUES (?, ?, ?, ?)

-- problem_note_insert (problem_id i, at_version i, words s, made_by i, made_unit i, made_at t) -> ()
INSERT INTO problem_note (problem_id, at_version, words, made_by, made_unit, made_at) VALUES (?, ?, ?, ?, ?, ?)

-- Steps and notes in their order; a note has no move.
-- problem_timeline (problem_id i, problem_id i) -> (at_version i, move s, to_step s, words s, level s, due_on s, made_name s, made_unit s, made_at t)
SELECT s.at_version, s.move, s.to_step, s.words, s.level, COALESCE(CAST(s.due_on AS CHAR), ''), b.name, COALESCE(u.name, ''), s.made_at
  FROM problem_step s JOIN person b ON b.id = s.made_by LEFT JOIN unit u ON u.id = s.made_unit
 WHERE s.problem_id = ?
UNION ALL
SELECT m.at_version, '', '', m.words, '', '', b.name, COALESCE(u.name, ''), m.made_at
  FROM problem_note m JOIN person b ON b.id = m.made_by LEFT JOIN unit u ON u.id = m.made_unit
 WHERE m.problem_id = ?
 ORDER BY 1

-- problem_units (problem_id i) -> (at_version i, unit_id i, name s, group_name s)
SELECT c.at_version, c.unit_id, u.name, COALESCE(g.name, '')
  FROM problem_unit c JOIN unit u ON u.id = c.unit_id LEFT JOIN unit g ON g.id = c.group_id
 WHERE c.problem_id = ? ORDER BY c.at_version, c.place

-- problem_files (problem_id i) -> (at_version i, id i, name s, size_bytes i, period s, no i, unit_id i)
SELECT c.at_version, e.id, e.name, e.size_bytes, p.code, t.no, e.unit_id
  FROM problem_file c JOIN evidence e ON e.id = c.evidence_id JOIN period p ON p.id = e.period_id JOIN task t ON t.id = e.task_id
 WHERE c.problem_id = ? ORDER BY c.at_version, c.place

-- How many open problems stand where; late: the step's limit is over. Who holds a step the rule says.
-- problem_counts (today s, unit_id i, unit_id i) -> (step s, level s, late i, own i, coordinates i, n i)
SELECT p.step, p.level, p.due_on < ?, p.unit_id = ?,
       EXISTS (SELECT 1 FROM problem_unit c WHERE c.unit_id = ? AND c.problem_id = p.id), COUNT(*)
  FROM problem p
 WHERE p.step IN ('found', 'coordinate', 'solve', 'feedback')
 GROUP BY 1, 2, 3, 4, 5

-- For circulars: by responsible unit, what was raised and closed between two moments and what is open at the second one. late:
-- open now, with its limit before the day.
-- problem_tally (from t, to t, from t, to t, to t, to t, day s, plan_id i) -> (unit_id i, name s, raised i, closed i, open i, late i)
SELECT p.unit_id, u.name, CAST(SUM(p.raised_at >= ? AND p.raised_at < ?) AS SIGNED),
       CAST(SUM(COALESCE(p.closed_at >= ? AND p.closed_at < ?, 0)) AS SIGNED),
       CAST(SUM(p.raised_at < ? AND (p.closed_at IS NULL OR p.closed_at >= ?)) AS SIGNED),
       CAST(SUM(p.step <> 'closed' AND p.due_on < ?) AS SIGNED)
  FROM task t JOIN problem p ON p.task_id = t.id JOIN unit u ON u.id = p.unit_id
 WHERE t.plan_id = ? GROUP BY p.unit_id, u.name ORDER BY u.name
