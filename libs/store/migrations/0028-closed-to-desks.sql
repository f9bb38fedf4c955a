-- What names cases or people and is read by the gateway itself only, after checks of its own: no desk reads it, whatever it asks.
ALTER TABLE approval ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON approval FOR SELECT TO chakong_desk USING (false);
ALTER TABLE obligor_document_past ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON obligor_document_past FOR SELECT TO chakong_desk USING (false);
ALTER TABLE data_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON data_key FOR SELECT TO chakong_desk USING (false);
ALTER TABLE supervision_notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON supervision_notice FOR SELECT TO chakong_desk USING (false);
ALTER TABLE supervision_watch ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON supervision_watch FOR SELECT TO chakong_desk USING (false);
ALTER TABLE officer_registration ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON officer_registration FOR SELECT TO chakong_desk USING (false);
ALTER TABLE officer_registration_task ENABLE ROW LEVEL SECURITY;
CREATE POLICY desk ON officer_registration_task FOR SELECT TO chakong_desk USING (false);
