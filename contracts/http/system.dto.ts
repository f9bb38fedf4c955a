import { ROLE_WORDS, type RoleWord } from './closed-lists.js';
import { BooleanField, ChoiceField, ObjectListField, TextField, TextListField, WholeNumberField } from './fields.js';

/** Whose token it is. */
export class PrincipalDto {
  @TextField({ description: 'Login', max: 100 })
  login!: string;

  @TextField({ description: 'Name for the screen', max: 200 })
  displayName!: string;

  @ChoiceField(['person', 'system'], { description: 'Person or system' })
  kind!: 'person' | 'system';

  @TextField({ description: 'Court it works for; absent for those who serve all', max: 20, optional: true })
  courtCode?: string;

  @TextListField({ description: 'Roles', max: ROLE_WORDS.length, longest: 20, words: ROLE_WORDS })
  roles!: RoleWord[];
}

export class LivenessDto {
  @ChoiceField(['up'], { description: 'The process runs' })
  state!: 'up';

  @WholeNumberField({ description: 'For how many seconds', min: 0, max: Number.MAX_SAFE_INTEGER })
  upSeconds!: number;
}

export class DependencyHealthDto {
  @TextField({ description: 'What the process depends on', max: 60, example: 'database' })
  name!: string;

  @ChoiceField(['up', 'down'], { description: 'Whether it does its work' })
  state!: 'up' | 'down';

  @BooleanField({ description: 'Without it nobody can be served' })
  critical!: boolean;

  @WholeNumberField({ description: 'Milliseconds the check took', min: 0, max: Number.MAX_SAFE_INTEGER })
  ms!: number;

  @TextField({ description: '`timeout`, or the code of the fault', max: 60, optional: true })
  cause?: string;

  @TextField({ description: 'What an operator should know', max: 300, optional: true })
  sentence?: string;
}

export class ReadinessDto {
  @ChoiceField(['up', 'degraded', 'down', 'shutting-down'], { description: 'degraded: something not critical is down, calls are served' })
  state!: 'up' | 'degraded' | 'down' | 'shutting-down';

  @ObjectListField(() => DependencyHealthDto, { description: 'Each dependency', max: 100 })
  dependencies!: DependencyHealthDto[];
}
