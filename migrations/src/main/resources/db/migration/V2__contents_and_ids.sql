-- Contents apart from ids (docs/adr/0004): a content has one row, and one id or, by import, several. What an id means
-- never changes: rows of schema_ids are neither updated nor removed, and a hard delete clears only the text of a
-- content, so that the same schema, registered again, gets its id back and old records become readable again.

CREATE TABLE signet.contents (
    context    text COLLATE "C" NOT NULL,
    guid       uuid NOT NULL,      -- MD5 over the identity bytes
    sha256     bytea NOT NULL,     -- over the same bytes: tells a forged MD5 apart, also after a hard delete
    type       text NOT NULL,
    text       text,               -- canonical, as registered; null after a hard delete
    metadata   text,               -- JSON as registered
    rule_set   text,               -- JSON as registered
    created_at timestamptz NOT NULL DEFAULT now(),
    cleared_at timestamptz,
    CONSTRAINT contents_pk PRIMARY KEY (context, guid),
    CONSTRAINT contents_context_fk FOREIGN KEY (context) REFERENCES signet.contexts (name),
    CONSTRAINT contents_sha256 CHECK (octet_length(sha256) = 32),
    CONSTRAINT contents_cleared CHECK ((text IS NULL) = (cleared_at IS NOT NULL)),
    CONSTRAINT contents_nothing_without_text CHECK (text IS NOT NULL OR (metadata IS NULL AND rule_set IS NULL))
);

CREATE INDEX contents_by_guid ON signet.contents (guid);

CREATE TABLE signet.schema_ids (
    context    text COLLATE "C" NOT NULL,
    id         integer NOT NULL,
    guid       uuid NOT NULL,
    imported   boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT schema_ids_pk PRIMARY KEY (context, id),
    CONSTRAINT schema_ids_content_fk FOREIGN KEY (context, guid) REFERENCES signet.contents (context, guid),
    CONSTRAINT schema_ids_range CHECK (id >= 0)
);

CREATE INDEX schema_ids_by_content ON signet.schema_ids (context, guid, id);

CREATE FUNCTION signet.refuse_to_rebind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'schema id % of context % is bound for ever', OLD.id, OLD.context USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER schema_ids_for_ever BEFORE UPDATE OR DELETE ON signet.schema_ids
    FOR EACH ROW EXECUTE FUNCTION signet.refuse_to_rebind();

-- The next id of a context. Servers take ranges out of it in transactions of their own: a counter that every
-- registration locked would make them wait for each other's commits.
CREATE TABLE signet.id_counters (
    context text COLLATE "C" NOT NULL,
    next_id bigint NOT NULL DEFAULT 1,
    CONSTRAINT id_counters_pk PRIMARY KEY (context),
    CONSTRAINT id_counters_context_fk FOREIGN KEY (context) REFERENCES signet.contexts (name),
    CONSTRAINT id_counters_range CHECK (next_id BETWEEN 1 AND 2147483648)
);
