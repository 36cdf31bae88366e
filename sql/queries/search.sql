-- Searching what was handed in. The collation takes full- and half-width signs and both letter cases for the same, and
-- more: the program looks again (rule/find_text.h). A pattern that is NULL finds nothing.

-- search_texts (plan_id i, like s, like s, like s, like s, like s, like s, like s, like s) -> (period_id i, task_id i, unit_id i, state s, narrative s, next_steps s)
SELECT r.period_id, r.task_id, r.unit_id, r.state, h.narrative, h.next_steps
  FROM period p
  JOIN report r ON r.period_id = p.id
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
 WHERE p.plan_id = ?
   AND (h.narrative COLLATE utf8mb4_unicode_ci LIKE ? OR h.next_steps COLLATE utf8mb4_unicode_ci LIKE ?
     OR h.narrative COLLATE utf8mb4_unicode_ci LIKE ? OR h.next_steps COLLATE utf8mb4_unicode_ci LIKE ?
     OR h.narrative COLLATE utf8mb4_unicode_ci LIKE ? OR h.next_steps COLLATE utf8mb4_unicode_ci LIKE ?
     OR h.narrative COLLATE utf8mb4_unicode_ci LIKE ? OR h.next_steps COLLATE utf8mb4_unicode_ci LIKE ?)
 ORDER BY p.due_at DESC, r.task_id, r.unit_id

-- search_exact (plan_id i, like s, like s, like s, like s, like s, like s, like s, like s) -> (period_id i, task_id i, unit_id i, state s, narrative s, next_steps s)
SELECT r.period_id, r.task_id, r.unit_id, r.state, h.narrative, h.next_steps
  FROM period p
  JOIN report r ON r.period_id = p.id
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
 WHERE p.plan_id = ?
   AND (h.narrative LIKE ? OR h.next_steps LIKE ? OR h.narrative LIKE ? OR h.next_steps LIKE ?
     OR h.narrative LIKE ? OR h.next_steps LIKE ? OR h.narrative LIKE ? OR h.next_steps LIKE ?)
 ORDER BY p.due_at DESC, r.task_id, r.unit_id
