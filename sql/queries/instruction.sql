-- 批示: instructions of leaders, each unit's part of them, and its steps.

-- instruction_parts (instruction_id i) -> (id i, version i, instruction_id i, unit_id i, unit_name s, nobody_signs_in i, state s, body s, due_on s, made_at t, made_by i, leader s, plan s, no i, title s, task_id i, period s, of_unit i, of_unit_name s, last_by i, last_name s, last_words s, last_at t)
SELECT x.id, x.version, x.instruction_id, x.unit_id, u.name, u.code IS NULL, x.state, i.body,
       DATE_FORMAT(i.due_on, '%Y-%m-%d'), i.made_at, i.made_by, m.name, n.code, t.no, t.title, i.task_id,
       COALESCE(p.code, ''), COALESCE(r.unit_id, 0),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = ru.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), ru.name), ''),
       COALESCE(s.made_by, 0), COALESCE(w.name, ''),
       COALESCE(s.words, ''), s.made_at
  FROM instruction_unit x
  JOIN unit u ON u.id = x.unit_id
  JOIN instruction i ON i.id = x.instruction_id
  JOIN person m ON m.id = i.made_by
  JOIN task t ON t.id = i.task_id
  JOIN plan n ON n.id = t.plan_id
  LEFT JOIN report r ON r.id = i.report_id
  LEFT JOIN unit ru ON ru.id = r.unit_id
  LEFT JOIN period p ON p.id = r.period_id
  LEFT JOIN instruction_step s ON s.part_id = x.id AND s.at_version = x.version
  LEFT JOIN person w ON w.id = s.made_by
 WHERE x.instruction_id = ? ORDER BY x.id

-- instruction_of_unit (unit_id i) -> (id i, version i, instruction_id i, unit_id i, unit_name s, nobody_signs_in i, state s, body s, due_on s, made_at t, made_by i, leader s, plan s, no i, title s, task_id i, period s, of_unit i, of_unit_name s, last_by i, last_name s, last_words s, last_at t)
SELECT x.id, x.version, x.instruction_id, x.unit_id, u.name, u.code IS NULL, x.state, i.body,
       DATE_FORMAT(i.due_on, '%Y-%m-%d'), i.made_at, i.made_by, m.name, n.code, t.no, t.title, i.task_id,
       COALESCE(p.code, ''), COALESCE(r.unit_id, 0),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = ru.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), ru.name), ''),
       COALESCE(s.made_by, 0), COALESCE(w.name, ''),
       COALESCE(s.words, ''), s.made_at
  FROM instruction_unit x
  JOIN unit u ON u.id = x.unit_id
  JOIN instruction i ON i.id = x.instruction_id
  JOIN person m ON m.id = i.made_by
  JOIN task t ON t.id = i.task_id
  JOIN plan n ON n.id = t.plan_id
  LEFT JOIN report r ON r.id = i.report_id
  LEFT JOIN unit ru ON ru.id = r.unit_id
  LEFT JOIN period p ON p.id = r.period_id
  LEFT JOIN instruction_step s ON s.part_id = x.id AND s.at_version = x.version
  LEFT JOIN person w ON w.id = s.made_by
 WHERE x.unit_id = ? ORDER BY x.state = 'settled', i.due_on, x.id LIMIT 300

-- instruction_open () -> (id i, version i, instruction_id i, unit_id i, unit_name s, nobody_signs_in i, state s, body s, due_on s, made_at t, made_by i, leader s, plan s, no i, title s, task_id i, period s, of_unit i, of_unit_name s, last_by i, last_name s, last_words s, last_at t)
SELECT x.id, x.version, x.instruction_id, x.unit_id, u.name, u.code IS NULL, x.state, i.body,
       DATE_FORMAT(i.due_on, '%Y-%m-%d'), i.made_at, i.made_by, m.name, n.code, t.no, t.title, i.task_id,
       COALESCE(p.code, ''), COALESCE(r.unit_id, 0),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = ru.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), ru.name), ''),
       COALESCE(s.made_by, 0), COALESCE(w.name, ''),
       COALESCE(s.words, ''), s.made_at
  FROM instruction_unit x
  JOIN unit u ON u.id = x.unit_id
  JOIN instruction i ON i.id = x.instruction_id
  JOIN person m ON m.id = i.made_by
  JOIN task t ON t.id = i.task_id
  JOIN plan n ON n.id = t.plan_id
  LEFT JOIN report r ON r.id = i.report_id
  LEFT JOIN unit ru ON ru.id = r.unit_id
  LEFT JOIN period p ON p.id = r.period_id
  LEFT JOIN instruction_step s ON s.part_id = x.id AND s.at_version = x.version
  LEFT JOIN person w ON w.id = s.made_by
 WHERE x.state IN ('waiting', 'signed', 'answered', 'returned') ORDER BY i.due_on, x.id LIMIT 500

