-- Which cases a call was let through for, and has a ground for, is asked by every policy that a statement meets, and is the same for all of them. It is looked up once for a
-- statement and kept for the rest of it, in a setting that says of which statement and which call it is: the moment at which PostgreSQL received the statement does not
-- come twice on a connection (an extended one counts anew with every execution), and whoever is handed the connection next has another scope. Whoever could write that
-- setting could write the scope as well; both are told by the gateway, and neither stands in a parameter. The look-up itself is as in 0065.
ALTER FUNCTION chakong_cases() RENAME TO chakong_cases_looked_up;

CREATE FUNCTION chakong_cases() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  statement CONSTANT text := extract(epoch FROM statement_timestamp())::text || ' ' || coalesce(current_setting('chakong.scope', true), '');
  found uuid[];
BEGIN
  IF current_setting('chakong.cases_of', true) = statement THEN
    RETURN current_setting('chakong.cases')::uuid[];
  END IF;
  found := chakong_cases_looked_up();
  PERFORM set_config('chakong.cases', found::text, false), set_config('chakong.cases_of', statement, false);
  RETURN found;
END $$;
REVOKE EXECUTE ON FUNCTION chakong_cases() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chakong_cases() TO chakong_desk;
