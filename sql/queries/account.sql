-- Accounts as the pages show them: /accounts for the security administrator, /me for everybody.

-- account_list () -> (id i, uuid b, login s, name s, unit_name s, roles i, standing s, sessions i, last_us i)
SELECT p.id, p.uuid, p.login, p.name, COALESCE(u.name, ''), p.roles, p.standing,
       (SELECT COUNT(*) FROM session s WHERE s.person_id = p.id),
       COALESCE((SELECT e.at_us FROM audit_event e WHERE e.person_id = p.id AND e.action = 'auth.sign_in'
                  ORDER BY e.id DESC LIMIT 1), 0)
  FROM person p LEFT JOIN unit u ON u.id = p.unit_id ORDER BY p.login

-- account_one (id i) -> (id i, uuid b, login s, name s, unit_name s, roles i, standing s, sessions i, last_us i)
SELECT p.id, p.uuid, p.login, p.name, COALESCE(u.name, ''), p.roles, p.standing,
       (SELECT COUNT(*) FROM session s WHERE s.person_id = p.id),
       COALESCE((SELECT e.at_us FROM audit_event e WHERE e.person_id = p.id AND e.action = 'auth.sign_in'
                  ORDER BY e.id DESC LIMIT 1), 0)
  FROM person p LEFT JOIN unit u ON u.id = p.unit_id WHERE p.id = ?

-- Locks that have not ended; most rows are of people who were wrong once.
-- account_locks (now t) -> (who b, locked_until t)
SELECT who, locked_until FROM attempt WHERE locked_until > ?

-- account_sign_ins (person_id i) -> (at_us i, ip s, agent s, action s, result s, body s)
SELECT at_us, ip, agent, action, result, body FROM audit_event
 WHERE person_id = ? AND action IN ('auth.sign_in', 'auth.refuse') ORDER BY id DESC LIMIT 10

-- account_sessions (person_id i) -> (token_hash b, created_at t, seen_at t, checked_at t, ip s)
SELECT token_hash, created_at, seen_at, checked_at, ip FROM session WHERE person_id = ? ORDER BY created_at DESC

-- What was done about an account, and what the directory changed of it.
-- account_events (person_id i) -> (at_us i, actor s, actor_role s, action s, body s)
SELECT at_us, actor, actor_role, action, body FROM audit_event
 WHERE etype = 'person' AND entity_id = ? ORDER BY entity_seq DESC LIMIT 10

-- Right password, and still refused: accounts without unit or role, with several, or with roles that must not meet.
-- account_refused (since_us i) -> (actor s, result s, at_us i, n i)
SELECT actor, result, MAX(at_us), COUNT(*) FROM audit_event FORCE INDEX (of_action)
 WHERE action = 'auth.refuse' AND at_us >= ? AND result IN ('no_role', 'units', 'clash', 'disabled')
 GROUP BY actor, result ORDER BY 3 DESC LIMIT 50

-- account_empty_units () -> (name s, has_code i, tasks i)
SELECT u.name, u.code IS NOT NULL, (SELECT COUNT(*) FROM task_lead l WHERE l.unit_id = u.id AND l.ended_on IS NULL)
  FROM unit u
 WHERE u.kind = 'bureau' AND NOT EXISTS (SELECT 1 FROM person p WHERE p.unit_id = u.id AND p.standing = '')
 ORDER BY 3 DESC, u.name

-- display_save (person_id i, choice i) -> () working
INSERT INTO display (person_id, choice) VALUES (?, ?) ON DUPLICATE KEY UPDATE choice = VALUE(choice)

-- session_display (display i, person_id i) -> () working
UPDATE session SET display = ? WHERE person_id = ?
