-- Forms that were filled in elsewhere: a working table (sql/schema/134_sheet_return.sql).

-- sheet_return_insert (id i, person_id i, unit_id i, plan s, period s, name s, bytes b, sent_at t) -> () working
INSERT INTO sheet_return (id, person_id, unit_id, plan, period, name, bytes, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- sheet_return_find (id i, person_id i, unit_id i, sent_after t) -> (plan s, period s, name s, bytes b, sent_at t, taken_at t, taken i)
SELECT plan, period, name, bytes, sent_at, taken_at, taken
  FROM sheet_return WHERE id = ? AND person_id = ? AND unit_id = ? AND sent_at > ?

-- sheet_return_list (person_id i, unit_id i, sent_after t) -> (id i, period s, name s, sent_at t, taken_at t, taken i)
SELECT id, period, name, sent_at, taken_at, taken
  FROM sheet_return WHERE person_id = ? AND unit_id = ? AND sent_at > ? ORDER BY sent_at DESC LIMIT 10

-- sheet_return_taken (taken_at t, taken i, id i) -> () working
UPDATE sheet_return SET taken_at = ?, taken = taken + ? WHERE id = ?

-- sheet_return_delete_old (sent_before t) -> () working
DELETE FROM sheet_return WHERE sent_at < ? LIMIT 20

-- What an account can fill is bounded: of its own the newest ten stay.
-- sheet_return_delete_more (person_id i, person_id i) -> () working
DELETE FROM sheet_return WHERE person_id = ? AND id NOT IN
       (SELECT n.id FROM (SELECT s.id FROM sheet_return s WHERE s.person_id = ? ORDER BY s.sent_at DESC, s.id LIMIT 10) n)
