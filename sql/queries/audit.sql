-- Change records. Word: 变更记录 audit event.

-- new_id () -> (id i)
SELECT NEXTVAL(seq_id)

-- audit_by_request (req_id b) -> (id i, person_id i, action s, entity_id i)
SELECT id, COALESCE(person_id, 0), action, entity_id FROM audit_event WHERE req_id = ? AND req_no = 0

-- audit_hash_at (etype s, entity_id i, entity_seq i) -> (hash b)
SELECT hash FROM audit_event WHERE etype = ? AND entity_id = ? AND entity_seq = ?

-- audit_insert (alg i, etype s, entity_id i, entity_seq i, at_us i, person_id i, actor s, actor_unit s, actor_role s, ip s, agent s, session b, action s, result s, task_id i, unit_id i, period_id i, req_id b, req_no i, body s, prev_hash b, hash b, mac b) -> ()
INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, person_id, actor, actor_unit, actor_role, ip, agent,
                         session, action, result, task_id, unit_id, period_id, req_id, req_no, body, prev_hash, hash, mac)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- audit_pending_insert (audit_id i) -> ()
INSERT INTO audit_pending (audit_id) VALUES (?)
