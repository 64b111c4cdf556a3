-- What is set on contexts (an empty subject name) and on subjects, which need not have versions. Locks: that of the
-- context or the subject.

CREATE TABLE signet.configs (
    context              text COLLATE "C" NOT NULL,
    subject              text COLLATE "C" NOT NULL,
    alias                text COLLATE "C", -- as written
    alias_context        text COLLATE "C", -- as resolved
    alias_subject        text COLLATE "C",
    alias_for_deks       text,
    normalize            boolean,
    validate_fields      boolean,
    validate_new_schemas boolean,
    validate_rules       boolean,
    compatibility_level  text,
    compatibility_policy text,
    compatibility_group  text,
    default_metadata     text, -- JSON, like the following
    override_metadata    text,
    default_rule_set     text,
    override_rule_set    text,
    updated_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT configs_pk PRIMARY KEY (context, subject),
    CONSTRAINT configs_context_fk FOREIGN KEY (context) REFERENCES signet.contexts (name),
    CONSTRAINT configs_alias CHECK ((alias_context IS NULL) = (alias_subject IS NULL)),
    CONSTRAINT configs_level CHECK (compatibility_level IN ('NONE', 'BACKWARD', 'BACKWARD_TRANSITIVE', 'FORWARD',
        'FORWARD_TRANSITIVE', 'FULL', 'FULL_TRANSITIVE'))
);

CREATE TABLE signet.modes (
    context    text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL,
    mode       text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT modes_pk PRIMARY KEY (context, subject),
    CONSTRAINT modes_context_fk FOREIGN KEY (context) REFERENCES signet.contexts (name),
    CONSTRAINT modes_mode CHECK (mode IN ('READWRITE', 'READONLY', 'READONLY_OVERRIDE', 'IMPORT', 'FORWARD'))
);

-- The subject that a read is about: the one behind the alias, if there is one. In one place and in SQL, so that reads
-- stay single statements.
CREATE FUNCTION signet.behind_alias(named_context text, named_subject text)
    RETURNS TABLE (context text, subject text) LANGUAGE sql STABLE AS $$
    SELECT COALESCE(c.alias_context, named_context), COALESCE(c.alias_subject, named_subject)
      FROM (SELECT 1) AS one
      LEFT JOIN signet.configs c ON c.context = named_context AND c.subject = named_subject
$$;
