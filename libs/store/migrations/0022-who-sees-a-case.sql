-- Who sees a case (查阅权限): who takes part in it, who gave a reason to look, and the rows that follow from both. The gateway decides in
-- libs/access; what stands here decides again, by itself, for every statement of a desk. docs/decisions/0022-who-sees-a-case.md says how.

-- Officers of the register with their access identities.
ALTER TABLE officer ADD COLUMN login text UNIQUE;

-- Who takes part in a case, and as what. Rows of `handling` and `second` follow case_officer and officer.login by the triggers below, so
-- that nobody who writes those can forget them.
CREATE TABLE case_member (
  case_id  uuid NOT NULL REFERENCES case_file (id),
  login    text NOT NULL,
  part     text NOT NULL CHECK (part IN ('handling', 'second', 'registrar', 'approver')),
  since    timestamptz NOT NULL DEFAULT now(),
  added_by text NOT NULL,                             -- login, or `officer-register` for what follows from the officers of the case
  until    timestamptz,                               -- takes part no longer
  PRIMARY KEY (case_id, login, part)
);
CREATE INDEX case_member_now ON case_member (login, case_id) WHERE until IS NULL;

-- A look at a case in which one does not take part, with its reason (说明理由查阅).
CREATE TABLE access_grant (
  id         uuid PRIMARY KEY,                        -- UUID version 7
  login      text NOT NULL,
  case_id    uuid NOT NULL REFERENCES case_file (id),
  purpose    text NOT NULL CHECK (purpose IN ('supervision', 'audit', 'complaint', 'emergency-cover', 'correction')),
  reason     text NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  until      timestamptz NOT NULL,
  ended_at   timestamptz,                             -- given up before
  CHECK (until > granted_at AND until <= granted_at + interval '1 day')
);
CREATE INDEX access_grant_by_login ON access_grant (login, case_id, until);
CREATE INDEX access_grant_by_case ON access_grant (case_id, id);

-- For whom a bulk inquiry was taken in: what its rows may name is decided with this.
ALTER TABLE bulk_inquiry ADD COLUMN reach jsonb;

-- Which cases a message is about, when it carries several requests. Messages and outcomes are written in the order of their numbers, so
-- ranges of blocks are enough and cost a writer next to nothing.
CREATE INDEX outcome_by_message ON outcome USING brin (exchange_id) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX file_package_by_message ON file_package (exchange_id);
CREATE INDEX file_received_by_message ON file_received (exchange_id);
CREATE INDEX offline_batch_by_letter ON offline_batch (letter_exchange_id) WHERE letter_exchange_id IS NOT NULL;
CREATE INDEX offline_batch_by_form ON offline_batch (form_exchange_id) WHERE form_exchange_id IS NOT NULL;
CREATE INDEX filing_by_message ON filing (exchange_id) WHERE exchange_id IS NOT NULL;
CREATE INDEX filing_party_by_message ON filing_party (exchange_id) WHERE exchange_id IS NOT NULL;
CREATE INDEX court_by_parent ON court (parent_code);

-- Officers of cases as members ---------------------------------------------------------------------------------------------------------

