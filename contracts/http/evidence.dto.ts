import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class RawBytesDto {
  @ApiProperty({ description: 'SHA-256 of the bytes, hex' }) sha256!: string;
  @ApiProperty({ description: 'Length' }) bytes!: number;
  @ApiProperty({ description: 'Where the bytes can be downloaded' }) href!: string;
}

/** One message out and what came back, or one message in. */
export class ExchangeDto {
  @ApiProperty() id!: number;
  @ApiPropertyOptional({ description: 'Absent when one message carried several requests' }) requestId?: number;
  @ApiProperty() institutionCode!: string;
  @ApiProperty({ description: 'call, poll, callback, list, or the operation name of the contract' }) operation!: string;
  @ApiProperty({ enum: ['out', 'in'], description: 'Who started it: out = we called' }) direction!: 'out' | 'in';
  @ApiProperty() attempt!: number;
  @ApiProperty() startedAt!: string;
  @ApiProperty() endedAt!: string;
  @ApiProperty() durationMs!: number;
  @ApiPropertyOptional() httpStatus?: number;
  @ApiPropertyOptional({ description: 'Why it came to nothing' }) failure?: string;
  @ApiPropertyOptional({ type: RawBytesDto }) sent?: RawBytesDto;
  @ApiPropertyOptional({ type: RawBytesDto }) received?: RawBytesDto;
}

export class TimingExchangeDto {
  @ApiProperty() id!: number;
  @ApiProperty() operation!: string;
  @ApiProperty() attempt!: number;
  @ApiProperty() startedAt!: string;
  @ApiProperty() endedAt!: string;
  @ApiPropertyOptional() failure?: string;
}

/** One request in the timing record. Moments are ISO 8601 in UTC, durations milliseconds. */
export class TimingLineDto {
  @ApiProperty({ format: 'uuid' }) inquiryId!: string;
  @ApiProperty() requestId!: number;
  @ApiProperty({ description: '请求单号' }) requestNumber!: string;
  @ApiProperty() institutionCode!: string;
  @ApiProperty({ type: [String] }) sources!: string[];
  @ApiProperty({ description: 'push: we called; pull: the institution fetched it' }) channel!: string;
  @ApiProperty({ description: 'Kind of the newest outcome, or waiting' }) outcome!: string;
  @ApiPropertyOptional() version?: number;
  @ApiProperty({ description: '受理' }) acceptedAt!: string;
  @ApiPropertyOptional({ description: '发出' }) sentAt?: string;
  @ApiPropertyOptional({ description: '收到' }) receivedAt?: string;
  @ApiPropertyOptional({ description: '入库' }) committedAt?: string;
  @ApiPropertyOptional({ description: 'In lane or mailbox before it was sent (排队)' }) waitedMs?: number;
  @ApiPropertyOptional({ description: 'From sent to received (答复用时)' }) answeredMs?: number;
  @ApiPropertyOptional({ description: 'From accepted to committed (总用时)' }) totalMs?: number;
  @ApiProperty({ type: [TimingExchangeDto] }) exchanges!: TimingExchangeDto[];
}

export class TimingRecordDto {
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty({ description: '案号' }) caseNumber!: string;
  @ApiProperty({ type: [TimingLineDto] }) lines!: TimingLineDto[];
  @ApiPropertyOptional({ description: 'Pass as `after` for the next page' }) next?: number;
}
