-- What one period says about the tasks of a plan; the tasks themselves come from the book (store/book.h).

-- ledger_reports (period_id i, period_id i, own_unit i) -> (task_id i, unit_id i, state s, declared s, light s, late i, updated_at t)
SELECT task_id, unit_id, state, declared, light, late, COALESCE(decided_at, submitted_at) FROM report WHERE period_id = ?
 UNION ALL
SELECT task_id, unit_id, 'draft', '', NULL, 0, saved_at FROM draft WHERE period_id = ? AND unit_id = ?
