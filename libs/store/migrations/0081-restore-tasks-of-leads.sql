-- In a case that ended without assets a lead that turns out to be true asks the same question as a re-query that found something: is the case
-- restored (恢复执行), within the same three working days? (docs/decisions/0056-leads.md)
ALTER TABLE restore_task ALTER COLUMN inquiry_id DROP NOT NULL;
ALTER TABLE restore_task ADD COLUMN lead_id uuid UNIQUE REFERENCES lead (id);
ALTER TABLE restore_task ADD CHECK (num_nonnulls(inquiry_id, lead_id) = 1);
