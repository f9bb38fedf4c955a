-- The server whose transactions the position of the relay is counted by (docs/decisions/0053-events-of-a-restored-database.md): a database that was dumped
-- and restored elsewhere carries numbers of transactions that the new server has not come to yet.
ALTER TABLE event_relay ADD COLUMN server bigint;       -- pg_control_system(); null: nobody has looked yet

-- The number of its transaction is no part of what an outcome says, nor of its record: it alone may change. Whoever names another column is refused as
-- before; the second trigger is for columns that are added later.
DROP TRIGGER only_added ON outcome;
CREATE TRIGGER only_added BEFORE DELETE OR TRUNCATE ON outcome FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
DO $$ BEGIN
  EXECUTE (SELECT format('CREATE TRIGGER only_added_facts BEFORE UPDATE OF %s ON outcome FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse()', string_agg(quote_ident(attname), ', '))
           FROM pg_attribute WHERE attrelid = 'outcome'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'commit_xid');
END $$;

CREATE FUNCTION outcome_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed outcome := NEW;
BEGIN
  changed.commit_xid := OLD.commit_xid;
  IF changed IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'records of outcome are evidence: they are only ever added' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_added_later BEFORE UPDATE ON outcome FOR EACH ROW EXECUTE FUNCTION outcome_keep();