CREATE FUNCTION case_member_of_place(place smallint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE place WHEN 0 THEN 'handling' ELSE 'second' END
$$;

CREATE FUNCTION case_member_begins(of_case uuid, of_place smallint, of_login text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO case_member (case_id, login, part, added_by) SELECT of_case, of_login, case_member_of_place(of_place), 'officer-register' WHERE of_login IS NOT NULL
  ON CONFLICT (case_id, login, part) DO UPDATE SET until = NULL,
    -- Replaced by itself within one transaction: it never ended.
    since = CASE WHEN case_member.until < now() THEN now() ELSE case_member.since END
$$;

CREATE FUNCTION case_member_ends(of_case uuid, of_place smallint, of_login text) RETURNS void LANGUAGE sql AS $$
  UPDATE case_member SET until = now() WHERE case_id = of_case AND login = of_login AND part = case_member_of_place(of_place) AND until IS NULL
$$;

CREATE FUNCTION case_member_follows_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM case_member_ends(OLD.case_id, OLD.position, (SELECT login FROM officer WHERE id = OLD.officer_id));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM case_member_begins(NEW.case_id, NEW.position, (SELECT login FROM officer WHERE id = NEW.officer_id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER members_follow AFTER INSERT OR UPDATE OR DELETE ON case_officer FOR EACH ROW EXECUTE FUNCTION case_member_follows_case();

CREATE FUNCTION case_member_follows_login() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM case_member_ends(case_id, position, OLD.login) FROM case_officer WHERE officer_id = OLD.id;
  PERFORM case_member_begins(case_id, position, NEW.login) FROM case_officer WHERE officer_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER members_follow AFTER UPDATE OF login ON officer FOR EACH ROW WHEN (OLD.login IS DISTINCT FROM NEW.login) EXECUTE FUNCTION case_member_follows_login();

-- Whoever registered a case before there were members takes part in it.
INSERT INTO case_member (case_id, login, part, added_by, since)
SELECT id, created_by, 'registrar', created_by, created_at FROM case_file
WHERE created_by <> 'gateway'
  AND NOT EXISTS (SELECT FROM access_identity WHERE login = created_by AND kind = 'system')
  AND NOT EXISTS (SELECT FROM external_identity WHERE login = created_by AND kind = 'system');

-- Roles are of the whole server, and several databases of it may be brought up to date at the same moment. Whoever may not make roles gets
-- this one from whoever may.
DO $$
BEGIN
  FOR attempt IN 1..20 LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'chakong_desk') THEN
        CREATE ROLE chakong_desk NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
      END IF;
      IF NOT pg_has_role(current_user, 'chakong_desk', 'SET') THEN
        EXECUTE format('GRANT chakong_desk TO %I WITH INHERIT FALSE, SET TRUE', current_user);
      END IF;
      RETURN;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role chakong_desk is missing: as a superuser run CREATE ROLE chakong_desk NOLOGIN; GRANT chakong_desk TO % WITH INHERIT FALSE, SET TRUE;', quote_ident(current_user)
          USING ERRCODE = 'insufficient_privilege';
      WHEN internal_error THEN                         -- another database grants it in this moment
        IF attempt = 20 THEN RAISE; END IF;
        PERFORM pg_sleep(0.05);
    END;
  END LOOP;
END $$;

-- Rows by call ---------------------------------------------------------------------------------------------------------------------------
-- Reads of desks run as chakong_desk, with the setting `chakong.scope` for the one call they are made for:
--   login   who calls
--   court   court they belong to; '*' every court; absent none
--   below   courts below it too
--   whole   lists show every case of these courts, not only those in which they take part
--   system  a system of the court: content without taking part
--   cases   the cases the call was let through for
-- Without the setting there are no rows. What the call claims to be let through for is looked up again here, once per statement.

CREATE FUNCTION chakong_scope() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('chakong.scope', true), '')::jsonb
$$;

CREATE FUNCTION chakong_flag(flag text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((chakong_scope() ->> flag)::boolean, false)
$$;

-- Courts whose cases the caller may know of.
CREATE FUNCTION chakong_courts() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE reached AS (
    SELECT c.code FROM court c, (SELECT chakong_scope() ->> 'court' AS court) s WHERE s.court = '*' OR c.code = s.court
    UNION
    SELECT c.code FROM court c JOIN reached r ON c.parent_code = r.code WHERE chakong_flag('below')
  )
  SELECT coalesce(array_agg(code), '{}') FROM reached
$$;

-- Upwards from one court: the same answer for one of thousands.
CREATE FUNCTION chakong_reaches_court(asked text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE above AS (
    SELECT code, parent_code FROM court WHERE code = asked
    UNION
    SELECT p.code, p.parent_code FROM court p JOIN above a ON p.code = a.parent_code WHERE chakong_flag('below')
  )
  SELECT EXISTS (SELECT FROM above WHERE code = chakong_scope() ->> 'court') OR (chakong_scope() ->> 'court' = '*' AND EXISTS (SELECT FROM above))
$$;

-- Of the cases the call was let through for, those for which there is a ground: takes part, gave a reason, or is a system of the court.
CREATE FUNCTION chakong_cases() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(c.id), '{}')
  FROM (SELECT chakong_scope() AS scope) s
    CROSS JOIN LATERAL jsonb_array_elements_text(s.scope -> 'cases') AS let_through (id)
    JOIN case_file c ON c.id = let_through.id::uuid
  WHERE chakong_reaches_court(c.court_code) AND (
    coalesce((s.scope ->> 'system')::boolean, false)
    OR EXISTS (SELECT FROM case_member m WHERE m.case_id = c.id AND m.login = s.scope ->> 'login' AND m.until IS NULL)
    OR EXISTS (SELECT FROM access_grant g WHERE g.case_id = c.id AND g.login = s.scope ->> 'login' AND g.ended_at IS NULL AND g.until > now()))
$$;

CREATE FUNCTION chakong_inquiries() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM inquiry WHERE case_id = ANY (chakong_cases())
$$;

-- Messages that carry several requests, or belong to a whole case: those the cases let through stand in.
CREATE FUNCTION chakong_messages() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH asked AS MATERIALIZED (SELECT chakong_cases() AS cases, chakong_inquiries() AS inquiries)
  SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
    SELECT o.exchange_id AS id FROM asked, outcome o WHERE o.inquiry_id = ANY (asked.inquiries) AND o.exchange_id IS NOT NULL
    UNION ALL
    SELECT p.exchange_id FROM asked, inquiry_request r JOIN file_package_member f ON f.request_id = r.id JOIN file_package p ON p.id = f.package_id
      WHERE r.inquiry_id = ANY (asked.inquiries)
    UNION ALL
    SELECT m.id FROM asked, inquiry_request r JOIN offline_task t ON t.request_id = r.id JOIN offline_batch b ON b.id = t.batch_id
      LEFT JOIN offline_scan s ON s.batch_id = b.id, LATERAL (VALUES (b.letter_exchange_id), (b.form_exchange_id), (s.exchange_id)) AS m (id)
      WHERE r.inquiry_id = ANY (asked.inquiries)
    UNION ALL
    SELECT m.id FROM asked, filing f LEFT JOIN filing_party p ON p.filing_id = f.id, LATERAL (VALUES (f.exchange_id), (p.exchange_id)) AS m (id)
      WHERE f.case_id = ANY (asked.cases)
  ) AS messages WHERE id IS NOT NULL
$$;

-- Owners are not subject: the engine acts for institutions, not for people. Every other role than chakong_desk has no policy and no rows.
ALTER TABLE case_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON case_file FOR SELECT TO chakong_desk USING (
  id = ANY ((SELECT chakong_cases())::uuid[])
  OR (court_code = ANY ((SELECT chakong_courts())::text[]) AND ((SELECT chakong_flag('whole'))
    OR EXISTS (SELECT FROM case_member m WHERE m.case_id = case_file.id AND m.login = (SELECT chakong_scope() ->> 'login') AND m.until IS NULL)))
);

ALTER TABLE case_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON case_member FOR SELECT TO chakong_desk USING (
  login = (SELECT chakong_scope() ->> 'login') OR case_id = ANY ((SELECT chakong_cases())::uuid[])
);

ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON access_grant FOR SELECT TO chakong_desk USING (login = (SELECT chakong_scope() ->> 'login'));

-- People and what is known of them: of the cases let through only.
ALTER TABLE obligor ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON obligor FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE obligor_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON obligor_document FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE case_officer ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON case_officer FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE inquiry ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON inquiry FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE inquiry_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON inquiry_request FOR SELECT TO chakong_desk USING (inquiry_id = ANY ((SELECT chakong_inquiries())::uuid[]));
ALTER TABLE outcome ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON outcome FOR SELECT TO chakong_desk USING (inquiry_id = ANY ((SELECT chakong_inquiries())::uuid[]));
ALTER TABLE identity_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON identity_key FOR SELECT TO chakong_desk USING (inquiry_id = ANY ((SELECT chakong_inquiries())::uuid[]));
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON idempotency_key FOR SELECT TO chakong_desk USING (actor = (SELECT chakong_scope() ->> 'login'));
ALTER TABLE mailbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON mailbox FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM inquiry_request r WHERE r.id = mailbox.request_id));
ALTER TABLE conversation ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON conversation FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM inquiry_request r WHERE r.id = conversation.request_id));
ALTER TABLE exchange ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON exchange FOR SELECT TO chakong_desk USING (
  CASE WHEN request_id IS NULL THEN id = ANY ((SELECT chakong_messages())::bigint[])
    ELSE EXISTS (SELECT FROM inquiry_request r WHERE r.id = exchange.request_id) END
);
ALTER TABLE file_package_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON file_package_member FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM inquiry_request r WHERE r.id = file_package_member.request_id));

