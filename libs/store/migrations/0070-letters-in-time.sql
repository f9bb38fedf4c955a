-- Letters that wait too long are tasks of people (催办): one that nobody printed, delivered or answered. (docs/decisions/0051-letters-in-time.md)
ALTER TABLE control_task DROP CONSTRAINT control_task_kind_check;
ALTER TABLE control_task ADD CONSTRAINT control_task_kind_check CHECK (kind IN ('unconfirmed', 'conflict', 'excess', 'expiring', 'preservation-notice', 'lapsed', 'activated',
  'refused-exempt', 'objection', 'first-court-idle', 'not-arrived', 'release-on-bankruptcy', 'notify-obligor', 'not-sent', 'letter-unprinted', 'letter-undelivered', 'letter-unanswered'));
-- Told of once: what stands here for an order is not raised again, settled or not.
CREATE INDEX control_task_of_letter ON control_task (order_id, kind) WHERE kind IN ('letter-unprinted', 'letter-undelivered', 'letter-unanswered');
