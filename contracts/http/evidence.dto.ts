import { OUTCOME_KINDS, SOURCES } from '#contracts/adapter';
import { BooleanField, ChoiceField, FreeTextField, IdField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';

const ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
const MILLISECONDS = { min: 0, max: Number.MAX_SAFE_INTEGER };
const ATTEMPT = { description: 'Counts the attempts from 1', min: 0, max: 32_767 };
const OPERATION = { description: 'call, poll, callback, list, or the operation name of the contract', max: 100, example: 'call' };
const FAILURE = { description: 'Why it came to nothing', optional: true };
const CODE = { description: 'Code of the institution', max: 40, example: 'C001H101110102001' };

/** Bytes as they were on the wire. */
export class RawBytesDto {
  @TextField({ description: 'SHA-256 of the bytes, hex', min: 64, max: 64, pattern: /^[0-9a-f]{64}$/, allowed: '64 hex digits' })
  sha256!: string;

  @WholeNumberField({ description: 'Length', min: 0, max: Number.MAX_SAFE_INTEGER })
  bytes!: number;

  @TextField({ description: 'Where the bytes can be downloaded', max: 200, example: '/api/v1/exchanges/4711/received' })
  href!: string;
}

/** One message out and what came back, or one message in. */
export class ExchangeDto {
  @WholeNumberField({ description: 'Id of the exchange', ...ID })
  id!: number;

  @WholeNumberField({ description: 'Absent when one message carried several requests', ...ID, optional: true })
  requestId?: number;

  @TextField(CODE)
  institutionCode!: string;

  @TextField(OPERATION)
  operation!: string;

  @ChoiceField(['out', 'in'], { description: 'Who started it: out = we called' })
  direction!: 'out' | 'in';

  @WholeNumberField(ATTEMPT)
  attempt!: number;

  @MomentField({ description: 'First byte' })
  startedAt!: string;

  @MomentField({ description: 'Last byte, or the moment it failed' })
  endedAt!: string;

  @WholeNumberField({ description: 'Milliseconds between them', ...MILLISECONDS })
  durationMs!: number;

  @WholeNumberField({ description: 'Status of the HTTP reply', min: 100, max: 999, optional: true })
  httpStatus?: number;

  @FreeTextField(FAILURE)
  failure?: string;

  @ObjectField(() => RawBytesDto, { description: 'What we sent', optional: true })
  sent?: RawBytesDto;

  @ObjectField(() => RawBytesDto, { description: 'What we received', optional: true })
  received?: RawBytesDto;
}

const SEQUENCE = { min: 0, max: Number.MAX_SAFE_INTEGER };
const HASH_WORDS = ['sm3', 'sha256'];

/** One evidence chain (证据链) as it stands. */
export class EvidenceChainDto {
  @TextField({ description: 'Code of the court, or `installation` for what belongs to no case', max: 40, example: '浙0106' })
  chain!: string;

  @ChoiceField(HASH_WORDS, { description: 'Digest of its newest links' })
  algorithm!: string;

  @WholeNumberField({ description: 'Links; the last has this number less one', ...SEQUENCE })
  links!: number;

  @TextField({ description: 'Its last link, hex', min: 64, max: 64, pattern: /^[0-9a-f]{64}$/, allowed: '64 hex digits' })
  head!: string;

  @WholeNumberField({ description: 'Place of the newest link that was signed', ...SEQUENCE, optional: true })
  anchoredSequence?: number;

  @MomentField({ description: 'When that was', optional: true })
  anchoredAt?: string;
}

export class EvidenceChainsDto {
  @BooleanField({ description: 'Records are sealed in time; while they are not, nothing is sent' })
  sending!: boolean;

  @WholeNumberField({ description: 'Age of the oldest record that is not sealed, milliseconds', ...MILLISECONDS })
  lagMs!: number;

  @TextField({ description: 'Id of the signing key', max: 16, example: '0f1e2d3c4b5a6978' })
  keyId!: string;

  @ChoiceField(['ed25519', 'sm2'], { description: 'Its kind' })
  keyAlgorithm!: string;

  @TextField({ description: 'The public key (PEM)', max: 1000 })
  publicKey!: string;

  @ObjectListField(() => EvidenceChainDto, { description: 'Every chain, in order of its name', max: 10_000 })
  chains!: EvidenceChainDto[];
}

export class TimingExchangeDto {
  @WholeNumberField({ description: 'Id of the exchange', ...ID })
  id!: number;

  @TextField(OPERATION)
  operation!: string;

  @WholeNumberField(ATTEMPT)
  attempt!: number;

  @MomentField({ description: 'First byte' })
  startedAt!: string;

  @MomentField({ description: 'Last byte, or the moment it failed' })
  endedAt!: string;

  @FreeTextField(FAILURE)
  failure?: string;
}

/** One request in the timing record. */
export class TimingLineDto {
  @IdField({ description: 'Inquiry it belongs to' })
  inquiryId!: string;

  @WholeNumberField({ description: 'Id of the request', ...ID })
  requestId!: number;

  @TextField({ description: 'Request number on the wire (请求单号)', max: 30 })
  requestNumber!: string;

  @TextField(CODE)
  institutionCode!: string;

  @TextListField({ description: 'What it was asked about', max: SOURCES.length, longest: 40, words: SOURCES })
  sources!: string[];

  @ChoiceField(['push', 'pull', 'file', 'offline'], { description: 'push: we called; pull: the institution fetched it; file: packages in a pair of folders; offline: a letter' })
  channel!: string;

  @ChoiceField(['waiting', ...OUTCOME_KINDS], { description: 'Kind of the newest outcome, or waiting' })
  outcome!: string;

  @WholeNumberField({ description: 'Version of that outcome', min: 1, max: 32_767, optional: true })
  version?: number;

  @MomentField({ description: 'Accepted (受理)' })
  acceptedAt!: string;

  @MomentField({ description: 'Sent or fetched (发出)', optional: true })
  sentAt?: string;

  @MomentField({ description: 'Received (收到)', optional: true })
  receivedAt?: string;

  @MomentField({ description: 'Durable (入库)', optional: true })
  committedAt?: string;

  @WholeNumberField({ description: 'Milliseconds in lane or mailbox before it was sent (排队)', ...MILLISECONDS, optional: true })
  waitedMs?: number;

  @WholeNumberField({ description: 'Milliseconds from sent to received (答复用时)', ...MILLISECONDS, optional: true })
  answeredMs?: number;

  @WholeNumberField({ description: 'Milliseconds from accepted to committed (总用时)', ...MILLISECONDS, optional: true })
  totalMs?: number;

  @ObjectListField(() => TimingExchangeDto, { description: 'Its exchanges in order, failed attempts included', max: 1_000_000 })
  exchanges!: TimingExchangeDto[];
}

export class TimingQueryDto {
  @WholeNumberField({ description: 'Most lines of a page; the CSV has all', min: 1, max: 1000, inQuery: true, optional: true, example: 200 })
  limit: number = 200;

  @WholeNumberField({ description: '`next` of the page before', ...ID, inQuery: true, optional: true })
  after?: number;
}

export class TimingRecordDto {
  @IdField({ description: 'The case (案件)' })
  caseId!: string;

  @TextField({ description: 'Case number (案号)', max: 60 })
  caseNumber!: string;

  @ObjectListField(() => TimingLineDto, { description: 'A line for each request, in the order asked', max: 1000 })
  lines!: TimingLineDto[];

  @WholeNumberField({ description: 'Pass as `after` for the next page; absent on the last', ...ID, optional: true })
  next?: number;
}
