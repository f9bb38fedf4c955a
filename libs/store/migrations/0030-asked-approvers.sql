-- An approver (审批人) of a court above who was asked to approve something in a case sees that case: they decide about it. Being asked is having the
-- part `approver` in it; the call says of which court they are (`approves` in the scope), and the case has to be of a court below that one.

CREATE FUNCTION chakong_approved_courts() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE reached AS (
    SELECT c.code FROM court c WHERE c.code = chakong_scope() ->> 'approves'
    UNION
    SELECT c.code FROM court c JOIN reached r ON c.parent_code = r.code
  )
  SELECT coalesce(array_agg(code), '{}') FROM reached
$$;

CREATE OR REPLACE FUNCTION chakong_cases() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(c.id), '{}')
  FROM (SELECT chakong_scope() AS scope) s
    CROSS JOIN LATERAL jsonb_array_elements_text(s.scope -> 'cases') AS let_through (id)
    JOIN case_file c ON c.id = let_through.id::uuid
  WHERE (chakong_reaches_court(c.court_code) AND (
    coalesce((s.scope ->> 'system')::boolean, false)
    OR EXISTS (SELECT FROM case_member m WHERE m.case_id = c.id AND m.login = s.scope ->> 'login' AND m.until IS NULL)
    OR EXISTS (SELECT FROM access_grant g WHERE g.case_id = c.id AND g.login = s.scope ->> 'login' AND g.ended_at IS NULL AND g.until > now())))
  OR (s.scope ->> 'approves' IS NOT NULL
    AND EXISTS (SELECT FROM case_member m WHERE m.case_id = c.id AND m.login = s.scope ->> 'login' AND m.part = 'approver' AND m.until IS NULL)
    AND c.court_code = ANY (chakong_approved_courts()))
$$;

-- Lists show them these cases too, and no other of those courts.
CREATE POLICY asked_approver ON case_file FOR SELECT TO chakong_desk USING (
  court_code = ANY ((SELECT chakong_approved_courts())::text[])
  AND EXISTS (SELECT FROM case_member m WHERE m.case_id = case_file.id AND m.login = (SELECT chakong_scope() ->> 'login') AND m.part = 'approver' AND m.until IS NULL)
);

REVOKE EXECUTE ON FUNCTION chakong_approved_courts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chakong_approved_courts() TO chakong_desk;
