-- What needs somebody today (今日待办) is put together over every case in which they take part: each kind out of an index that holds only what is open.
-- (docs/decisions/0055-what-needs-somebody.md)
CREATE INDEX control_measure_ends ON control_measure (case_id, until_day) WHERE state IN ('effective', 'unfunded', 'waiting') AND until_day IS NOT NULL;
CREATE INDEX control_order_drafts ON control_order (case_id) WHERE state IN ('drafted', 'returned');
CREATE INDEX control_order_newest ON control_order (case_id, created_at);
CREATE INDEX restore_task_of_case ON restore_task (case_id) WHERE state = 'open';
CREATE INDEX approval_waiting ON approval (case_id) WHERE state = 'waiting';

-- Why somebody has to look, as a code with figures (libs/control/task-reason.ts): pages say it in the language of who reads. No personal data.
ALTER TABLE control_task ADD COLUMN reason jsonb;
