-- Units as master data: groups and their members, other names, successions.

-- unit_members (group_id i, day s, day s) -> (unit_id i, name s)
SELECT m.unit_id, u.name FROM unit_member m JOIN unit u ON u.id = m.unit_id
 WHERE m.group_id = ? AND m.since_on <= ? AND (m.ended_on IS NULL OR m.ended_on > ?) ORDER BY m.unit_id

-- unit_kind (id i) -> (kind s, name s)
SELECT kind, name FROM unit WHERE id = ?
