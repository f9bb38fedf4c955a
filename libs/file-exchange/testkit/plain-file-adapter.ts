import type { FeedbackEntry, FileAdapter, PackageFile, QueryOutcome } from '#contracts/adapter';
import { pushManifest } from '#libs/engine-testkit';

const json = (name: string, value: unknown): PackageFile => ({ name, content: Buffer.from(JSON.stringify(value)) });

/** A contract of which only what the exchange uses is there: JSON in packages. Cannot write questions about vehicles. */
export const plainFileAdapter: FileAdapter = {
  manifest: { ...pushManifest('filing'), channel: 'file' },
  packageLimits: { maxFiles: 20, maxArchiveBytes: 20_000, maxTotalBytes: 100_000 },
  packQueries: ({ institutionCode, batchNumber, requests, documents, certificates }) => {
    if (requests.some(({ sources }) => sources.includes('vehicle'))) throw new Error('cannot be written');
    return {
      name: `ASK-${institutionCode}-${batchNumber}.zip`,
      operation: 'ASK',
      files: [
        json('requests.json', requests.map(({ requestNumber, contractVersion }) => ({ requestNumber, contractVersion }))),
        json('documents.json', documents.map(({ documentNumber }) => documentNumber)),
        json('certificates.json', certificates.map(({ officerName }) => officerName)),
      ],
    };
  },
  readLabel: (fileName) => {
    const match = /^ANSWER-([A-Z0-9]+)-(\d+)\.zip$/.exec(fileName);
    return match === null ? undefined : { kind: 'query-feedback', operation: 'ANSWER', institutionCode: match[1]!, batchNumber: match[2]! };
  },
  readPackage: (_, files) => {
    const entries: FeedbackEntry[] = [];
    const lost: { file: string; fault: { state: 'unreadable'; cause: 'malformed'; detail: string } }[] = [];
    for (const { name, content } of files) {
      const text = Buffer.from(content).toString();
      if (text === 'throw') throw new Error('bug');
      if (text === 'nothing') return { state: 'unreadable', cause: 'schema', detail: '没有内容' };
      try {
        const answers = JSON.parse(text) as { number: string; outcome: QueryOutcome }[];
        entries.push(...answers.map(({ number, outcome }, position) => ({ requestNumber: number, position, interpret: () => said(outcome) })));
      } catch {
        lost.push({ file: name, fault: { state: 'unreadable', cause: 'malformed', detail: '不是JSON' } });
      }
    }
    return { state: 'read', value: { entries, lost } };
  },
  packFailures: ({ institutionCode, batchNumber }, failures) => ({
    name: `FAILED-${institutionCode}-${batchNumber}.zip`, operation: 'FAILED', files: [json('failures.json', failures)],
  }),
};

function said(outcome: QueryOutcome): QueryOutcome {
  if (outcome.kind === 'refused' && outcome.reason === 'throw') throw new Error('bug');
  return outcome;
}
