-- One row for every write, in its transaction: what was done and by whom, as far as that is known.

CREATE TABLE signet.audit (
    number     bigint GENERATED ALWAYS AS IDENTITY,
    at         timestamptz NOT NULL DEFAULT now(),
    action     text NOT NULL,
    context    text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL, -- empty where a context is concerned
    version    integer,
    id         integer,
    detail     text NOT NULL,
    principal  text NOT NULL,
    proof      text NOT NULL,
    address    text NOT NULL,
    request_id text NOT NULL,
    author     text, -- claimed, like the following
    source     text,
    CONSTRAINT audit_pk PRIMARY KEY (number),
    CONSTRAINT audit_proof CHECK (proof IN ('NONE', 'CLAIMED', 'AUTHENTICATED'))
);

CREATE INDEX audit_by_subject ON signet.audit (context, subject, number);
