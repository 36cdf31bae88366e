-- A stamp of a unit's reports: the sum of their versions grows with every change of one, since rows are never deleted and
-- a version only ever goes up by one (050_fences.sql). Unlike a counter it is no row that two people who hand in would
-- both wait for. Workers that keep what they counted over a unit's reports ask for it (store/book.h); this key answers
-- alone.

ALTER TABLE report ADD KEY stamp_of_unit (unit_id, version);
