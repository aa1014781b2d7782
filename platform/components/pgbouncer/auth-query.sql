-- How PgBouncer learns the password of a user that Vault made a minute ago. Run once by a superuser in the database
-- "postgres", after the role "pgbouncer" has been made with LOGIN, a password, and no other right. Running it again
-- changes nothing.
--
-- It gives the password's verifier, never a password; of users that have expired, none. Whoever may make roles or is
-- above all rights does not come through the pooler, so that a stolen password of "pgbouncer" opens no door to them.
--
-- https://www.pgbouncer.org/config.html#auth_query, and CVE-2025-2291 for the users that have expired

CREATE SCHEMA IF NOT EXISTS pgbouncer;

-- A table, and so no row for whom it does not know: a row of nothing is an error to PgBouncer.
CREATE OR REPLACE FUNCTION pgbouncer.user_lookup(wanted text) RETURNS TABLE (username text, password text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function$
  SELECT rolname::text, CASE WHEN rolvaliduntil < now() THEN NULL ELSE rolpassword END
  FROM pg_authid
  WHERE rolname = wanted AND rolcanlogin AND NOT (rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls)
$function$;

REVOKE ALL ON FUNCTION pgbouncer.user_lookup(text) FROM PUBLIC;
GRANT USAGE ON SCHEMA pgbouncer TO pgbouncer;
GRANT EXECUTE ON FUNCTION pgbouncer.user_lookup(text) TO pgbouncer;
