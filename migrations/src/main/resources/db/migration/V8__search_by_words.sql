-- What a schema can be found by: the words of its names (weight A), of its fields (B) and of its docs (C). Registrations
-- leave them out, and with them their cost; the next search adds what is missing, which the partial index finds at once.
-- They are words of the text, so they go with it.

ALTER TABLE signet.contents ADD COLUMN terms tsvector;

-- Without the rows that have none, or each registration would write an entry here, too.
CREATE INDEX contents_by_terms ON signet.contents USING gin (terms) WHERE terms IS NOT NULL;
CREATE INDEX contents_without_terms ON signet.contents (context, guid) WHERE terms IS NULL AND text IS NOT NULL;

CREATE FUNCTION signet.forget_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.terms := NULL;
    RETURN NEW;
END
$$;

CREATE TRIGGER contents_terms_of_text BEFORE UPDATE OF text ON signet.contents
    FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION signet.forget_terms();
