-- Which topic uses which subject. A resource has at most one association of a type. A topic that owns its subject
-- (STRONG) owns it alone. Whoever changes the associations of a resource holds the advisory lock of that resource and
-- the rows of the subjects concerned, so that a delete of a subject sees them.

CREATE TABLE signet.associations (
    resource_id        text COLLATE "C" NOT NULL,
    resource_type      text COLLATE "C" NOT NULL,
    association_type   text COLLATE "C" NOT NULL,
    resource_namespace text COLLATE "C" NOT NULL,
    resource_name      text COLLATE "C" NOT NULL,
    guid               uuid NOT NULL,
    context            text COLLATE "C" NOT NULL,
    subject            text COLLATE "C" NOT NULL,
    lifecycle          text NOT NULL,
    frozen             boolean NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT associations_pk PRIMARY KEY (resource_id, resource_type, association_type),
    CONSTRAINT associations_guid UNIQUE (guid),
    CONSTRAINT associations_name UNIQUE (resource_namespace, resource_name, resource_type, association_type),
    CONSTRAINT associations_subject_fk FOREIGN KEY (context, subject) REFERENCES signet.subjects (context, name),
    CONSTRAINT associations_type CHECK (association_type IN ('key', 'value')),
    CONSTRAINT associations_lifecycle CHECK (lifecycle IN ('STRONG', 'WEAK')),
    -- Indexed together they must fit into an index page.
    CONSTRAINT associations_lengths CHECK (octet_length(resource_id) <= 1024
        AND octet_length(resource_namespace) + octet_length(resource_name) <= 2048)
);

CREATE INDEX associations_by_subject ON signet.associations (context, subject);
CREATE INDEX associations_by_resource_name ON signet.associations (resource_name);
CREATE UNIQUE INDEX associations_one_owner ON signet.associations (context, subject) WHERE lifecycle = 'STRONG';
