-- Foundation: courts, people with access, cases, institutions, inquiries, exchanges, outcomes.
-- Money is bigint fen. Rows of the hot path (inquiry_request, exchange, outcome) are only ever inserted, in id order.

CREATE TABLE court (
  code        text PRIMARY KEY,                       -- 法院代码, e.g. 浙0106
  name        text NOT NULL,
  parent_code text REFERENCES court (code)
);

CREATE TABLE access_identity (
  login        text PRIMARY KEY,
  display_name text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('person', 'system')),
  court_code   text REFERENCES court (code),
  roles        text[] NOT NULL,
  token_digest bytea NOT NULL UNIQUE,                 -- SHA-256 of the bearer token; the token itself is never stored
  disabled_at  timestamptz
);

CREATE TABLE officer (
  id               uuid PRIMARY KEY,
  court_code       text NOT NULL REFERENCES court (code),
  name             text NOT NULL,
  phone            text NOT NULL,
  work_certificate text NOT NULL,                     -- 工作证编号
  duty_certificate text NOT NULL,                     -- 执行公务证编号
  work_image       bytea NOT NULL,
  duty_image       bytea NOT NULL,
  image_type       text NOT NULL DEFAULT 'jpg'
);

CREATE TABLE case_file (
  id                uuid PRIMARY KEY,
  case_number       text NOT NULL UNIQUE,             -- canonical 案号
  court_code        text NOT NULL REFERENCES court (code),
  kind              text NOT NULL CHECK (kind IN ('execution', 'preservation', 'restored')),
  state             text NOT NULL CHECK (state IN ('open', 'suspended', 'ended-without-assets', 'closed')),
  filed_on          date NOT NULL,
  principal_fen     bigint NOT NULL CHECK (principal_fen >= 0),
  interest_fen      bigint NOT NULL CHECK (interest_fen >= 0),
  late_interest_fen bigint NOT NULL CHECK (late_interest_fen >= 0),
  fee_fen           bigint NOT NULL CHECK (fee_fen >= 0),
  paid_fen          bigint NOT NULL CHECK (paid_fen >= 0),
  version           integer NOT NULL DEFAULT 1,
  created_at        timestamptz NOT NULL DEFAULT now(),
  created_by        text NOT NULL,
  updated_at        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX case_file_by_court ON case_file (court_code, id);

CREATE TABLE case_officer (
  case_id    uuid NOT NULL REFERENCES case_file (id),
  position   smallint NOT NULL,                       -- 0 handling officer, 1 second officer
  officer_id uuid NOT NULL REFERENCES officer (id),
  PRIMARY KEY (case_id, position)
);

CREATE TABLE obligor (
  id          uuid PRIMARY KEY,
  case_id     uuid NOT NULL REFERENCES case_file (id),
  kind        text NOT NULL CHECK (kind IN ('person', 'organisation')),
  name        text NOT NULL,
  other_names text[] NOT NULL DEFAULT '{}',
  documents   jsonb NOT NULL,                         -- [{type, number}], principal one first
  created_at  timestamptz NOT NULL DEFAULT now(),
  removed_at  timestamptz,
  version     integer NOT NULL DEFAULT 1
);
CREATE INDEX obligor_by_case ON obligor (case_id);

-- One row per identity document, so that nobody stands twice in a case and people can be found by number.
CREATE TABLE obligor_document (
  case_id    uuid NOT NULL REFERENCES case_file (id),
  obligor_id uuid NOT NULL REFERENCES obligor (id),
  type       text NOT NULL,
  number     text NOT NULL,
  PRIMARY KEY (case_id, type, number)
);
CREATE INDEX obligor_document_by_number ON obligor_document (number);

CREATE TABLE institution (
  code                text PRIMARY KEY,
  name                text NOT NULL,
  kind                text NOT NULL,                  -- bank, registry, payment, police …
  adapter             text NOT NULL,
  contract_version    text NOT NULL,
  endpoint            text,                           -- base address of a push institution
  credentials_ref     text,                           -- name in the credentials file; secrets are never stored here
  region              text NOT NULL,                  -- GB/T 2260 district, 000000 = national
  sources             text[] NOT NULL,
  working_hours       jsonb,                          -- null = always
  rate_per_second     double precision,
  concurrency         integer NOT NULL CHECK (concurrency BETWEEN 1 AND 1000),
  connect_timeout_ms  integer NOT NULL,
  response_timeout_ms integer NOT NULL,
  answer_deadline_s   integer NOT NULL,
  state               text NOT NULL DEFAULT 'in-service' CHECK (state IN ('in-service', 'out-of-service')),
  state_reason        text,
  state_by            text,
  state_at            timestamptz,
  version             integer NOT NULL DEFAULT 1,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);

-- Blocks of ids: a process takes 1000 at a time, so that a row's id is known before it is written.
CREATE SEQUENCE request_id_block;
CREATE SEQUENCE exchange_id_block;

CREATE TABLE inquiry (
  id              uuid PRIMARY KEY,                   -- UUID version 7
  case_id         uuid NOT NULL REFERENCES case_file (id),
  sources         text[] NOT NULL,
  priority        smallint NOT NULL,                  -- 0 urgent … 3 scheduled
  purpose         text NOT NULL,
  forced          boolean NOT NULL,
  requested_by    text NOT NULL,
  snapshot        jsonb NOT NULL,                     -- case, officers and subjects as they were when asked
  document_number text NOT NULL UNIQUE,               -- 文书编号 of the query notice
  total           integer NOT NULL,
  answered        integer NOT NULL DEFAULT 0,         -- requests with an outcome
  missing         integer NOT NULL DEFAULT 0,         -- of those, first outcomes that were not the institution's own word
  accepted_at     timestamptz NOT NULL,
  completed_at    timestamptz,
  cancelled_at    timestamptz,
  cancelled_by    text
) WITH (fillfactor = 70);                             -- room for the counters to be raised in place
CREATE INDEX inquiry_by_case ON inquiry (case_id, id);
CREATE INDEX inquiry_open ON inquiry (id) WHERE completed_at IS NULL;

-- One question: one person at one institution.
CREATE TABLE inquiry_request (
  id               bigint PRIMARY KEY,
  inquiry_id       uuid NOT NULL,
  obligor_id       uuid NOT NULL,
  institution_code text NOT NULL,
  channel          text NOT NULL,
  request_number   text NOT NULL,                     -- 请求单号, ends in the id
  sources          text[] NOT NULL,
  answer_by        timestamptz NOT NULL
);
CREATE INDEX inquiry_request_by_inquiry ON inquiry_request (inquiry_id, id);

-- Requests waiting for institutions that poll us. The row goes when the answer is committed.
CREATE TABLE mailbox (
  institution_code text NOT NULL,
  priority         smallint NOT NULL,
  request_id       bigint NOT NULL,
  answer_by        timestamptz NOT NULL,
  first_fetched_at timestamptz,
  last_fetched_at  timestamptz,
  fetches          integer NOT NULL DEFAULT 0,
  PRIMARY KEY (request_id)
);
CREATE INDEX mailbox_waiting ON mailbox (institution_code, priority, request_id);
CREATE INDEX mailbox_deadline ON mailbox (answer_by);

-- Where a conversation with a push institution stands when it does not answer at once.
CREATE TABLE conversation (
  request_id   bigint PRIMARY KEY,
  state        text NOT NULL CHECK (state IN ('ticket', 'callback')),
  ticket       text,
  sent_at      timestamptz NOT NULL,
  ask_again_at timestamptz
);

-- Every byte in and out (I7). Bodies are kept as they were on the wire.
CREATE TABLE exchange (
  id               bigint PRIMARY KEY,
  request_id       bigint,                            -- null when one message carries several requests
  institution_code text NOT NULL,
  operation        text NOT NULL,                     -- call, poll, callback, or the contract's operation name
  direction        text NOT NULL CHECK (direction IN ('out', 'in')),
  attempt          smallint NOT NULL,
  started_at       timestamptz NOT NULL,
  ended_at         timestamptz NOT NULL,
  http_status      smallint,
  failure          text,
  sent_bytes       bytea,
  sent_digest      bytea,                             -- SHA-256 of sent_bytes
  received_bytes   bytea,
  received_digest  bytea
);
CREATE INDEX exchange_by_request ON exchange (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE outcome (
  request_id   bigint NOT NULL,
  version      smallint NOT NULL,
  inquiry_id   uuid NOT NULL,
  kind         text NOT NULL,
  content      jsonb NOT NULL,
  via          text NOT NULL,                         -- push, pull, callback, stored, gateway
  exchange_id  bigint,
  reused_from  bigint,                                -- request whose stored answer serves this one
  accepted_at  timestamptz NOT NULL,
  sent_at      timestamptz,
  received_at  timestamptz,
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  waited_ms    integer NOT NULL,
  commit_xid   xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (request_id, version)
);
CREATE INDEX outcome_by_inquiry ON outcome (inquiry_id, commit_xid, request_id);

CREATE TABLE idempotency_key (
  actor          text NOT NULL,
  key            text NOT NULL,
  request_digest bytea NOT NULL,
  inquiry_id     uuid NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, key)
);

CREATE TABLE audit_event (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at               timestamptz NOT NULL DEFAULT clock_timestamp(),
  event            text NOT NULL,
  actor            text NOT NULL,
  case_id          uuid,
  inquiry_id       uuid,
  institution_code text,
  result           text NOT NULL CHECK (result IN ('success', 'failure')),
  reason           text,
  correlation_id   text
);
CREATE INDEX audit_event_by_case ON audit_event (case_id, id) WHERE case_id IS NOT NULL;

-- Events for other systems; they wait here until a broker is configured.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type       text NOT NULL,
  key        text NOT NULL,                           -- the case id; never personal data
  payload    jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