-- instruction_done () -> (id i, version i, instruction_id i, unit_id i, unit_name s, nobody_signs_in i, state s, body s, due_on s, made_at t, made_by i, leader s, plan s, no i, title s, task_id i, period s, of_unit i, of_unit_name s, last_by i, last_name s, last_words s, last_at t)
SELECT x.id, x.version, x.instruction_id, x.unit_id, u.name, u.code IS NULL, x.state, i.body,
       DATE_FORMAT(i.due_on, '%Y-%m-%d'), i.made_at, i.made_by, m.name, n.code, t.no, t.title, i.task_id,
       COALESCE(p.code, ''), COALESCE(r.unit_id, 0),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = ru.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), ru.name), ''),
       COALESCE(s.made_by, 0), COALESCE(w.name, ''),
       COALESCE(s.words, ''), s.made_at
  FROM instruction_unit x
  JOIN unit u ON u.id = x.unit_id
  JOIN instruction i ON i.id = x.instruction_id
  JOIN person m ON m.id = i.made_by
  JOIN task t ON t.id = i.task_id
  JOIN plan n ON n.id = t.plan_id
  LEFT JOIN report r ON r.id = i.report_id
  LEFT JOIN unit ru ON ru.id = r.unit_id
  LEFT JOIN period p ON p.id = r.period_id
  LEFT JOIN instruction_step s ON s.part_id = x.id AND s.at_version = x.version
  LEFT JOIN person w ON w.id = s.made_by
 WHERE x.state = 'settled' ORDER BY x.id DESC LIMIT 200

-- instruction_of_task (task_id i) -> (id i, version i, instruction_id i, unit_id i, unit_name s, nobody_signs_in i, state s, body s, due_on s, made_at t, made_by i, leader s, plan s, no i, title s, task_id i, period s, of_unit i, of_unit_name s, last_by i, last_name s, last_words s, last_at t)
SELECT x.id, x.version, x.instruction_id, x.unit_id, u.name, u.code IS NULL, x.state, i.body,
       DATE_FORMAT(i.due_on, '%Y-%m-%d'), i.made_at, i.made_by, m.name, n.code, t.no, t.title, i.task_id,
       COALESCE(p.code, ''), COALESCE(r.unit_id, 0),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = ru.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), ru.name), ''),
       COALESCE(s.made_by, 0), COALESCE(w.name, ''),
       COALESCE(s.words, ''), s.made_at
  FROM instruction_unit x
  JOIN unit u ON u.id = x.unit_id
  JOIN instruction i ON i.id = x.instruction_id
  JOIN person m ON m.id = i.made_by
  JOIN task t ON t.id = i.task_id
  JOIN plan n ON n.id = t.plan_id
  LEFT JOIN report r ON r.id = i.report_id
  LEFT JOIN unit ru ON ru.id = r.unit_id
  LEFT JOIN period p ON p.id = r.period_id
  LEFT JOIN instruction_step s ON s.part_id = x.id AND s.at_version = x.version
  LEFT JOIN person w ON w.id = s.made_by
 WHERE i.task_id = ? ORDER BY x.instruction_id DESC, x.id LIMIT 100

-- instruction_steps (instruction_id i) -> (part_id i, step s, words s, on_behalf i, name s, at t)
SELECT s.part_id, s.step, s.words, s.on_behalf, p.name, s.made_at
  FROM instruction_unit x JOIN instruction_step s ON s.part_id = x.id JOIN person p ON p.id = s.made_by
 WHERE x.instruction_id = ? ORDER BY s.part_id, s.at_version

-- instruction_lock (id i) -> (instruction_id i)
SELECT instruction_id FROM instruction_unit WHERE id = ? FOR UPDATE

-- instruction_task (no i, code s) -> (task_id i, state s)
SELECT t.id, t.state FROM plan n JOIN task t ON t.plan_id = n.id AND t.no = ? WHERE n.code = ? LOCK IN SHARE MODE

-- instruction_insert (id i, task_id i, report_id i, body s, due_on s, made_by i, made_at t) -> ()
INSERT INTO instruction (id, version, task_id, report_id, body, due_on, made_by, made_at) VALUES (?, 1, ?, ?, ?, ?, ?, ?)

-- instruction_unit_insert (id i, instruction_id i, unit_id i) -> ()
INSERT INTO instruction_unit (id, version, instruction_id, unit_id, state) VALUES (?, 1, ?, ?, 'waiting')

-- instruction_unit_move (state s, id i, version i) -> ()
UPDATE instruction_unit SET state = ?, version = version + 1 WHERE id = ? AND version = ?

-- instruction_step_insert (part_id i, at_version i, step s, words s, on_behalf i, made_by i, made_at t) -> ()
INSERT INTO instruction_step (part_id, at_version, step, words, on_behalf, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)
