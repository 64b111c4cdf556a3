-- What brokers say about themselves and about the records that they refused. Both are shown for a day. Brokers write
-- every few seconds, so each write also removes what is too old or too much; rows that another transaction holds are
-- left to the next write, so that no broker waits for another one.

CREATE TABLE signet.brokers (
    cluster       text COLLATE "C" NOT NULL,
    broker        integer NOT NULL,
    started_at    timestamptz NOT NULL, -- by the broker's clock; with the sequence it names a report
    sequence      bigint NOT NULL,
    received_at   timestamptz NOT NULL DEFAULT now(),
    received_from text NOT NULL,
    document      text NOT NULL,
    CONSTRAINT brokers_pk PRIMARY KEY (cluster, broker),
    CONSTRAINT brokers_lengths CHECK (octet_length(cluster) <= 800 AND octet_length(document) <= 2097152)
);

CREATE TABLE signet.refusals (
    number      bigint GENERATED ALWAYS AS IDENTITY,
    cluster     text COLLATE "C" NOT NULL,
    broker      integer NOT NULL,
    topic       text COLLATE "C" NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    document    text NOT NULL,
    CONSTRAINT refusals_pk PRIMARY KEY (number),
    -- Indexed together the first two must fit into an index page.
    CONSTRAINT refusals_lengths CHECK (octet_length(cluster) <= 800 AND octet_length(topic) <= 1024
        AND octet_length(document) <= 65536)
);

CREATE INDEX refusals_by_topic ON signet.refusals (cluster, topic, number);
CREATE INDEX refusals_by_age ON signet.refusals (received_at);
