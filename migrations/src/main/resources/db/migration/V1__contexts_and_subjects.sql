-- Where subjects live and how their writers take turns. The row of a subject is its lock and its freshness mark:
-- whoever writes versions, config or mode of a subject holds it and advances the revision, so revisions grow in the
-- order of commits. Rows are never removed, so that there is always something to lock.

CREATE TABLE signet.contexts (
    name       text COLLATE "C" NOT NULL,
    listed     boolean NOT NULL DEFAULT false, -- config can be set on a context before anything lives in it
    revision   bigint NOT NULL DEFAULT 0,      -- of config, mode and existence of the context itself
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contexts_pk PRIMARY KEY (name),
    CONSTRAINT contexts_name CHECK (starts_with(name, '.') AND strpos(name, ':') = 0 AND octet_length(name) <= 2048)
);

-- The default context, and the pseudo-context whose config and mode hold for all.
INSERT INTO signet.contexts (name, listed) VALUES ('.', true), ('.__GLOBAL', false);

CREATE TABLE signet.subjects (
    context      text COLLATE "C" NOT NULL,
    name         text COLLATE "C" NOT NULL,
    revision     bigint NOT NULL DEFAULT 0,
    last_version integer NOT NULL DEFAULT 0, -- a counter, not the maximum: a hard delete does not turn it back
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT subjects_pk PRIMARY KEY (context, name),
    CONSTRAINT subjects_context_fk FOREIGN KEY (context) REFERENCES signet.contexts (name),
    CONSTRAINT subjects_name CHECK (char_length(name) <= 1024 AND octet_length(context) + octet_length(name) <= 2048),
    CONSTRAINT subjects_last_version CHECK (last_version >= 0)
);

-- The name by which clients know a subject; lists are sorted by it.
CREATE FUNCTION signet.qualified_name(context text, name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (CASE WHEN context = '.' THEN name ELSE ':' || context || ':' || name END) COLLATE "C"
$$;
