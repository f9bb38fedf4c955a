import { DOCUMENT_TYPE_WORDS, OBLIGOR_KIND_WORDS, type DocumentTypeWord, type ObligorKindWord } from './closed-lists.js';
import { ChoiceField, IdField, MomentField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';

export class IdentityDocumentDto {
  @ChoiceField(DOCUMENT_TYPE_WORDS, { description: 'Kind of identity document (证件类型)', example: 'resident-id' })
  type!: DocumentTypeWord;

  @TextField({ description: 'Its number (证件号码); checked by the rule of its kind, stored canonical', max: 60, example: '330106198001011235' })
  number!: string;
}

/** An obligor (被执行人): somebody who owes under the title. */
export class NewObligorDto {
  @ChoiceField(OBLIGOR_KIND_WORDS, { description: 'Natural person or organisation (自然人, 法人或其他组织)' })
  kind!: ObligorKindWord;

  @TextField({ description: 'Name as on the document (姓名/名称); sent to institutions as it is', max: 200, example: '张三' })
  name!: string;

  @TextListField({ description: 'Former names and written variants (曾用名, 异体字)', max: 20, longest: 200, optional: true })
  otherNames?: string[];

  @ObjectListField(() => IdentityDocumentDto, { description: 'Identity documents, the principal one first', min: 1, max: 10 })
  documents!: IdentityDocumentDto[];
}

/** What is left out stays. */
export class ChangeObligorDto {
  @WholeNumberField({ description: 'Version of the obligor that was seen; or in the header If-Match', min: 1, max: 2_147_483_647, optional: true })
  version?: number;

  @ChoiceField(OBLIGOR_KIND_WORDS, { description: 'Natural person or organisation', optional: true })
  kind?: ObligorKindWord;

  @TextField({ description: 'Name (姓名/名称)', max: 200, optional: true })
  name?: string;

  @TextListField({ description: 'All former names and variants; replaces the list', max: 20, longest: 200, optional: true })
  otherNames?: string[];

  @ObjectListField(() => IdentityDocumentDto, { description: 'All documents, the principal one first; replaces the list', min: 1, max: 10, optional: true })
  documents?: IdentityDocumentDto[];
}

/** Takes what a register says into the case, after a person has looked (采纳身份信息). */
export class AcceptIdentityDto {
  @WholeNumberField({ description: 'Request whose answer holds the identity', min: 1, max: Number.MAX_SAFE_INTEGER })
  requestId!: number;

  @ChoiceField(['exact', 'weak'], { description: 'How sure the register is, as it was shown; a weak match must be named as such', example: 'exact' })
  match!: 'exact' | 'weak';

  @WholeNumberField({ description: 'Version of the obligor that was seen; or in the header If-Match', min: 1, max: 2_147_483_647, optional: true })
  version?: number;
}

export class ObligorDto {
  @IdField({ description: 'Id of the obligor in this case' })
  id!: string;

  @ChoiceField(OBLIGOR_KIND_WORDS, { description: 'Natural person or organisation (自然人, 法人或其他组织)' })
  kind!: ObligorKindWord;

  @TextField({ description: 'Name as registered (姓名/名称)', max: 200 })
  name!: string;

  @TextListField({ description: 'Former names and written variants (曾用名, 异体字)', max: 20, longest: 200 })
  otherNames!: string[];

  @ObjectListField(() => IdentityDocumentDto, { description: 'Identity documents in canonical form, the principal one first', min: 1, max: 10 })
  documents!: IdentityDocumentDto[];

  @WholeNumberField({ description: 'Counts changes from 1', min: 1, max: 2_147_483_647 })
  version!: number;

  @MomentField({ description: 'When it was added' })
  createdAt!: string;

  @MomentField({ description: 'When it was taken out of the case; nobody is asked about it since', optional: true })
  removedAt?: string;
}
