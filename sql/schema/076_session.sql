-- What signing in keeps beside people: nothing that a page does not ask for, nothing for ever. Working tables.

-- The sign-in before is told in the message of the session.
ALTER TABLE session DROP last_at, DROP last_ip;

-- Rows that are two days old are swept by later wrong sign-ins.
ALTER TABLE attempt ADD KEY (since_at);

-- Refusals of one kind (the same person or address, deed and reason): the first of a minute is an event, those after it are
-- counted here, and the next event tells how many they were.
CREATE TABLE refusal (
    kind     BINARY(32) NOT NULL PRIMARY KEY,       -- SHA-256 of what they have in common
    since_at DATETIME(6) NOT NULL,                  -- of the last event
    untold   INT UNSIGNED NOT NULL,
    KEY (since_at)
) ENGINE = InnoDB;
