import type { FilingDto, FilingPartyResultDto, PolicyDto, RestoreTaskDto } from '#contracts/http';
import type { FilingReceipt, FilingRecord, RestoreTask, StoredPolicy } from '#libs/filing';

export const toFilingDto = (record: FilingRecord): FilingDto => ({
  ...record,
  receivedAt: record.receivedAt.toISOString(),
  parties: record.parties.map((party) => ({ ...party })),
  inquiries: record.inquiries.map((inquiry) => ({ ...inquiry, obligorIds: [...inquiry.obligorIds] })),
});

export const partyResults = ({ parties }: FilingReceipt): FilingPartyResultDto[] =>
  parties.map((party) => (party.result === 'invalid' ? { ...party, fields: [...party.fields] } : { ...party }));

export const toPolicyDto = ({ changedAt, replacedAt, ...policy }: StoredPolicy): PolicyDto => ({
  ...policy,
  content: policy.content as PolicyDto['content'],
  changedAt: changedAt.toISOString(),
  ...(replacedAt === undefined ? {} : { replacedAt: replacedAt.toISOString() }),
});

export const toRestoreTaskDto = ({ raisedAt, decidedAt, ...task }: RestoreTask): RestoreTaskDto => ({
  ...task,
  raisedAt: raisedAt.toISOString(),
  ...(decidedAt === undefined ? {} : { decidedAt: decidedAt.toISOString() }),
});
