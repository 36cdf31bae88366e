-- Units as master data: groups and their members, other names, successions.

-- unit_members (group_id i, day s, day s) -> (unit_id i, name s)
SELECT m.unit_id, u.name FROM unit_member m JOIN unit u ON u.id = m.unit_id
 WHERE m.group_id = ? AND m.since_on <= ? AND (m.ended_on IS NULL OR m.ended_on > ?) ORDER BY m.unit_id

-- unit_kind (id i) -> (kind s, name s)
SELECT kind, name FROM unit WHERE id = ?

-- unit_all () -> (id i, version i, name s, short s, kind s, code s, parent s, stopped_on s, users i, leads i, successor s)
SELECT u.id, u.version, u.name, u.short, u.kind, COALESCE(u.code, ''), COALESCE(q.name, ''),
       COALESCE(DATE_FORMAT(u.stopped_on, '%Y-%m-%d'), ''), (SELECT COUNT(*) FROM person p WHERE p.unit_id = u.id),
       (SELECT COUNT(*) FROM task_lead l WHERE l.unit_id = u.id AND l.ended_on IS NULL), COALESCE(n.name, '')
  FROM unit u LEFT JOIN unit q ON q.id = u.parent_id
  LEFT JOIN unit_succession s ON s.old_id = u.id LEFT JOIN unit n ON n.id = s.new_id
 ORDER BY u.stopped_on IS NOT NULL, u.kind, u.id

-- unit_lock_all () -> (id i)
SELECT id FROM unit ORDER BY id FOR UPDATE

-- unit_names (unit_id i) -> (id i, version i, name s, short s, kind s, until_on s, ended_on s, reason s, made_by s)
SELECT a.id, a.version, a.name, a.short, a.kind, COALESCE(DATE_FORMAT(a.until_on, '%Y-%m-%d'), ''),
       COALESCE(DATE_FORMAT(a.ended_on, '%Y-%m-%d'), ''), a.reason, p.name
  FROM unit_alias a JOIN person p ON p.id = a.made_by WHERE a.unit_id = ? ORDER BY a.id

-- unit_member_rows (group_id i) -> (id i, version i, unit_id i, name s, since_on s, ended_on s)
SELECT m.id, m.version, m.unit_id, u.name, DATE_FORMAT(m.since_on, '%Y-%m-%d'),
       COALESCE(DATE_FORMAT(m.ended_on, '%Y-%m-%d'), '')
  FROM unit_member m JOIN unit u ON u.id = m.unit_id WHERE m.group_id = ? ORDER BY m.ended_on IS NOT NULL, m.unit_id

-- unit_memberships (unit_id i) -> (id i, version i, group_id i, name s)
SELECT m.id, m.version, m.group_id, g.name FROM unit_member m JOIN unit g ON g.id = m.group_id
 WHERE m.unit_id = ? AND m.ended_on IS NULL ORDER BY m.id

-- unit_successions (old_id i, new_id i) -> (old_id i, old_name s, new_id i, new_name s, on_day s, reason s)
SELECT s.old_id, o.name, s.new_id, n.name, DATE_FORMAT(s.on_day, '%Y-%m-%d'), s.reason
  FROM unit_succession s JOIN unit o ON o.id = s.old_id JOIN unit n ON n.id = s.new_id
 WHERE s.old_id = ? OR s.new_id = ? ORDER BY s.id

-- unit_name_taken (name s, name s) -> (n i)
SELECT (SELECT COUNT(*) FROM unit WHERE name = ?) + (SELECT COUNT(*) FROM unit_alias WHERE name = ? AND kind = 'alias' AND ended_on IS NULL)

-- unit_new (id i, name s, short s, kind s, parent_id i) -> ()
INSERT INTO unit (id, version, name, short, kind, parent_id) VALUES (?, 1, ?, ?, ?, ?)

-- unit_rename (name s, short s, parent_id i, id i, version i) -> ()
UPDATE unit SET name = ?, short = ?, parent_id = ?, version = version + 1 WHERE id = ? AND version = ?

-- unit_stop (stopped_on s, id i, version i) -> ()
UPDATE unit SET stopped_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- unit_alias_insert (id i, unit_id i, name s, short s, kind s, until_on s, reason s, made_by i, made_at t) -> ()
INSERT INTO unit_alias (id, version, unit_id, name, short, kind, until_on, reason, made_by, made_at) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)

-- unit_alias_end (ended_on s, id i, version i) -> ()
UPDATE unit_alias SET ended_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- unit_member_insert (id i, group_id i, unit_id i, since_on s, reason s, made_by i, made_at t) -> ()
INSERT INTO unit_member (id, version, group_id, unit_id, since_on, reason, made_by, made_at) VALUES (?, 1, ?, ?, ?, ?, ?, ?)

-- unit_member_end (ended_on s, id i, version i) -> ()
UPDATE unit_member SET ended_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- unit_succession_insert (id i, old_id i, new_id i, on_day s, reason s, made_by i, made_at t) -> ()
INSERT INTO unit_succession (id, version, old_id, new_id, on_day, reason, made_by, made_at) VALUES (?, 1, ?, ?, ?, ?, ?, ?)

-- unit_leads (unit_id i, unit_id i) -> (id i, version i, task_id i, place i, other_id i, other_version i, other_ended i)
SELECT l.id, l.version, l.task_id, l.place, COALESCE(o.id, 0), COALESCE(o.version, 0), o.ended_on IS NOT NULL
  FROM task_lead l LEFT JOIN task_lead o ON o.task_id = l.task_id AND o.unit_id = ?
 WHERE l.unit_id = ? AND l.ended_on IS NULL ORDER BY l.id

-- unit_parts (unit_id i, unit_id i) -> (id i, version i, task_id i, place i, other_id i, other_version i, other_ended i)
SELECT l.id, l.version, l.task_id, l.place, COALESCE(o.id, 0), COALESCE(o.version, 0), o.ended_on IS NOT NULL
  FROM task_participant l LEFT JOIN task_participant o ON o.task_id = l.task_id AND o.unit_id = ?
 WHERE l.unit_id = ? AND l.ended_on IS NULL ORDER BY l.id

-- unit_lead_span (ended_on s, id i, version i) -> ()
UPDATE task_lead SET ended_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- unit_part_span (ended_on s, id i, version i) -> ()
UPDATE task_participant SET ended_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- unit_targets (task_id i, unit_id i) -> (id i, version i)
SELECT id, version FROM target WHERE task_id = ? AND unit_id = ? AND ended_on IS NULL

-- unit_target_to (unit_id i, id i, version i) -> ()
UPDATE target SET unit_id = ?, version = version + 1 WHERE id = ? AND version = ?

-- unit_import_names () -> (name s, unit_id i)
SELECT a.name, COALESCE(s.new_id, a.unit_id) FROM unit_alias a LEFT JOIN unit_succession s ON s.old_id = a.unit_id
 WHERE a.ended_on IS NULL
 UNION ALL SELECT u.name, s.new_id FROM unit_succession s JOIN unit u ON u.id = s.old_id
