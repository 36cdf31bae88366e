-- The ledger page: a few sets, put together in store/ledger_read.c. Joining them here would make the server look up the
-- same few hundred rows one by one.

-- ledger_head (plan s) -> (plan_id i, title s, year i, period_id i, period s, opens_at t, due_at t, state s)
SELECT n.id, n.title, n.year, COALESCE(p.id, 0), COALESCE(p.code, ''), p.opens_at, p.due_at, COALESCE(p.state, '')
  FROM plan n LEFT JOIN period p ON p.plan_id = n.id
 WHERE n.code = ? ORDER BY p.due_at, p.code

-- ledger_tasks (plan_id i) -> (id i, no i, section_id i, title s, state s)
SELECT id, no, COALESCE(section_id, 0), title, state FROM task WHERE plan_id = ? ORDER BY no

-- ledger_bodies (plan_id i) -> (no i, body s)
SELECT no, body FROM task WHERE plan_id = ? ORDER BY no

-- ledger_sections (plan_id i) -> (id i, no i, label s, title s)
SELECT id, no, label, title FROM section WHERE plan_id = ? ORDER BY no

-- ledger_units () -> (id i, name s, signs_in i)
SELECT id, name, code IS NOT NULL FROM unit

-- ledger_leads (task_from i, task_to i) -> (task_id i, unit_id i, place i, source s)
SELECT task_id, unit_id, place, source FROM task_lead WHERE task_id BETWEEN ? AND ? AND ended_on IS NULL

-- ledger_takers (task_from i, task_to i) -> (task_id i, unit_id i, place i)
SELECT task_id, unit_id, place FROM task_participant WHERE task_id BETWEEN ? AND ? AND ended_on IS NULL

-- ledger_targets (task_from i, task_to i) -> (task_id i)
SELECT task_id FROM target WHERE task_id BETWEEN ? AND ?

-- ledger_reports (period_id i) -> (task_id i, unit_id i, state s, declared s, light s, late i, filed_by i, updated_at t)
SELECT task_id, unit_id, state, declared, COALESCE(light, ''), late, filed_by, COALESCE(decided_at, submitted_at)
  FROM report WHERE period_id = ?

-- ledger_drafts (period_id i, unit_id i) -> (task_id i, saved_at t)
SELECT task_id, saved_at FROM draft WHERE period_id = ? AND unit_id = ?
