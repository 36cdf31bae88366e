-- Supervision notices: 提醒, 催办, 督办单.

-- Locks the plan: numbers are given to one notice at a time, and what is read later is what the one before has left.

-- notice_plan_lock (plan s) -> (id i)
SELECT id FROM plan WHERE code = ? FOR UPDATE

-- notice_lock (id i) -> (id i)
SELECT n.id FROM notice n JOIN plan p ON p.id = n.plan_id WHERE n.id = ? FOR UPDATE

-- notice_last_no (kind s, year i) -> (no i)
SELECT COALESCE(MAX(no), 0) FROM notice WHERE kind = ? AND year = ?

-- What a notice may be about: the unit, and where a task is named, whether the unit leads it.
-- notice_place (task_no i, period s, plan s, unit_id i) -> (plan_id i, unit_id i, unit_name s, unit_code s, task_id i, title s, leads i, period_id i, due_at t)
SELECT n.id, u.id, u.name, COALESCE(u.code, ''), COALESCE(t.id, 0), COALESCE(t.title, ''),
       EXISTS (SELECT 1 FROM task_lead l WHERE l.task_id = t.id AND l.unit_id = u.id AND l.ended_on IS NULL),
       COALESCE(p.id, 0), COALESCE(x.due_at, p.due_at)
  FROM plan n
  JOIN unit u
  LEFT JOIN task t ON t.plan_id = n.id AND t.no = ?
  LEFT JOIN period p ON p.plan_id = n.id AND p.code = ?
  LEFT JOIN period_extension x ON x.period_id = p.id AND x.unit_id = u.id
 WHERE n.code = ? AND u.id = ?

-- What a unit has not handed in of periods that are over for it; as dash_units counts it.
-- notice_owed (unit_id i, plan_id i, now t) -> (no i, period s)
SELECT t.no, p.code
  FROM task_lead l
  JOIN task t ON t.id = l.task_id
  JOIN period p ON p.plan_id = t.plan_id
  LEFT JOIN period_extension x ON x.period_id = p.id AND x.unit_id = l.unit_id
  LEFT JOIN report r ON r.period_id = p.id AND r.task_id = l.task_id AND r.unit_id = l.unit_id
 WHERE l.unit_id = ? AND l.ended_on IS NULL AND p.plan_id = ? AND p.state IN ('open', 'due')
   AND COALESCE(x.due_at, p.due_at) < ? AND COALESCE(r.state, 'withdrawn') = 'withdrawn'
   AND (t.state <> 'closed' OR t.closed_at > p.opens_at)
   AND (p.scope = 'all' OR EXISTS (SELECT 1 FROM period_task c
                                    WHERE c.period_id = p.id AND c.task_id = t.id AND c.chosen = 1))
 ORDER BY p.due_at, p.id, t.no

-- notice_find (id i) -> (id i, version i, kind s, year i, no i, plan s, unit_id i, unit_name s, unit_code s, task_id i, task_no i, title s, period_id i, period s, subject s, body s, state s, receive_by t, answer_by t, late i, follows i, follows_kind s, follows_year i, follows_no i, followed_by i, followed_kind s, followed_year i, followed_no i, issued_name s, issued_at t, answered_by i)
SELECT n.id, n.version, n.kind, n.year, n.no, c.code, n.unit_id, u.name, COALESCE(u.code, ''), COALESCE(n.task_id, 0),
       COALESCE(t.no, 0), COALESCE(t.title, ''), COALESCE(n.period_id, 0), COALESCE(p.code, ''), n.subject, n.body, n.state,
       n.receive_by, n.answer_by, n.late, COALESCE(f.id, 0), COALESCE(f.kind, ''), COALESCE(f.year, 0), COALESCE(f.no, 0),
       COALESCE(a.id, 0), COALESCE(a.kind, ''), COALESCE(a.year, 0), COALESCE(a.no, 0), COALESCE(b.name, ''), n.issued_at,
       COALESCE((SELECT s.person_id FROM notice_step s WHERE s.notice_id = n.id AND s.step = 'answer'
                  ORDER BY s.at_version DESC LIMIT 1), 0)
  FROM notice n
  JOIN plan c ON c.id = n.plan_id
  JOIN unit u ON u.id = n.unit_id
  LEFT JOIN task t ON t.id = n.task_id
  LEFT JOIN period p ON p.id = n.period_id
  LEFT JOIN notice f ON f.id = n.follows
  LEFT JOIN notice a ON a.follows = n.id
  LEFT JOIN person b ON b.id = n.issued_by
 WHERE n.id = ?

-- notice_steps (id i) -> (at_version i, step s, words s, on_behalf i, name s, unit s, at t)
SELECT s.at_version, s.step, s.words, s.on_behalf, COALESCE(b.name, ''), COALESCE(u.name, ''), s.done_at
  FROM notice_step s
  LEFT JOIN person b ON b.id = s.person_id
  LEFT JOIN unit u ON u.id = b.unit_id
 WHERE s.notice_id = ? ORDER BY s.at_version

