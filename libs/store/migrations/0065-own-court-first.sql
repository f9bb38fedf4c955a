-- Which cases a call was let through for is looked up several times in one statement, once per policy. Most calls are about a case of the
-- caller's own court: that needs no walk up the courts. Otherwise as in 0030. (docs/decisions/0029-cost-of-protection.md)
CREATE OR REPLACE FUNCTION chakong_cases() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
