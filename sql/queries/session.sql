-- Sessions and attempts at signing in: working tables.

-- session_insert (token_hash b, person_id i, unit_id i, roles i, created_at t, seen_at t, checked_at t, ip s, message s, person_id i) -> () working
INSERT INTO session (token_hash, person_id, unit_id, roles, created_at, seen_at, checked_at, ip, message, display)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, COALESCE((SELECT choice FROM display WHERE person_id = ?), 0))

-- Sessions from before a person's rights changed are nobody's: the next sign-in tells what the directory says now (R15).
-- Every page begins with it, so the stamps of what the worker keeps in memory (store/book.h) come along.
-- session_find (token_hash b) -> (person_id i, unit_id i, roles i, created_at t, seen_at t, checked_at t, display i, message s, name s, login s, unit_name s, book_stamp i, reports_stamp i)
SELECT s.person_id, COALESCE(s.unit_id, 0), s.roles, s.created_at, s.seen_at, s.checked_at, s.display, s.message,
       p.name, p.login, COALESCE(u.name, ''), (SELECT n FROM book_stamp WHERE one = 1),
       (SELECT COALESCE(SUM(r.version), 0) FROM report r WHERE r.unit_id = s.unit_id)
  FROM session s JOIN person p ON p.id = s.person_id LEFT JOIN unit u ON u.id = s.unit_id
 WHERE s.token_hash = ? AND s.roles = p.roles AND s.unit_id <=> p.unit_id AND p.standing = ''

-- session_seen (seen_at t, token_hash b) -> () working
UPDATE session SET seen_at = ? WHERE token_hash = ?

-- session_say (message s, token_hash b) -> () working
UPDATE session SET message = ? WHERE token_hash = ?

-- session_delete (token_hash b) -> () working
DELETE FROM session WHERE token_hash = ?

-- session_delete_person (person_id i) -> () working
DELETE FROM session WHERE person_id = ?

-- session_delete_old (created_before t, seen_before t) -> () working
DELETE FROM session WHERE created_at < ? OR seen_at < ? LIMIT 100

-- Those whose rights are to be compared with the directory.
-- session_people () -> (id i, uuid b, name s)
SELECT DISTINCT p.id, p.uuid, p.name FROM session s STRAIGHT_JOIN person p ON p.id = s.person_id

-- session_newer (person_id i, checked_after t) -> (n i)
SELECT COUNT(*) FROM session WHERE person_id = ? AND checked_at > ?

-- session_confirm (checked_at t, person_id i) -> () working
UPDATE session SET checked_at = ? WHERE person_id = ?

-- session_rights (roles i, unit_id i, checked_at t, message s, person_id i) -> () working
UPDATE session SET roles = ?, unit_id = ?, checked_at = ?, message = ? WHERE person_id = ?

-- session_delete_others (person_id i, token_hash b) -> () working
DELETE FROM session WHERE person_id = ? AND token_hash <> ?

-- session_of_person (person_id i) -> (token_hash b, created_at t, ip s)
SELECT token_hash, created_at, ip FROM session WHERE person_id = ? ORDER BY created_at DESC

-- attempt_find (who b) -> (wrong i, since_at t, locked_until t, locks i)
SELECT wrong, since_at, locked_until, locks FROM attempt WHERE who = ?

-- attempt_save (wrong i, since_at t, locked_until t, locks i, who b) -> () working
UPDATE attempt SET wrong = ?, since_at = ?, locked_until = ?, locks = ? WHERE who = ?

-- attempt_hold (who b, since_at t) -> () working
INSERT INTO attempt (who, wrong, since_at, locks) VALUES (?, 0, ?, 0) ON DUPLICATE KEY UPDATE who = VALUE(who)

-- attempt_lock (who b) -> (wrong i, since_at t, locked_until t, locks i)
SELECT wrong, since_at, locked_until, locks FROM attempt WHERE who = ? FOR UPDATE

-- attempt_delete_old (since_before t) -> () working
DELETE FROM attempt WHERE since_at < ? LIMIT 100

-- attempt_delete (who b) -> () working
DELETE FROM attempt WHERE who = ?

-- refusal_hold (kind b, since_at t) -> () working
INSERT INTO refusal (kind, since_at, untold) VALUES (?, ?, 0) ON DUPLICATE KEY UPDATE untold = untold + 1

-- refusal_lock (kind b) -> (since_at t, untold i)
SELECT since_at, untold FROM refusal WHERE kind = ? FOR UPDATE

-- refusal_told (since_at t, kind b) -> () working
UPDATE refusal SET since_at = ?, untold = 0 WHERE kind = ?

-- refusal_delete_old (since_before t) -> () working
DELETE FROM refusal WHERE since_at < ? LIMIT 100

-- person_by_uuid (uuid b) -> (id i, version i, login s, name s, unit_id i, roles i, standing s)
SELECT id, version, login, name, COALESCE(unit_id, 0), roles, standing FROM person WHERE uuid = ?

-- person_lock (id i) -> (id i, version i, login s, name s, unit_id i, roles i, standing s, uuid b)
SELECT id, version, login, name, COALESCE(unit_id, 0), roles, standing, uuid FROM person WHERE id = ? FOR UPDATE

-- person_by_login (login s) -> (id i)
SELECT id FROM person WHERE login = ? LIMIT 1

-- A deed about an account is in the chain of the person's row, which only counts it.
-- person_touch (id i, version i) -> ()
UPDATE person SET version = version + 1 WHERE id = ? AND version = ?

-- person_insert (id i, uuid b, login s, name s, unit_id i, roles i) -> ()
INSERT INTO person (id, version, uuid, login, name, unit_id, roles) VALUES (?, 1, ?, ?, ?, ?, ?)

-- person_update (login s, name s, unit_id i, roles i, standing s, id i, version i) -> ()
UPDATE person SET login = ?, name = ?, unit_id = ?, roles = ?, standing = ?, version = version + 1 WHERE id = ? AND version = ?

-- unit_by_code (code s) -> (id i, name s)
SELECT id, name FROM unit WHERE code = ?

-- sign_in_before (person_id i) -> (at_us i, ip s)
SELECT at_us, ip FROM audit_event WHERE person_id = ? AND action = 'auth.sign_in' ORDER BY id DESC LIMIT 1, 1
