-- Packages exchanged with institutions in file mode (文件交换). Their bytes are exchange records like every other message.

-- Part of the batch number (批次号) of a package of ours.
CREATE SEQUENCE file_batch_serial;

-- Packages of ours. Known before they are written, so that what was written is always known.
CREATE TABLE file_package (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  institution_code text NOT NULL,
  operation        text NOT NULL,                     -- CXQQ requests, CXHZ failure receipt
  batch_number     text NOT NULL,
  name             text NOT NULL,                     -- as it stands in the folder
  exchange_id      bigint NOT NULL,                   -- its bytes and their digest
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  placed_at        timestamptz                        -- null: not yet seen to stand in the folder
);
CREATE INDEX file_package_unplaced ON file_package (institution_code, id) WHERE placed_at IS NULL;
CREATE INDEX file_package_by_batch ON file_package (institution_code, batch_number);

-- The requests of a package.
CREATE TABLE file_package_member (
  package_id bigint NOT NULL REFERENCES file_package (id),
  request_id bigint NOT NULL,
  PRIMARY KEY (package_id, request_id)
);
CREATE INDEX file_package_member_by_request ON file_package_member (request_id);

-- Packages of institutions, by name and content: the same one is never taken twice.
CREATE TABLE file_received (
  institution_code text NOT NULL,
  name             text NOT NULL,
  digest           bytea NOT NULL,                    -- SHA-256 of the archive
  exchange_id      bigint NOT NULL,
  state            text NOT NULL CHECK (state IN ('reading', 'taken', 'partial', 'rejected', 'repeated')),
  seen_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled_at       timestamptz,
  PRIMARY KEY (institution_code, name, digest)
);
