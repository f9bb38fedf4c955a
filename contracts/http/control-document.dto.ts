import { CONTROL_DOCUMENT_WORDS, type ControlDocumentWord } from './control-words.js';
import { BooleanField, ChoiceField, MomentField, ObjectListField, TextField, WholeNumberField } from './fields.js';

/** A document that goes with an order (文书): ruling, notice. Its bytes are kept sealed; every version stays. */
export class ControlDocumentDto {
  @WholeNumberField({ description: 'The order it goes with', min: 1, max: Number.MAX_SAFE_INTEGER })
  orderId!: number;

  @ChoiceField(CONTROL_DOCUMENT_WORDS, { description: 'ruling 裁定书, notice 协助执行通知书, other' })
  kind!: ControlDocumentWord;

  @TextField({ description: 'Number of the document (文号)', max: 100 })
  number!: string;

  @TextField({ description: 'Name as the institution sees it', max: 200 })
  name!: string;

  @WholeNumberField({ description: 'Version, from 1', min: 1, max: 32_767 })
  version!: number;

  @WholeNumberField({ description: 'Size in bytes', min: 0, max: Number.MAX_SAFE_INTEGER })
  bytes!: number;

  @TextField({ description: 'SHA-256 of the bytes, hex', min: 64, max: 64 })
  sha256!: string;

  @BooleanField({ description: 'Carries the electronic seal of the court (电子印章)' })
  sealed!: boolean;

  @ChoiceField(['attached', 'generated'], { description: 'Uploaded, or made from a template' })
  origin!: 'attached' | 'generated';

  @TextField({ description: 'Who', max: 100 })
  by!: string;

  @MomentField({ description: 'When' })
  at!: string;

  @TextField({ description: 'Where its bytes are', max: 200 })
  href!: string;
}

export class ControlDocumentListDto {
  @ObjectListField(() => ControlDocumentDto, { description: 'One for each order', max: 200 })
  items!: ControlDocumentDto[];
}

export class AttachControlDocumentQueryDto {
  @TextField({ description: 'Numbers of the orders it goes with, parted by commas, up to 200', max: 3400, pattern: /^[1-9]\d{0,14}(,[1-9]\d{0,14}){0,199}$/, allowed: '1 to 200 numbers of orders, parted by commas' })
  orders!: string;

  @ChoiceField(CONTROL_DOCUMENT_WORDS, { description: 'ruling 裁定书, notice 协助执行通知书, other' })
  kind!: ControlDocumentWord;

  @TextField({ description: 'Number of the document (文号)', max: 100 })
  number!: string;
}
