import { CASE_PART_WORDS, GIVEN_PART_WORDS, GRANT_PURPOSE_WORDS, type CasePartWord, type GivenPartWord, type GrantPurposeWord } from './closed-lists.js';
import { ChoiceField, IdField, MomentField, ObjectListField, TextField } from './fields.js';

const LOGIN = { description: 'Login of the person', max: 100, pattern: /^[\p{L}\p{N}._@+-]{1,100}$/u, allowed: 'a login: 1 to 100 letters, digits and . _ @ + -' };

/** Why somebody has to look at a case in which they take no part (说明理由查阅). */
export class GiveReasonDto {
  @IdField({ description: 'The case; or caseNumber', optional: true })
  caseId?: string;

  @TextField({ description: 'The case by its number (案号); or caseId', max: 60, optional: true })
  caseNumber?: string;

  @ChoiceField(GRANT_PURPOSE_WORDS, {
    description: 'supervision 监督, audit 审计, complaint 信访投诉, emergency-cover 紧急代办, correction 更正; only with the last two something can also be changed',
  })
  purpose!: GrantPurposeWord;

  @TextField({ description: 'Why, in words that hold when the person looked at asks', min: 10, max: 500, example: '核查2026年第三季度超期未结案件的查控情况' })
  reason!: string;
}

/** A reason that was given, and until when it holds. */
export class AccessGrantDto {
  @IdField({ description: 'Id of the grant' })
  id!: string;

  @IdField({ description: 'The case' })
  caseId!: string;

  @TextField({ description: 'Canonical case number (案号)', max: 60 })
  caseNumber!: string;

  @ChoiceField(GRANT_PURPOSE_WORDS, { description: 'Purpose' })
  purpose!: GrantPurposeWord;

  @TextField({ description: 'Why', max: 500 })
  reason!: string;

  @MomentField({ description: 'When it was given' })
  grantedAt!: string;

  @MomentField({ description: 'It holds until then' })
  until!: string;

  @MomentField({ description: 'Given up before its time', optional: true })
  endedAt?: string;
}

export class AccessGrantListDto {
  @ObjectListField(() => AccessGrantDto, { description: 'Your own, newest first; at most 200', max: 200 })
  items!: AccessGrantDto[];
}

export class AddCaseMemberDto {
  @TextField(LOGIN)
  login!: string;

  @ChoiceField(GIVEN_PART_WORDS, { description: 'registrar 书记员, approver 审批人; the officers of the case take part by themselves' })
  part!: GivenPartWord;
}

/** Somebody who takes part in a case (案件参与人). */
export class CaseMemberDto {
  @TextField({ description: 'Login', max: 100 })
  login!: string;

  @ChoiceField(CASE_PART_WORDS, { description: 'handling 承办人, second 第二承办人, registrar 书记员, approver 审批人' })
  part!: CasePartWord;

  @MomentField({ description: 'Since when' })
  since!: string;

  @TextField({ description: 'Login of who added them; officer-register for the officers of the case', max: 100 })
  addedBy!: string;
}

export class CaseMemberListDto {
  @ObjectListField(() => CaseMemberDto, { description: 'Those who take part now', max: 1000 })
  items!: CaseMemberDto[];
}
