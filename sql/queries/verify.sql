-- The verifier (store/verify.c). It reads everything as of one moment, by keys, in parts.

-- verify_counts () -> (size i, leaves i, leaf_end i, events i, last_audit_id i, tiles i, checkpoints i)
SELECT (SELECT size FROM tree_state WHERE one = 1), (SELECT COUNT(*) FROM audit_leaf),
       (SELECT COALESCE(MAX(leaf_index) + 1, 0) FROM audit_leaf), (SELECT COUNT(*) FROM audit_event),
       (SELECT COALESCE(MAX(audit_id), 0) FROM audit_leaf), (SELECT COUNT(*) FROM audit_tile),
       (SELECT COUNT(*) FROM audit_checkpoint)

-- leaf_rows (from i, upto i) -> (alg i, etype s, entity_id i, entity_seq i, at_us i, person_id i, actor s, actor_unit s, actor_role s, ip s, agent s, session b, action s, result s, task_id i, unit_id i, period_id i, req_id b, req_no i, body s, prev_hash b, hash b, mac b, id i, leaf_index i, audit_id i, state b, leaf_hash b)
SELECT e.alg, e.etype, e.entity_id, e.entity_seq, e.at_us, e.person_id, e.actor, e.actor_unit, e.actor_role,
       e.ip, e.agent, e.session, e.action, e.result, e.task_id, e.unit_id,
       e.period_id, e.req_id, e.req_no, e.body, e.prev_hash, e.hash, e.mac, e.id,
       l.leaf_index, l.audit_id, l.state, l.leaf_hash
  FROM audit_leaf l
  LEFT JOIN audit_event e ON e.id = l.audit_id
 WHERE l.leaf_index >= ? AND l.leaf_index < ? ORDER BY l.leaf_index

-- verify_unsealed (after_id i) -> (alg i, etype s, entity_id i, entity_seq i, at_us i, person_id i, actor s, actor_unit s, actor_role s, ip s, agent s, session b, action s, result s, task_id i, unit_id i, period_id i, req_id b, req_no i, body s, prev_hash b, hash b, mac b, id i)
SELECT e.alg, e.etype, e.entity_id, e.entity_seq, e.at_us, e.person_id, e.actor, e.actor_unit, e.actor_role,
       e.ip, e.agent, e.session, e.action, e.result, e.task_id, e.unit_id,
       e.period_id, e.req_id, e.req_no, e.body, e.prev_hash, e.hash, e.mac, e.id
  FROM audit_event e
  LEFT JOIN audit_leaf l ON l.audit_id = e.id
 WHERE e.id > ? AND l.audit_id IS NULL ORDER BY e.id

-- verify_checkpoints (after i, upto i) -> (tree_size i, root b, note s)
SELECT tree_size, root, note FROM audit_checkpoint WHERE tree_size > ? AND tree_size <= ? ORDER BY tree_size

-- verify_tiles (level i, from i, upto i) -> (idx i, hashes b)
SELECT idx, hashes FROM audit_tile WHERE level = ? AND idx >= ? AND idx < ? ORDER BY idx

-- verify_issued () -> (sha256 b)
SELECT sha256 FROM issued_text WHERE sha256 <> UNHEX(SHA2(bytes, 256))
