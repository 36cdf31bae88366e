-- What was typed when a session ended: a working table (sql/schema/104_kept.sql).

-- kept_insert (id_hash b, session b, author i, address s, fields s, kept_at t) -> () working
INSERT INTO kept (id_hash, session, author, address, fields, kept_at) VALUES (?, ?, ?, ?, ?, ?)

-- kept_find (id_hash b, session b, kept_after t) -> (author i, login s, address s, fields s)
SELECT COALESCE(k.author, 0), COALESCE(p.login, ''), k.address, k.fields
  FROM kept k LEFT JOIN person p ON p.id = k.author
 WHERE k.id_hash = ? AND k.session = ? AND k.kept_at > ?

-- kept_delete_old (kept_before t) -> () working
DELETE FROM kept WHERE kept_at < ? LIMIT 100

-- All of a session but its newest: what an account can fill is bounded by its sessions.
-- kept_delete_older (session b, session b) -> () working
DELETE FROM kept WHERE session = ? AND id_hash NOT IN
       (SELECT n.id_hash FROM (SELECT k.id_hash FROM kept k WHERE k.session = ? ORDER BY k.kept_at DESC, k.id_hash LIMIT 1) n)

-- kept_delete_session (session b) -> () working
DELETE FROM kept WHERE session = ?