-- Work at a desk: what names no person as far as the case may be known of, what does as far as it was let through.
ALTER TABLE filing ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON filing FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM case_file c WHERE c.id = filing.case_id));
ALTER TABLE filing_party ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON filing_party FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM filing f WHERE f.id = filing_party.filing_id));
ALTER TABLE inquiry_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON inquiry_order FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM case_file c WHERE c.id = inquiry_order.case_id));
ALTER TABLE requery_schedule ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON requery_schedule FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM case_file c WHERE c.id = requery_schedule.case_id));
ALTER TABLE requery_round ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON requery_round FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM case_file c WHERE c.id = requery_round.case_id));
ALTER TABLE restore_task ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON restore_task FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM case_file c WHERE c.id = restore_task.case_id));
ALTER TABLE offline_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON offline_batch FOR SELECT TO chakong_desk USING (court_code = ANY ((SELECT chakong_courts())::text[]));
ALTER TABLE offline_task ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON offline_task FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM inquiry_request r WHERE r.id = offline_task.request_id));
ALTER TABLE offline_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON offline_answer FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM inquiry_request r WHERE r.id = offline_answer.request_id));
ALTER TABLE offline_scan ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON offline_scan FOR SELECT TO chakong_desk USING (
  CASE WHEN request_id IS NULL THEN EXISTS (SELECT FROM offline_task t WHERE t.batch_id = offline_scan.batch_id)
    ELSE EXISTS (SELECT FROM inquiry_request r WHERE r.id = offline_scan.request_id) END
);
ALTER TABLE bulk_inquiry ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON bulk_inquiry FOR SELECT TO chakong_desk USING (actor = (SELECT chakong_scope() ->> 'login'));
ALTER TABLE bulk_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON bulk_row FOR SELECT TO chakong_desk USING (EXISTS (SELECT FROM bulk_inquiry b WHERE b.id = bulk_row.bulk_id));
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON audit_event FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));

-- Reading, and nothing else. Tokens, sessions and officers' certificates are not among it.
GRANT SELECT ON case_file, case_member, access_grant, obligor, obligor_document, case_officer, inquiry, inquiry_request, outcome, identity_key, mailbox,
  conversation, exchange, file_package, file_package_member, filing, filing_party, inquiry_order, restore_task, offline_batch, offline_task, offline_answer,
  offline_scan, bulk_inquiry, bulk_row, audit_event, court, institution TO chakong_desk;
GRANT SELECT (id, court_code, name, phone, work_certificate, duty_certificate, login) ON officer TO chakong_desk;

-- Functions that look behind the policies answer nobody else.
REVOKE EXECUTE ON FUNCTION chakong_courts(), chakong_reaches_court(text), chakong_cases(), chakong_inquiries(), chakong_messages() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chakong_courts(), chakong_reaches_court(text), chakong_cases(), chakong_inquiries(), chakong_messages() TO chakong_desk;
