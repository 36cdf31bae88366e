-- What auditors read of the change records. A condition with an empty value is no condition: the optimizer sees the value
-- at each execution and takes it away, so that the keys of person and task still serve.

-- audit_older (before i, person i, person i, task i, task i, from_us i, to_us i, actor s, ip s, unit s, unit s, actions s, actions s, etypes s, etypes s, refused i) -> (id i, at_us i, actor s, actor_unit s, actor_role s, ip s, action s, result s, etype s, entity_id i, body s, plan s, no i, title s, unit_name s, period s)
SELECT a.id, a.at_us, a.actor, a.actor_unit, a.actor_role, a.ip, a.action, a.result, a.etype, a.entity_id, a.body,
       COALESCE(n.code, ''), COALESCE(t.no, 0), COALESCE(t.title, ''),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(FROM_UNIXTIME(a.at_us DIV 1000000) + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name), ''),
       COALESCE(p.code, '')
  FROM audit_event a
  LEFT JOIN task t ON t.id = a.task_id
  LEFT JOIN plan n ON n.id = t.plan_id
  LEFT JOIN unit u ON u.id = a.unit_id
  LEFT JOIN period p ON p.id = a.period_id
 WHERE a.id < ?
   AND (? = 0 OR a.person_id = ?)
   AND (? = 0 OR a.task_id = ?)
   AND a.at_us >= ? AND a.at_us < ?
   AND a.actor LIKE ? AND a.ip LIKE ?
   AND (? = '' OR a.actor_unit = ?)
   AND (? = '' OR FIND_IN_SET(a.action, ?) > 0)
   AND (? = '' OR FIND_IN_SET(a.etype, ?) > 0)
   AND (? = 0 OR a.result <> 'ok')
 ORDER BY a.id DESC LIMIT 51

-- audit_newer (after i, person i, person i, task i, task i, from_us i, to_us i, actor s, ip s, unit s, unit s, actions s, actions s, etypes s, etypes s, refused i) -> (id i, at_us i, actor s, actor_unit s, actor_role s, ip s, action s, result s, etype s, entity_id i, body s, plan s, no i, title s, unit_name s, period s)
SELECT a.id, a.at_us, a.actor, a.actor_unit, a.actor_role, a.ip, a.action, a.result, a.etype, a.entity_id, a.body,
       COALESCE(n.code, ''), COALESCE(t.no, 0), COALESCE(t.title, ''),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(FROM_UNIXTIME(a.at_us DIV 1000000) + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name), ''),
       COALESCE(p.code, '')
  FROM audit_event a
  LEFT JOIN task t ON t.id = a.task_id
  LEFT JOIN plan n ON n.id = t.plan_id
  LEFT JOIN unit u ON u.id = a.unit_id
  LEFT JOIN period p ON p.id = a.period_id
 WHERE a.id > ?
   AND (? = 0 OR a.person_id = ?)
   AND (? = 0 OR a.task_id = ?)
   AND a.at_us >= ? AND a.at_us < ?
   AND a.actor LIKE ? AND a.ip LIKE ?
   AND (? = '' OR a.actor_unit = ?)
   AND (? = '' OR FIND_IN_SET(a.action, ?) > 0)
   AND (? = '' OR FIND_IN_SET(a.etype, ?) > 0)
   AND (? = 0 OR a.result <> 'ok')
 ORDER BY a.id LIMIT 51

-- audit_one (id i) -> (id i, at_us i, person_id i, actor s, actor_unit s, actor_role s, ip s, agent s, action s, result s, etype s, entity_id i, entity_seq i, req_id b, body s, prev_hash b, hash b, plan s, no i, title s, unit_name s, period s)
SELECT a.id, a.at_us, COALESCE(a.person_id, 0), a.actor, a.actor_unit, a.actor_role, a.ip, a.agent, a.action, a.result,
       a.etype, a.entity_id, a.entity_seq, a.req_id, a.body, a.prev_hash, a.hash,
       COALESCE(n.code, ''), COALESCE(t.no, 0), COALESCE(t.title, ''),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(FROM_UNIXTIME(a.at_us DIV 1000000) + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name), ''),
       COALESCE(p.code, '')
  FROM audit_event a
  LEFT JOIN task t ON t.id = a.task_id
  LEFT JOIN plan n ON n.id = t.plan_id
  LEFT JOIN unit u ON u.id = a.unit_id
  LEFT JOIN period p ON p.id = a.period_id
 WHERE a.id = ?

-- audit_of_row (etype s, entity_id i, entity_seq i, person i, person i) -> (id i)
SELECT id FROM audit_event WHERE etype = ? AND entity_id = ? AND entity_seq = ? AND (? = 0 OR person_id = ?)

-- audit_targets (first_id i, last_id i) -> (id i, subject s, unit_word s)
SELECT DISTINCT g.id, g.subject, g.unit_word
  FROM audit_event a JOIN target g ON g.task_id = a.task_id
 WHERE a.id BETWEEN ? AND ?

-- audit_task (plan s, no i) -> (id i)
SELECT t.id FROM task t JOIN plan n ON n.id = t.plan_id WHERE n.code = ? AND t.no = ?

-- audit_units () -> (id i, name s)
SELECT id, name FROM unit ORDER BY name
