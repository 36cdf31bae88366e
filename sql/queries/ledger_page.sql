-- What one period says about the tasks of a plan; the tasks themselves come from the book (store/book.h).

-- ledger_reports (period_id i) -> (task_id i, unit_id i, state s, declared s, light s, late i, updated_at t)
SELECT task_id, unit_id, state, declared, light, late, COALESCE(decided_at, submitted_at) FROM report WHERE period_id = ?

-- ledger_drafts (period_id i, unit_id i) -> (task_id i, saved_at t)
SELECT task_id, saved_at FROM draft WHERE period_id = ? AND unit_id = ?
