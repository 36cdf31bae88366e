-- Units and the people who signed in. Words: 单位 unit, 集合 group.

CREATE TABLE unit (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    name        VARCHAR(64) NOT NULL,
    short       VARCHAR(32) NOT NULL,
    kind        ENUM('bureau', 'group') NOT NULL,   -- a group (各成员单位) cannot sign in
    code        VARCHAR(64) NULL,                   -- its word in the directory; NULL: nobody can sign in for it
    UNIQUE KEY (name),
    UNIQUE KEY (code)
) ENGINE = InnoDB;

CREATE TABLE person (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    uuid        BINARY(16) NOT NULL,                -- entryUUID (RFC 4530): the identity, never the typed name (F9)
    login       VARCHAR(64) NOT NULL,               -- as the directory spells it
    name        VARCHAR(64) NOT NULL,
    unit_id     BIGINT NULL,
    roles       INT UNSIGNED NOT NULL,              -- bits of rule/model.h, as of the last sign-in
    UNIQUE KEY (uuid),
    KEY (unit_id),
    FOREIGN KEY (unit_id) REFERENCES unit (id)
) ENGINE = InnoDB;
