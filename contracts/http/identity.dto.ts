import { ChoiceField, FreeTextField, IdField, MomentField, ObjectField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';
import { RecordedDocumentDto } from './asset.dto.js';
import { IDENTITY_CORRECTION_WORDS, IDENTITY_REASON_WORDS, type IdentityCorrectionWord, type IdentityReasonWord } from './closed-lists.js';

const REQUEST_ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
const MILLISECONDS = { min: 0, max: Number.MAX_SAFE_INTEGER };

export const KEY_WORDS = ['case', 'corrected'] as const;
export type KeyWord = (typeof KEY_WORDS)[number];

/** Name and documents that institutions are asked with. */
export class AskedWithDto {
  @FreeTextField({ description: 'Name (姓名/名称)' })
  name!: string;

  @TextListField({ description: 'Further names: as filed, former ones (曾用名)', max: 20, longest: 200 })
  otherNames!: readonly string[];

  @ObjectListField(() => RecordedDocumentDto, { description: 'Identity documents, the principal one first', max: 20 })
  documents!: readonly RecordedDocumentDto[];
}

/** A register answered after the others had been asked, or with a weak match: nobody is asked again by itself. */
export class RegisterSaysDto {
  @TextField({ description: 'Code of the register', max: 40 })
  institution!: string;

  @WholeNumberField({ description: 'Request whose answer it is; accept it into the case with accept-identity', ...REQUEST_ID })
  requestId!: number;

  @ChoiceField(['exact', 'weak'], { description: 'weak: fewer than three keys agree; a person has to look' })
  match!: 'exact' | 'weak';

  @TextListField({ description: 'What it would change', max: 4, longest: 40, words: IDENTITY_CORRECTION_WORDS })
  corrections!: IdentityCorrectionWord[];

  @ObjectField(() => AskedWithDto, { description: 'The keys an inquiry would ask with then' })
  keys!: AskedWithDto;

  @FreeTextField({ description: 'One line for a person' })
  advice!: string;
}

/** With which keys everybody but the register was asked about one obligor (先查身份). */
export class IdentityKeysDto {
  @IdField({ description: 'Obligor asked about' })
  obligorId!: string;

  @ChoiceField(['waiting', 'decided'], { description: 'waiting: the others are held back until a register has spoken, at most until askBy' })
  state!: 'waiting' | 'decided';

  @ChoiceField(KEY_WORDS, { description: 'case: as filed; corrected: as a register corrected them. Absent while waiting', optional: true })
  keys?: KeyWord;

  @ChoiceField(IDENTITY_REASON_WORDS, {
    description:
      'corrected, or why not: confirmed the register says the same; contradictory two registers differ; weak-match a person has to look; ' +
      'not-registered, no-answer no register could say; not-waited it was too slow; cancelled. Absent while waiting',
    optional: true,
  })
  why?: IdentityReasonWord;

  @MomentField({ description: 'The others wait no longer than this' })
  askBy!: string;

  @MomentField({ description: 'When it was decided and the others were asked', optional: true })
  decidedAt?: string;

  @WholeNumberField({ description: 'Milliseconds the others were held back', ...MILLISECONDS, optional: true })
  heldMs?: number;

  @TextField({ description: 'Code of the register whose answer decided', max: 40, optional: true })
  institution?: string;

  @WholeNumberField({ description: 'Request whose answer decided', ...REQUEST_ID, optional: true })
  requestId?: number;

  @TextListField({ description: 'What the register changed', max: 4, longest: 40, words: IDENTITY_CORRECTION_WORDS, optional: true })
  corrections?: IdentityCorrectionWord[];

  @ObjectField(() => AskedWithDto, { description: 'Only with corrected keys: what was asked with', optional: true })
  askedWith?: AskedWithDto;

  @ObjectField(() => RegisterSaysDto, { description: 'A register says something else than was asked with', optional: true })
  registerSays?: RegisterSaysDto;
}

/** Something an officer has to know before acting on an answer. */
export class InquiryWarningDto {
  @IdField({ description: 'Obligor it is about' })
  obligorId!: string;

  @ChoiceField(['deceased', 'cancelled'], { description: 'The register says: deceased (死亡), or the registration was cancelled (注销)' })
  kind!: 'deceased' | 'cancelled';

  @ChoiceField(['exact', 'weak'], { description: 'How sure the register is that this is the obligor' })
  match!: 'exact' | 'weak';

  @FreeTextField({ description: 'Since when, as the register wrote it', optional: true })
  since?: string;

  @TextField({ description: 'Code of the register', max: 40 })
  institution!: string;

  @WholeNumberField({ description: 'Request whose answer says so', ...REQUEST_ID })
  requestId!: number;
}
