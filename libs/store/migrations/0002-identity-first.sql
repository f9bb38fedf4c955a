-- Identity first (先查身份): with which keys (names, documents) everybody but the register is asked about an obligor. A row is there
-- only when a register is asked and somebody waits for it; while `decided_at` is null the others' requests are held back:
-- not handed to a dispatcher, and not in a mailbox. Whoever sets `decided_at` releases them in the same statement.
CREATE TABLE identity_key (
  inquiry_id     uuid NOT NULL,
  obligor_id     uuid NOT NULL,
  asked          bigint[] NOT NULL,                   -- requests to registers: always asked with the keys of the case
  ask_by         timestamptz NOT NULL,                -- the others wait no longer than this
  decided_at     timestamptz,
  why            text,                                -- corrected, confirmed, weak-match … (libs/identity)
  source_request bigint,                              -- request whose answer decided
  keys           jsonb,                               -- the subject as the others are asked; null = keys of the case
  PRIMARY KEY (inquiry_id, obligor_id),
  CHECK ((decided_at IS NULL) = (why IS NULL)),
  CHECK (keys IS NULL OR why = 'corrected')
);
CREATE INDEX identity_key_waiting ON identity_key (ask_by) WHERE decided_at IS NULL;
