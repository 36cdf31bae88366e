-- What one period says about the tasks of a plan; the tasks themselves come from the book (store/book.h).

-- ledger_reports (period_id i) -> (task_id i, unit_id i, updated_at t)
SELECT task_id, unit_id, COALESCE(decided_at, submitted_at) FROM report WHERE period_id = ?

-- ledger_drafts (period_id i, unit_id i) -> (task_id i, saved_at t)
SELECT task_id, saved_at FROM draft WHERE period_id = ? AND unit_id = ?

-- ledger_values (period_id i) -> (target_id i, value d)
SELECT v.target_id, v.value
  FROM period a
  JOIN period p ON p.plan_id = a.plan_id AND p.due_at <= a.due_at
  JOIN report r ON r.period_id = p.id AND r.state = 'approved'
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN report_value v ON v.version_id = h.id
 WHERE a.id = ? AND v.value IS NOT NULL
 ORDER BY p.due_at

-- ledger_frozen_values (period_id i) -> (target_id i, value d)
SELECT target_id, value FROM frozen_value WHERE period_id = ? AND value IS NOT NULL

-- ledger_texts (period_id i) -> (task_id i, unit_id i, narrative s, next_steps s)
SELECT r.task_id, r.unit_id, h.narrative, h.next_steps
  FROM report r JOIN report_version h ON h.report_id = r.id AND h.round = r.round
 WHERE r.period_id = ?

-- values_stamp (after i) -> (n i)
SELECT COUNT(*) FROM audit_event WHERE action IN ('report.approve', 'report.undo') AND id > ?

-- values_last () -> (id i)
SELECT COALESCE(MAX(id), 0) FROM audit_event
