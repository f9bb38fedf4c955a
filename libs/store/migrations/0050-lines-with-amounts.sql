-- Partial releases among many (部分解除): how much of a measure its line releases; all of it when absent.
ALTER TABLE control_batch_line ADD COLUMN release_fen bigint CHECK (release_fen > 0);

-- The list of a court's batches (批量台账), newest first.
CREATE INDEX control_batch_by_court ON control_batch ((nullif(coalesce(reach ->> 'own', reach ->> 'whole'), '*')), id);
CREATE INDEX control_batch_by_approver ON control_batch (approver, id);

-- An order for many measures is cancelled by whoever gave it or by a supervisor; its approval ends in the same moment, by the same person.
DO $$
DECLARE known text;
BEGIN
  SELECT conname INTO STRICT known FROM pg_constraint
  WHERE conrelid = 'approval'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%withdrawn%' AND pg_get_constraintdef(oid) LIKE '%requested_by%';
  EXECUTE format('ALTER TABLE approval DROP CONSTRAINT %I', known);
END $$;
ALTER TABLE approval ADD CONSTRAINT approval_withdrawn_by CHECK (state <> 'withdrawn' OR decided_by = requested_by OR (subject ? 'batchId' AND reason IS NOT NULL));
