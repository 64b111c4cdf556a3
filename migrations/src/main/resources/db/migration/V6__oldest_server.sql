-- Replicas roll one by one: a server works on its own schema and on the next one. A migration that takes something
-- away raises the number below to the oldest migration whose servers can live without it; older servers then refuse to
-- start instead of failing later.

CREATE TABLE signet.compatibility (
    only_row      boolean NOT NULL DEFAULT true,
    oldest_server integer NOT NULL,
    CONSTRAINT compatibility_pk PRIMARY KEY (only_row),
    CONSTRAINT compatibility_only_row CHECK (only_row)
);

INSERT INTO signet.compatibility (oldest_server) VALUES (6);
