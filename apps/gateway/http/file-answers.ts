import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const FILE_KEY = 'chakong:file-answer';

/** What a route answers with that is no JSON of a DTO class. */
export interface FileAnswer {
  /** Bytes cannot be masked afterwards: who may not see personal data in full does not get them, unless the route masks what it writes. */
  readonly personal: boolean;
  /** For routes that answer with JSON too. */
  readonly when: (request: FastifyRequest) => boolean;
}

const always = (): boolean => true;

/** The route gives out bytes in which people are named: files, letters, what was on the wire. */
export const PersonalFile = (when: FileAnswer['when'] = always) => SetMetadata(FILE_KEY, { personal: true, when } satisfies FileAnswer);

/** The route writes people into its file as the caller may see them: it masks by itself, before there are bytes. */
export const MaskingFile = (when: FileAnswer['when'] = always) => SetMetadata(FILE_KEY, { personal: false, when } satisfies FileAnswer);

/** The route gives out bytes without anybody in them. */
export const ImpersonalFile = (when: FileAnswer['when'] = always) => SetMetadata(FILE_KEY, { personal: false, when } satisfies FileAnswer);
