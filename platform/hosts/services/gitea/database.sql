-- Gitea's own role and database, which nobody else may enter. Run before each start: what is there stays.
\set ON_ERROR_STOP on
-- Neither an error nor a slow disk may write the password into the log
SET log_min_error_statement = panic;
SET log_min_duration_statement = -1;
SELECT 'CREATE ROLE gitea LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gitea') \gexec
ALTER ROLE gitea PASSWORD '@@gitea/database@@';
SELECT 'CREATE DATABASE gitea OWNER gitea' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'gitea') \gexec
REVOKE ALL ON DATABASE gitea FROM PUBLIC;
