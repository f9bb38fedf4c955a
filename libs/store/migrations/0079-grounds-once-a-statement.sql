-- Which cases a call was let through for, and has a ground for, is asked by every policy that a statement meets, and is the same for all of them.
-- (docs/decisions/0029-cost-of-protection.md)

-- As in 0065. Policies know a function by itself and not by its name: what they call stays in its place below.
CREATE FUNCTION chakong_cases_with_ground() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(c.id), '{}')
  FROM (SELECT chakong_scope() AS scope) s
    CROSS JOIN LATERAL jsonb_array_elements_text(s.scope -> 'cases') AS let_through (id)
    JOIN case_file c ON c.id = let_through.id::uuid
  WHERE ((c.court_code = s.scope ->> 'court' OR chakong_reaches_court(c.court_code)) AND (
    coalesce((s.scope ->> 'system')::boolean, false)
    OR EXISTS (SELECT FROM case_member m WHERE m.case_id = c.id AND m.login = s.scope ->> 'login' AND m.until IS NULL)
    OR EXISTS (SELECT FROM access_grant g WHERE g.case_id = c.id AND g.login = s.scope ->> 'login' AND g.ended_at IS NULL AND g.until > now())))
  OR (s.scope ->> 'approves' IS NOT NULL
    AND EXISTS (SELECT FROM case_member m WHERE m.case_id = c.id AND m.login = s.scope ->> 'login' AND m.part = 'approver' AND m.until IS NULL)
    AND c.court_code = ANY (chakong_approved_courts()))
$$;

-- First of all what most calls are about: one case of the caller's own court, in which they take part. That is two look-ups by key.
CREATE FUNCTION chakong_cases_looked_up() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  scope CONSTANT jsonb := chakong_scope();
  found uuid[];
BEGIN
  IF jsonb_array_length(scope -> 'cases') = 1 THEN
    SELECT ARRAY[c.id] INTO found FROM case_file c WHERE c.id = (scope -> 'cases' ->> 0)::uuid AND c.court_code = scope ->> 'court'
      AND EXISTS (SELECT FROM case_member m WHERE m.case_id = c.id AND m.login = scope ->> 'login' AND m.until IS NULL);
    IF found IS NOT NULL THEN RETURN found; END IF;
  END IF;
  RETURN chakong_cases_with_ground();
END $$;

-- Looked up once for a statement and kept for the rest of it, in a setting that says of which statement and which call it is: the moment at which PostgreSQL was given the
-- statement does not come twice on a connection, and whoever is handed the connection next has another scope. A right that is withdrawn is gone at the next statement, as before.
-- Whoever could write this setting could write the scope as well: both are out of reach of a parameter.
CREATE OR REPLACE FUNCTION chakong_cases() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
  statement CONSTANT text := statement_timestamp()::text || coalesce(current_setting('chakong.scope', true), '');
  found uuid[];
BEGIN
  IF current_setting('chakong.cases_of', true) = statement THEN
    RETURN current_setting('chakong.cases')::uuid[];
  END IF;
  found := chakong_cases_looked_up();
  PERFORM set_config('chakong.cases', found::text, false), set_config('chakong.cases_of', statement, false);
  RETURN found;
END $$;

REVOKE EXECUTE ON FUNCTION chakong_cases_with_ground(), chakong_cases_looked_up() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chakong_cases_looked_up() TO chakong_desk;
