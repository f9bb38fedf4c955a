import { Evidence, EvidenceFailure } from '#libs/evidence';
import type { Settings } from '#libs/settings';
import type { Database } from '#libs/store';
import type { Logger, Metrics } from '#libs/telemetry';
import { StartFailure } from './start-failure.js';

/** Evidence as the settings say: any number of processes may seal, one at a time does. @throws StartFailure */
export function openEvidence(settings: Settings, database: Database, metrics: Metrics, logger: Logger): Promise<Evidence> {
  return Evidence.open({
    database, metrics, logger, algorithm: settings.evidenceHash, signature: settings.evidenceSignature, keyFile: settings.evidenceKeyFile,
    anchorFile: settings.evidenceAnchorFile, anchorSeconds: settings.evidenceAnchorSeconds, mostLagSeconds: settings.evidenceLagSeconds,
  }).catch((error: unknown) => {
    throw error instanceof EvidenceFailure ? new StartFailure(error.message) : error;
  });
}
