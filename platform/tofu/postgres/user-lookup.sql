
  -- How PgBouncer learns the password of a user that Vault made a minute ago: its verifier, never a password; of users that
  -- have expired, none. Whoever may make roles or is above all rights does not come through the pooler, so that a stolen
  -- password of "pgbouncer" opens no door to them.
  --
  -- It has the rights of a superuser, so it names the schema of everything: whoever calls it chooses where names are found.
  --
  -- https://www.pgbouncer.org/config.html#auth_query, and CVE-2025-2291 for the users that have expired
  SELECT rolname::pg_catalog.text,
    CASE WHEN rolvaliduntil OPERATOR(pg_catalog.<) pg_catalog.now() THEN NULL ELSE rolpassword END
  FROM pg_catalog.pg_authid
  WHERE rolname OPERATOR(pg_catalog.=) wanted
    AND rolcanlogin AND NOT (rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls)
