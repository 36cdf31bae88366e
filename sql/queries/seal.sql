-- The sealer (store/seal.c). Its changes are marked as working ones: sealing is no deed and has no event of its own.

-- seal_size () -> (size i)
SELECT size FROM tree_state WHERE one = 1 FOR UPDATE

-- seal_size_now () -> (size i)
SELECT size FROM tree_state WHERE one = 1

-- What has no leaf yet, with the event before it in the same row's chain. The columns up to id are those of
-- store/sealed_event.h in all statements that read events; NULL is read as 0, without a COALESCE a column a row.
-- seal_rows (after i) -> (alg i, etype s, entity_id i, entity_seq i, at_us i, person_id i, actor s, actor_unit s, actor_role s, ip s, agent s, session b, action s, result s, task_id i, unit_id i, period_id i, req_id b, req_no i, body s, prev_hash b, hash b, mac b, id i, audit_id i, own_leaf i, before_hash b, before_id i, before_leaf i)
SELECT e.alg, e.etype, e.entity_id, e.entity_seq, e.at_us, e.person_id, e.actor, e.actor_unit, e.actor_role,
       e.ip, e.agent, e.session, e.action, e.result, e.task_id, e.unit_id,
       e.period_id, e.req_id, e.req_no, e.body, e.prev_hash, e.hash, e.mac, e.id,
       p.audit_id, COALESCE(o.leaf_index + 1, 0), b.hash, COALESCE(b.id, 0), COALESCE(l.leaf_index + 1, 0)
  FROM audit_pending p
  LEFT JOIN audit_event e ON e.id = p.audit_id
  LEFT JOIN audit_leaf o ON o.audit_id = p.audit_id
  LEFT JOIN audit_event b ON b.etype = e.etype AND b.entity_id = e.entity_id
                         AND b.entity_seq = CAST(e.entity_seq AS SIGNED) - 1
  LEFT JOIN audit_leaf l ON l.audit_id = b.id
 WHERE p.audit_id > ? ORDER BY p.audit_id LIMIT 2048

-- seal_leaf (leaf_index i, audit_id i, state b, leaf_hash b) -> () working
INSERT INTO audit_leaf (leaf_index, audit_id, state, leaf_hash) VALUES (?, ?, ?, ?)

-- Those up to the last one looked at: the others have no leaf, and may be a million after a standstill.
-- seal_done (upto i) -> () working
DELETE p FROM audit_pending p STRAIGHT_JOIN audit_leaf l ON l.audit_id = p.audit_id WHERE p.audit_id <= ?

-- seal_grow (size i, old_size i) -> () working
UPDATE tree_state SET size = ? WHERE one = 1 AND size = ?

-- seal_tile (level i, idx i, hashes b) -> () working
INSERT INTO audit_tile (level, idx, hashes) VALUES (?, ?, ?)

-- seal_checkpoint (tree_size i, root b, note s, at_us i) -> () working
INSERT INTO audit_checkpoint (tree_size, root, note, at_us) VALUES (?, ?, ?, ?)

-- leaf_hashes (from i, upto i) -> (leaf_hash b)
SELECT leaf_hash FROM audit_leaf WHERE leaf_index >= ? AND leaf_index < ? ORDER BY leaf_index

-- leaf is one more than its number; 0: the event is not sealed yet.
-- leaf_of_event (audit_id i) -> (leaf i)
SELECT COALESCE(l.leaf_index + 1, 0) FROM audit_event e LEFT JOIN audit_leaf l ON l.audit_id = e.id WHERE e.id = ?

-- tile_one (level i, idx i) -> (hashes b)
SELECT hashes FROM audit_tile WHERE level = ? AND idx = ?

-- checkpoint_at (tree_size i) -> (note s)
SELECT note FROM audit_checkpoint WHERE tree_size = ?

-- checkpoint_last () -> (tree_size i, note s, at_us i)
SELECT tree_size, note, at_us FROM audit_checkpoint ORDER BY tree_size DESC LIMIT 1
