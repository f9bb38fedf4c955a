-- Personal data at rest (个人信息加密存储, domain-rules G1): docs/decisions/0024-personal-data-at-rest.md.
-- What was written before stands in the clear in its old column, which from now on is null where `sealed` is not.

-- Keys of data (数据密钥), each wrapped with a key of the ring, which is not in the database. A backup of this table must be kept no
-- longer than the data: a case is erased by destroying its key (密钥销毁).
CREATE TABLE data_key (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('case', 'day', 'installation')),
  case_id      uuid UNIQUE,                           -- of `case`
  day          date UNIQUE,                           -- of `day`: what belongs to no single case, by the day it was written
  wrapped      bytea,                                 -- null once destroyed
  kek_version  integer NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  destroyed_at timestamptz,
  destroyed_by text,                                  -- who gave the order, and its number
  CHECK ((kind = 'case') = (case_id IS NOT NULL) AND (kind = 'day') = (day IS NOT NULL)),
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL) AND (destroyed_by IS NULL) = (destroyed_at IS NULL))
);
CREATE UNIQUE INDEX data_key_installation ON data_key (kind) WHERE kind = 'installation';
CREATE INDEX data_key_by_version ON data_key (kek_version, id) WHERE wrapped IS NOT NULL;

-- A destroyed key stays destroyed, and its row stays to say so. Nothing of a key changes but how it is wrapped.
CREATE FUNCTION data_key_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.destroyed_at IS NOT NULL OR (NEW.id, NEW.kind, NEW.case_id, NEW.day, NEW.created_at) IS DISTINCT FROM
    (OLD.id, OLD.kind, OLD.case_id, OLD.day, OLD.created_at) THEN
    RAISE EXCEPTION 'a data key is only wrapped anew or destroyed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guarded BEFORE UPDATE OR DELETE ON data_key FOR EACH ROW EXECUTE FUNCTION data_key_guard();

ALTER TABLE obligor ALTER COLUMN name DROP NOT NULL, ALTER COLUMN other_names DROP NOT NULL, ALTER COLUMN documents DROP NOT NULL,
  ADD COLUMN sealed bytea,                            -- JSON: name, other names, documents
  ADD COLUMN name_index bytea[],                      -- blind indexes of its names
  ADD CHECK ((sealed IS NULL) = (name IS NOT NULL));
CREATE INDEX obligor_by_name_index ON obligor USING gin (name_index);

-- `number` is what stands for the number: its blind index, `~` and 22 characters of Base64 (URL); the number itself before this migration.
COMMENT ON COLUMN obligor_document.number IS 'blind index of the number';

ALTER TABLE officer ALTER COLUMN phone DROP NOT NULL, ALTER COLUMN work_image DROP NOT NULL, ALTER COLUMN duty_image DROP NOT NULL,
  ADD COLUMN phone_sealed bytea, ADD COLUMN images_sealed bytea;

ALTER TABLE inquiry ALTER COLUMN snapshot DROP NOT NULL, ADD COLUMN sealed bytea, ADD CHECK ((sealed IS NULL) = (snapshot IS NOT NULL));
ALTER TABLE identity_key ADD COLUMN keys_sealed bytea;

ALTER TABLE outcome ALTER COLUMN content DROP NOT NULL, ADD COLUMN sealed bytea,
  ADD COLUMN assets integer,                          -- how many were found, of what is sealed
  ADD CHECK ((sealed IS NULL) = (content IS NOT NULL)), ADD CHECK (assets IS NULL OR sealed IS NOT NULL);
-- What the gateway says itself (`via` gateway) names nobody and stays in the clear.

-- Both directions in one: [what was sent][what came back].
ALTER TABLE exchange ADD COLUMN sealed bytea, ADD COLUMN sealed_digest bytea, ADD COLUMN sent_size integer, ADD COLUMN received_size integer;
ALTER TABLE exchange ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE outcome ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE inquiry ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE filing ALTER COLUMN head DROP NOT NULL, ADD COLUMN head_sealed bytea;
ALTER TABLE offline_answer ALTER COLUMN content DROP NOT NULL, ADD COLUMN sealed bytea;
ALTER TABLE bulk_row ADD COLUMN sealed bytea;

-- What was asked is sealed with its subjects, and does not change either.
DROP TRIGGER only_added_facts ON inquiry;
CREATE TRIGGER only_added_facts BEFORE UPDATE OF id, case_id, sources, priority, purpose, forced, requested_by, snapshot, sealed, document_number,
  total, accepted_at ON inquiry FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