-- unit 0: of all units; open_only 0: those that have ended as well; kind '': of all kinds. One page of them.
-- notice_list (unit i, unit i, kind s, kind s, open_only i, before i, before i, most i) -> (id i, kind s, year i, no i, plan s, unit_id i, unit_name s, task_no i, title s, period s, subject s, state s, receive_by t, answer_by t, late i, issued_at t)
SELECT n.id, n.kind, n.year, n.no, c.code, n.unit_id, u.name, COALESCE(t.no, 0), COALESCE(t.title, ''),
       COALESCE(p.code, ''), n.subject, n.state, n.receive_by, n.answer_by, n.late, n.issued_at
  FROM notice n
  JOIN plan c ON c.id = n.plan_id
  JOIN unit u ON u.id = n.unit_id
  LEFT JOIN task t ON t.id = n.task_id
  LEFT JOIN period p ON p.id = n.period_id
 WHERE (? = 0 OR n.unit_id = ?) AND (? = '' OR n.kind = ?)
   AND (? = 0 OR n.state IN ('issued', 'received', 'answered')) AND (? = 0 OR n.id < ?)
 ORDER BY n.id DESC LIMIT ?

-- notice_open_of_unit (unit i) -> (id i, kind s, year i, no i, plan s, unit_id i, unit_name s, task_no i, title s, period s, subject s, state s, receive_by t, answer_by t, late i, issued_at t)
SELECT n.id, n.kind, n.year, n.no, c.code, n.unit_id, u.name, COALESCE(t.no, 0), COALESCE(t.title, ''),
       COALESCE(p.code, ''), n.subject, n.state, n.receive_by, n.answer_by, n.late, n.issued_at
  FROM notice n
  JOIN plan c ON c.id = n.plan_id
  JOIN unit u ON u.id = n.unit_id
  LEFT JOIN task t ON t.id = n.task_id
  LEFT JOIN period p ON p.id = n.period_id
 WHERE n.unit_id = ? AND n.state IN ('issued', 'received', 'answered')
 ORDER BY n.kind DESC, n.answer_by LIMIT 50

-- notice_open_of_task (task i) -> (id i, kind s, year i, no i, plan s, unit_id i, unit_name s, task_no i, title s, period s, subject s, state s, receive_by t, answer_by t, late i, issued_at t)
SELECT n.id, n.kind, n.year, n.no, c.code, n.unit_id, u.name, COALESCE(t.no, 0), COALESCE(t.title, ''),
       COALESCE(p.code, ''), n.subject, n.state, n.receive_by, n.answer_by, n.late, n.issued_at
  FROM notice n
  JOIN plan c ON c.id = n.plan_id
  JOIN unit u ON u.id = n.unit_id
  LEFT JOIN task t ON t.id = n.task_id
  LEFT JOIN period p ON p.id = n.period_id
 WHERE n.task_id = ? AND n.state IN ('issued', 'received', 'answered')
 ORDER BY n.kind DESC, n.answer_by LIMIT 50

-- What waits for the office: answers to settle, and those at the end of the ladder whose limit has passed.
-- notice_counts () -> (open i, answered i, late i)
SELECT COUNT(*), COALESCE(SUM(state = 'answered'), 0), COALESCE(SUM(late), 0)
  FROM notice WHERE state IN ('issued', 'received', 'answered')

-- Whose limit has passed; of those above which there is nothing, once.
-- notice_past_limit (now t, now t) -> (id i, plan s)
SELECT n.id, c.code FROM notice n JOIN plan c ON c.id = n.plan_id
 WHERE ((n.state = 'issued' AND n.receive_by < ?) OR (n.state IN ('issued', 'received') AND n.answer_by < ?)) AND n.late = 0
 ORDER BY n.id

-- notice_insert (id i, kind s, year i, no i, plan_id i, unit_id i, task_id i, period_id i, subject s, body s, receive_by t, answer_by t, follows i, issued_by i, issued_at t) -> ()
INSERT INTO notice (id, version, kind, year, no, plan_id, unit_id, task_id, period_id, subject, body, state, receive_by,
                    answer_by, follows, issued_by, issued_at)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'issued', ?, ?, ?, ?, ?)

-- notice_update (state s, answer_by t, late i, id i, version i) -> ()
UPDATE notice SET state = ?, answer_by = ?, late = ?, version = version + 1 WHERE id = ? AND version = ?

-- notice_step_insert (notice_id i, at_version i, step s, words s, on_behalf i, person_id i, done_at t) -> ()
INSERT INTO notice_step (notice_id, at_version, step, words, on_behalf, person_id, done_at) VALUES (?, ?, ?, ?, ?, ?, ?)
