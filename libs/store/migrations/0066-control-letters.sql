-- Orders that people carry (线下送达): when they were printed, when and how they were delivered, and what was typed from the reply.
CREATE TABLE control_letter (
  order_id         bigint PRIMARY KEY REFERENCES control_order (id),
  case_id          uuid NOT NULL REFERENCES case_file (id),
  institution_code text NOT NULL,
  printed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  printed_by       text NOT NULL,
  delivered_on     date,
  delivered_way    text CHECK (delivered_way IN ('in-person', 'post', 'courier', 'fax', 'official-exchange')),
  delivered_by     text,                                   -- who served it (送达人)
  reference        text,                                   -- number of the posting (邮件号)
  recorded_by      text,                                   -- who said so here
  returned_reason  text,                                   -- it never got there
  CHECK ((delivered_on IS NULL) = (delivered_way IS NULL) AND (delivered_on IS NULL) = (delivered_by IS NULL)),
  CHECK (delivered_on IS NULL OR returned_reason IS NULL)
);
CREATE INDEX control_letter_by_case ON control_letter (case_id, order_id);

-- What was typed stands with the messages (exchange), sealed like them; here is who typed and who confirmed it.
CREATE TABLE control_reply (
  order_id         bigint NOT NULL REFERENCES control_letter (order_id),
  number           smallint NOT NULL CHECK (number > 0),
  case_id          uuid NOT NULL REFERENCES case_file (id),
  exchange_id      bigint NOT NULL,
  scan_exchange_id bigint NOT NULL,
  state            text NOT NULL DEFAULT 'entered' CHECK (state IN ('entered', 'confirmed', 'rejected')),
  verdict          text CHECK (verdict IN ('taken', 'repeated', 'conflict', 'kept')),
  reject_reason    text,
  entered_by       text NOT NULL,
  entered_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  checked_by       text,
  checked_at       timestamptz,
  PRIMARY KEY (order_id, number),
  CHECK (checked_by <> entered_by),                        -- 双人复核
  CHECK ((state = 'entered') = (checked_by IS NULL)),
  CHECK ((state = 'confirmed') = (verdict IS NOT NULL))
);
CREATE UNIQUE INDEX control_reply_waiting ON control_reply (order_id) WHERE state = 'entered';
CREATE INDEX control_reply_by_case ON control_reply (case_id, order_id);

ALTER TABLE control_letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_letter FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
ALTER TABLE control_reply ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON control_reply FOR SELECT TO chakong_desk USING (case_id = ANY ((SELECT chakong_cases())::uuid[]));
GRANT SELECT ON control_letter, control_reply TO chakong_desk;
