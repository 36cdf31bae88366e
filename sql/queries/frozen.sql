-- A period as it was frozen, and what was corrected since.

-- frozen_lines (period_id i) -> (task_id i, unit_id i, place i, task_no i, title s, section s, unit_name s, version_id i, state s, round i, decided_at t, late i, overdue i, declared s, computed s, decided s, light s, why s)
SELECT f.task_id, f.unit_id, f.place, f.task_no, f.title, f.section, f.unit_name, COALESCE(f.version_id, 0), f.state,
       f.round, COALESCE(d.decided_at, v.submitted_at), f.late, f.overdue, f.declared, f.computed, f.decided, f.light, f.why
  FROM frozen_line f
  LEFT JOIN report_version v ON v.id = f.version_id
  LEFT JOIN decision d ON d.version_id = f.version_id
                      AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)
 WHERE f.period_id = ? ORDER BY f.task_no, f.place, f.unit_id

-- frozen_values (period_id i) -> (target_id i, task_id i, unit_id i, subject s, unit_word s, kind s, comparator s, goal d, goal_max d, base d, planned d, value d, done_pct i)
SELECT f.target_id, f.task_id, f.unit_id, f.subject, f.unit_word, f.kind, f.comparator, f.goal, f.goal_max, f.base,
       f.planned, f.value, COALESCE(f.done_pct, -1)
  FROM frozen_value f JOIN target g ON g.id = f.target_id JOIN task t ON t.id = f.task_id
 WHERE f.period_id = ? ORDER BY t.no, g.no

-- frozen_line_insert (period_id i, task_id i, unit_id i, place i, task_no i, title s, section s, unit_name s, version_id i, state s, round i, late i, overdue i, declared s, computed s, decided s, light s, why s) -> ()
INSERT INTO frozen_line (period_id, task_id, unit_id, place, task_no, title, section, unit_name, version_id, state,
                         round, late, overdue, declared, computed, decided, light, why)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- frozen_value_insert (period_id i, target_id i, task_id i, unit_id i, subject s, unit_word s, kind s, comparator s, goal s, goal_max s, base s, planned s, value s, done_pct i) -> ()
INSERT INTO frozen_value (period_id, target_id, task_id, unit_id, subject, unit_word, kind, comparator, goal, goal_max,
                          base, planned, value, done_pct)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- freeze_reports (period_id i) -> (task_id i, unit_id i, version_id i, round i, why s)
SELECT r.task_id, r.unit_id, v.id, r.round, v.why
  FROM report r JOIN report_version v ON v.report_id = r.id AND v.round = r.round WHERE r.period_id = ?

-- freeze_values (plan_id i, due_at t) -> (target_id i, value d)
SELECT a.target_id, a.value
  FROM period p
  JOIN report r ON r.period_id = p.id AND r.state = 'approved'
  JOIN report_version v ON v.report_id = r.id AND v.round = r.round
  JOIN report_value a ON a.version_id = v.id AND a.value IS NOT NULL
 WHERE p.plan_id = ? AND p.due_at <= ? ORDER BY p.due_at, p.code

-- corrections (period_id i) -> (period_id i, task_id i, unit_id i, target_id i, field s, old_text s, new_text s, reason s, made_by s, made_at t)
SELECT c.period_id, c.task_id, c.unit_id, COALESCE(c.target_id, 0), c.field, c.old_text, c.new_text, c.reason, b.name, c.made_at
  FROM correction c JOIN person b ON b.id = c.made_by
 WHERE c.period_id = ? ORDER BY c.id

-- corrections_of_task (task_id i) -> (period_id i, task_id i, unit_id i, target_id i, field s, old_text s, new_text s, reason s, made_by s, made_at t)
SELECT c.period_id, c.task_id, c.unit_id, COALESCE(c.target_id, 0), c.field, c.old_text, c.new_text, c.reason, b.name, c.made_at
  FROM correction c JOIN person b ON b.id = c.made_by
 WHERE c.task_id = ? ORDER BY c.id

-- correction_insert (id i, period_id i, task_id i, unit_id i, target_id i, field s, old_text s, new_text s, reason s, made_by i, made_at t) -> ()
INSERT INTO correction (id, version, period_id, task_id, unit_id, target_id, field, old_text, new_text, reason, made_by,
                        made_at)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- frozen_texts (version_id i) -> (narrative s, next_steps s)
SELECT narrative, next_steps FROM report_version WHERE id = ?
