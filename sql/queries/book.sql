-- The plan as it stands, as workers keep it in memory (store/book.c).

-- book_stamp () -> (n i)
SELECT n FROM book_stamp WHERE one = 1

-- Waits for whoever changes the plan at this moment: what is read afterwards is not older.
-- book_queue () -> (n i)
SELECT n FROM book_stamp WHERE one = 1 FOR UPDATE

-- book_plan (code s) -> (id i, title s, year i, green_pct i, yellow_pct i, red_days i)
SELECT id, title, year, green_pct, yellow_pct, red_days FROM plan WHERE code = ?

-- book_newest () -> (code s)
SELECT code FROM plan ORDER BY year DESC, id DESC LIMIT 1

-- book_sections (plan_id i) -> (id i, no i, label s, title s)
SELECT id, no, label, title FROM section WHERE plan_id = ? ORDER BY no

-- book_units () -> (id i, name s, signs_in i, is_group i, stopped i)
SELECT id, name, code IS NOT NULL, kind = 'group', stopped_on IS NOT NULL FROM unit ORDER BY id

-- book_former_names () -> (unit_id i, name s, until_at t)
SELECT unit_id, name, CAST(until_on AS DATETIME) - INTERVAL 8 HOUR FROM unit_alias WHERE kind = 'former' ORDER BY until_on, id

-- book_tasks (plan_id i) -> (id i, no i, section_id i, title s, body s, source s, state s, due_on s, extended i, adjusted s, closed_at t)
SELECT t.id, t.no, COALESCE(t.section_id, 0), t.title, t.body, t.source, t.state,
       COALESCE(CAST(t.due_on AS CHAR), CONCAT(n.year, '-12-31')), t.extended, t.adjusted, t.closed_at
  FROM task t JOIN plan n ON n.id = t.plan_id WHERE t.plan_id = ? ORDER BY t.no

-- book_leads (plan_id i) -> (task_id i, unit_id i, source s)
SELECT l.task_id, l.unit_id, l.source FROM task t JOIN task_lead l ON l.task_id = t.id
 WHERE t.plan_id = ? AND l.ended_on IS NULL ORDER BY t.no, l.place

-- book_takers (plan_id i) -> (task_id i, unit_id i)
SELECT p.task_id, p.unit_id FROM task t JOIN task_participant p ON p.task_id = t.id
 WHERE t.plan_id = ? AND p.ended_on IS NULL ORDER BY t.no, p.place

-- book_targets (plan_id i) -> (task_id i, id i, no i, unit_id i, subject s, comparator s, value d, value_max d, unit_word s, quote s, doubt s, kind s, confirmed i, base d, due_on s, pace s, corrected d, corrected_max d, basis s, corrected_by s, corrected_at t)
SELECT g.task_id, g.id, g.no, COALESCE(g.unit_id, 0), g.subject, g.comparator, g.value, g.value_max, g.unit_word, g.quote,
       g.doubt, g.kind, g.confirmed, g.base, COALESCE(DATE_FORMAT(g.due_on, '%Y-%m-%d'), ''), g.pace, g.corrected,
       g.corrected_max, g.basis, COALESCE(b.name, ''), g.corrected_at
  FROM task t JOIN target g ON g.task_id = t.id LEFT JOIN person b ON b.id = g.corrected_by
 WHERE t.plan_id = ? AND g.ended_on IS NULL ORDER BY t.no, g.no

-- book_days () -> (day i, is_work i)
SELECT DATEDIFF(day, '1970-01-01'), is_work FROM calendar_day ORDER BY day

-- unit_done (unit_id i) -> (period_id i, task_id i)
SELECT period_id, task_id FROM report WHERE unit_id = ? AND state IN ('submitted', 'approved')
