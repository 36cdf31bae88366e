-- 经验做法: handed in by units, selected, rolled out.

-- The task's row is shared-locked: whoever leads it or takes part in it stays so until the deed ends.

-- practice_task (actor_unit i, actor_unit i, plan s, no i) -> (task_id i, no i, title s, leads i, takes_part i)
SELECT t.id, t.no, t.title,
       EXISTS (SELECT 1 FROM task_lead a WHERE a.task_id = t.id AND a.unit_id = ? AND a.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant b WHERE b.task_id = t.id AND b.unit_id = ? AND b.ended_on IS NULL)
  FROM plan n JOIN task t ON t.plan_id = n.id
 WHERE n.code = ? AND t.no = ? LOCK IN SHARE MODE

-- practice_lock (id i) -> (id i)
SELECT id FROM practice WHERE id = ? FOR UPDATE

-- practice_find (actor_unit i, actor_unit i, id i) -> (id i, version i, plan s, task_id i, no i, task_title s, unit_id i, unit_name s, state s, title s, body s, effect s, target_id i, before_version i, after_version i, saved_by i, saved_name s, saved_at t, submitted_by i, submitted_name s, submitted_at t, opinion s, decided_name s, decided_at t, ask s, rolled_name s, rolled_at t, leads i, takes_part i)
SELECT p.id, p.version, n.code, t.id, t.no, t.title, p.unit_id, u.name, p.state, p.title, p.body, p.effect,
       COALESCE(p.target_id, 0), COALESCE(p.before_version, 0), COALESCE(p.after_version, 0), p.saved_by, s.name, p.saved_at,
       COALESCE(p.submitted_by, 0), COALESCE(h.name, ''), p.submitted_at, p.opinion, COALESCE(d.name, ''), p.decided_at, p.ask,
       COALESCE(r.name, ''), p.rolled_at,
       EXISTS (SELECT 1 FROM task_lead a WHERE a.task_id = t.id AND a.unit_id = ? AND a.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant b WHERE b.task_id = t.id AND b.unit_id = ? AND b.ended_on IS NULL)
  FROM practice p
  JOIN task t ON t.id = p.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN unit u ON u.id = p.unit_id
  JOIN person s ON s.id = p.saved_by
  LEFT JOIN person h ON h.id = p.submitted_by
  LEFT JOIN person d ON d.id = p.decided_by
  LEFT JOIN person r ON r.id = p.rolled_by
 WHERE p.id = ?

-- Public ones, those of the own unit, and what is handed in for those who may see that. The newest first.
-- practice_list (before i, own_unit i, sees_handed_in i, unit_from i, unit_to i, state s, state s, most i) -> (id i, no i, unit_id i, unit_name s, state s, title s, submitted_at t, told i, noted i)
SELECT p.id, t.no, p.unit_id, u.name, p.state, p.title, p.submitted_at,
       (SELECT COUNT(*) FROM practice_unit x WHERE x.practice_id = p.id),
       (SELECT COUNT(x.noted_at) FROM practice_unit x WHERE x.practice_id = p.id)
  FROM practice p JOIN task t ON t.id = p.task_id JOIN unit u ON u.id = p.unit_id
 WHERE p.id < ? AND (p.state IN ('selected', 'rolled_out') OR p.unit_id = ? OR (? AND p.state IN ('submitted', 'returned')))
   AND p.unit_id BETWEEN ? AND ? AND (? = '' OR p.state = ?)
 ORDER BY p.id DESC LIMIT ?

-- practice_insert (id i, task_id i, unit_id i, state s, title s, body s, effect s, target_id i, before_version i, after_version i, saved_by i, saved_at t, submitted_by i, submitted_at t) -> ()
INSERT INTO practice (id, version, task_id, unit_id, state, title, body, effect, target_id, before_version, after_version,
                      saved_by, saved_at, submitted_by, submitted_at)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- practice_save (state s, title s, body s, effect s, target_id i, before_version i, after_version i, saved_by i, saved_at t, submitted_by i, submitted_at t, id i, version i) -> ()
UPDATE practice SET state = ?, title = ?, body = ?, effect = ?, target_id = ?, before_version = ?, after_version = ?,
                    saved_by = ?, saved_at = ?, submitted_by = ?, submitted_at = ?, version = version + 1
 WHERE id = ? AND version = ?

-- practice_withdraw (id i, version i) -> ()
UPDATE practice SET state = 'draft', version = version + 1 WHERE id = ? AND version = ?

-- practice_decide (state s, opinion s, decided_by i, decided_at t, id i, version i) -> ()
UPDATE practice SET state = ?, opinion = ?, decided_by = ?, decided_at = ?, version = version + 1 WHERE id = ? AND version = ?

-- practice_roll_out (ask s, rolled_by i, rolled_at t, id i, version i) -> ()
UPDATE practice SET state = 'rolled_out', ask = ?, rolled_by = ?, rolled_at = ?, version = version + 1
 WHERE id = ? AND version = ?

-- practice_units (practice_id i) -> (id i, version i, unit_id i, unit_name s, told_at t, noted_name s, noted_at t, note s)
SELECT x.id, x.version, x.unit_id, u.name, x.told_at, COALESCE(n.name, ''), x.noted_at, x.note
  FROM practice_unit x JOIN unit u ON u.id = x.unit_id LEFT JOIN person n ON n.id = x.noted_by
 WHERE x.practice_id = ? ORDER BY x.noted_at IS NULL DESC, x.unit_id

-- practice_unit_insert (id i, practice_id i, unit_id i, told_at t) -> ()
INSERT INTO practice_unit (id, version, practice_id, unit_id, told_at) VALUES (?, 1, ?, ?, ?)

-- practice_unit_note (noted_by i, noted_at t, note s, id i, version i) -> ()
UPDATE practice_unit SET noted_by = ?, noted_at = ?, note = ?, version = version + 1 WHERE id = ? AND version = ?

-- practice_to_note (unit_id i) -> (id i, title s, unit_name s, told_at t)
SELECT p.id, p.title, u.name, x.told_at
  FROM practice_unit x JOIN practice p ON p.id = x.practice_id JOIN unit u ON u.id = p.unit_id
 WHERE x.unit_id = ? AND x.noted_at IS NULL ORDER BY x.told_at, x.id LIMIT 20

-- Values of the targets of a task as they were approved: by target, the oldest period first.
-- practice_values (task_id i) -> (version_id i, target_id i, period s, due_at t, value d)
SELECT h.id, v.target_id, p.code, p.due_at, v.value
  FROM report r
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN report_value v ON v.version_id = h.id
  JOIN period p ON p.id = r.period_id
  JOIN target g ON g.id = v.target_id
 WHERE r.task_id = ? AND r.state = 'approved' AND v.value IS NOT NULL
 ORDER BY g.no, p.due_at, p.id

-- What a practice says, whatever became of the report since.
-- practice_value (version_id i, target_id i) -> (period s, value d, subject s, unit_word s)
SELECT p.code, v.value, g.subject, g.unit_word
  FROM report_version h
  JOIN report r ON r.id = h.report_id
  JOIN period p ON p.id = r.period_id
  JOIN report_value v ON v.version_id = h.id
  JOIN target g ON g.id = v.target_id
 WHERE h.id = ? AND v.target_id = ?
