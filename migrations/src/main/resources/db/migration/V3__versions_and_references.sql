-- The history of subjects, and what schemas take from each other. A version that is referred to cannot go: the foreign
-- key of references says so even where code forgets to ask.

CREATE TABLE signet.versions (
    context    text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    id         integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL,
    proof      text NOT NULL,      -- how created_by was established
    author     text,               -- as claimed by the caller
    source     text,               -- as claimed by the caller
    deleted_at timestamptz,        -- soft deletion
    CONSTRAINT versions_pk PRIMARY KEY (context, subject, version),
    CONSTRAINT versions_subject_fk FOREIGN KEY (context, subject) REFERENCES signet.subjects (context, name),
    CONSTRAINT versions_id_fk FOREIGN KEY (context, id) REFERENCES signet.schema_ids (context, id),
    CONSTRAINT versions_number CHECK (version >= 1),
    CONSTRAINT versions_proof CHECK (proof IN ('NONE', 'CLAIMED', 'AUTHENTICATED'))
);

CREATE INDEX versions_by_id ON signet.versions (context, id, subject, version);

-- References belong to a content, for they are part of its identity. A hard delete clears them with the text.
CREATE TABLE signet.schema_references (
    context        text COLLATE "C" NOT NULL,
    guid           uuid NOT NULL,
    position       integer NOT NULL,
    name           text COLLATE "C" NOT NULL,
    subject        text COLLATE "C" NOT NULL, -- as written
    version        integer NOT NULL,
    target_context text COLLATE "C" NOT NULL, -- as resolved
    target_subject text COLLATE "C" NOT NULL,
    CONSTRAINT schema_references_pk PRIMARY KEY (context, guid, position),
    CONSTRAINT schema_references_content_fk FOREIGN KEY (context, guid) REFERENCES signet.contents (context, guid),
    CONSTRAINT schema_references_target_fk FOREIGN KEY (target_context, target_subject, version)
        REFERENCES signet.versions (context, subject, version)
);

CREATE INDEX schema_references_by_target ON signet.schema_references (target_context, target_subject, version);

-- The schemas that ids stand for, as readers want them.
CREATE VIEW signet.schemas AS
SELECT i.context, i.id, c.guid, c.type, c.text, c.metadata, c.rule_set,
       r.names AS reference_names, r.subjects AS reference_subjects, r.versions AS reference_versions
  FROM signet.schema_ids i
  JOIN signet.contents c ON c.context = i.context AND c.guid = i.guid
  LEFT JOIN LATERAL (
       SELECT array_agg(name ORDER BY position) AS names,
              array_agg(subject ORDER BY position) AS subjects,
              array_agg(version ORDER BY position) AS versions
         FROM signet.schema_references
        WHERE context = c.context AND guid = c.guid) r ON true
 WHERE c.text IS NOT NULL;
