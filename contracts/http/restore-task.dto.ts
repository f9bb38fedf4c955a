import { RESTORE_TASK_STATE_WORDS, RESTORE_DECISION_WORDS, type RestoreDecisionWord, type RestoreTaskStateWord } from './closed-lists.js';
import { BooleanField, ChoiceField, DayField, IdField, MomentField, ObjectListField, TextField } from './fields.js';
import { PageQueryDto } from './page.dto.js';

/** Assets were found in a case that had ended without any: restore it (恢复执行)? */
export class RestoreTaskDto {
  @IdField({ description: 'Id of the task' })
  id!: string;

  @IdField({ description: 'Id of the case' })
  caseId!: string;

  @TextField({ description: 'Canonical case number (案号)', max: 60 })
  caseNumber!: string;

  @TextField({ description: 'Court code (法院代字)', max: 20 })
  courtCode!: string;

  @IdField({ description: 'Id of the inquiry that found them; absent where a lead of a party did', optional: true })
  inquiryId?: string;

  @IdField({ description: 'Id of the lead (财产线索) that turned out to be true', optional: true })
  leadId?: string;

  @MomentField({ description: 'When the first answer with assets was committed, or the lead was found to be true' })
  raisedAt!: string;

  @DayField({ description: 'Last of three working days (浙高法〔2016〕55号)' })
  dueOn!: string;

  @TextField({ description: 'Version of the working-day calendar it was counted with', max: 20 })
  calendarVersion!: string;

  @ChoiceField(RESTORE_TASK_STATE_WORDS, { description: 'State of the task' })
  state!: RestoreTaskStateWord;

  @BooleanField({ description: 'Open past its last day' })
  overdue!: boolean;

  @TextField({ description: 'Who decided; gateway when the case was restored without a word here', max: 100, optional: true })
  decidedBy?: string;

  @MomentField({ description: 'When', optional: true })
  decidedAt?: string;

  @TextField({ description: 'Why', max: 500, optional: true })
  reason?: string;
}

export class RestoreTaskListQueryDto extends PageQueryDto {
  @ChoiceField(RESTORE_TASK_STATE_WORDS, { description: 'Only tasks in this state', optional: true })
  state?: RestoreTaskStateWord;

  @TextField({ description: 'Only tasks of this court', max: 20, optional: true })
  courtCode?: string;
}

export class RestoreTaskPageDto {
  @ObjectListField(() => RestoreTaskDto, { description: 'Most urgent first', max: 200 })
  items!: RestoreTaskDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}

export class DecideRestoreTaskDto {
  @ChoiceField(RESTORE_DECISION_WORDS, { description: 'restored opens the case again (恢复执行); not-restored needs a reason' })
  decision!: RestoreDecisionWord;

  @TextField({ description: 'Why; no names and numbers of people', max: 500, optional: true })
  reason?: string;
}
