-- A stamp of a period's reports, like that of a unit's (075_speed.sql): how many there are and the sum of their versions.
-- Workers that keep what was handed in for a period ask for it (store/period_reports.h); this key answers alone.

ALTER TABLE report ADD KEY stamp_of_period (period_id, version);
