-- What all reading pages share.

-- task_lead_names (plan s, no i) -> (name s)
SELECT u.name FROM plan n JOIN task t ON t.plan_id = n.id JOIN task_lead l ON l.task_id = t.id
  JOIN unit u ON u.id = l.unit_id
 WHERE n.code = ? AND t.no = ? AND l.ended_on IS NULL ORDER BY l.place

-- waiting_for_review () -> (n i)
SELECT COUNT(*) FROM report WHERE state = 'submitted'
