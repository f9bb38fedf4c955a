#!/bin/sh
# Run once, when the database is made: the login that people's reads come with. It owns nothing and may become chakong_desk.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$DESK_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE chakong_desk NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
CREATE ROLE chakong_reader LOGIN PASSWORD :'password';
GRANT chakong_desk TO chakong_reader WITH INHERIT FALSE, SET TRUE;
SQL
