-- People and systems known by their OpenID Connect provider. Who they are and what they may do is said by each token; here stands
-- which login is whose, so that a name cannot be taken by somebody else, and whose access was taken away here.
CREATE TABLE external_identity (
  issuer        text NOT NULL,
  subject       text NOT NULL,                        -- `sub`; the client id of a system
  login         text NOT NULL UNIQUE,
  kind          text NOT NULL CHECK (kind IN ('person', 'system')),
  disabled_at   timestamptz,
  first_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (issuer, subject)
);

-- Sessions of people in a browser (登录会话).
CREATE TABLE sign_in_session (
  id            uuid PRIMARY KEY,
  secret_digest bytea NOT NULL UNIQUE,                -- SHA-256 of what the cookie holds; the cookie itself is never stored
  issuer        text NOT NULL,
  subject       text NOT NULL,
  login         text NOT NULL,
  display_name  text NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('person', 'system')),
  court_code    text,
  roles         text[] NOT NULL,                      -- as the provider said when the session was opened
  started_at    timestamptz NOT NULL,
  last_used_at  timestamptz NOT NULL,
  ends_at       timestamptz NOT NULL,                 -- however busy it is
  ended_at      timestamptz                           -- signed out or revoked
);
CREATE INDEX sign_in_session_by_login ON sign_in_session (login, started_at DESC);
CREATE INDEX sign_in_session_by_end ON sign_in_session (ends_at);
