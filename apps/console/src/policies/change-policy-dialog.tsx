import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../api/index.js';
import { ActDialog, ChoiceField, neededOf, TextField, type Fault } from '../form/index.js';
import { useMessages } from '../language/index.js';
import { rangeText, spanText } from './setting-text.js';
import { policyKey, type Content, type Policy, type Setting, type Version } from './use-policies.js';

type Counted = Exclude<Setting['name'], 'releaseExcessByRule'>;

interface Given {
  readonly policy: Policy;
  /** What the court wrote last; without it, it inherits everything. */
  readonly own: Version | undefined;
  readonly onClose: () => void;
}

/** Writes a new version of what a court sets; what is left empty is inherited. */
export function ChangePolicyDialog({ policy, own, onClose }: Given) {
  const messages = useMessages();
  const { policies } = messages;
  const counted = policy.settings.filter((setting): setting is Setting & { readonly name: Counted } => setting.name !== 'releaseExcessByRule');
  const [byRule, setByRule] = useState<'yes' | 'no' | ''>(own?.content.releaseExcessByRule === undefined ? '' : own.content.releaseExcessByRule ? 'yes' : 'no');
  const [numbers, setNumbers] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(counted.map(({ name }) => [name, own?.content[name]?.toString() ?? ''])));
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const typed = new Map<string, Fault>(neededOf({ '/reason': reason }));
  for (const { name, least = 0, most = Infinity } of counted) {
    const text = numbers[name] ?? '';
    if (text !== '' && !(/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most)) typed.set(`/content/${name}`, 'beyond');
  }
  const content: Content = {
    ...(byRule === '' ? {} : { releaseExcessByRule: byRule === 'yes' }),
    ...Object.fromEntries(counted.flatMap(({ name }) => ((numbers[name] ?? '') === '' ? [] : [[name, Number(numbers[name])]]))),
  };
  const change = useMutation({
    mutationFn: () => answered(api.PUT('/api/v1/courts/{code}/control-policy', { params: { path: { code: policy.courtCode } }, body: { version: policy.version, content, reason: reason.trim() } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: policyKey(policy.courtCode) });
      onClose();
    },
  });
  return (
    <ActDialog title={policies.changeTitle(policy.courtCode)} act={policies.putInForce} typed={typed} sending={change} width={760} onSend={() => change.mutate()} onClose={onClose}>
      <p className="quiet">{policies.changeText}</p>
      <ChoiceField
        at="/content/releaseExcessByRule" label={policies.name.releaseExcessByRule} value={byRule} none={policies.inherit} width={340} onChange={setByRule}
        choices={[{ value: 'yes', text: policies.byRule.yes }, { value: 'no', text: policies.byRule.no }]}
      />
      <div className="fields">
        {counted.map((setting) => (
          <TextField
            key={setting.name} at={`/content/${setting.name}`} label={setting.name === 'remindFromDays' ? policies.inDays(policies.name[setting.name]) : policies.inSeconds(policies.name[setting.name])} value={numbers[setting.name] ?? ''}
            placeholder={policies.inherit} inputMode="numeric" maxLength={9} width={340} hint={rangeText(setting, messages)} good={setting.name === 'remindFromDays' ? undefined : spanText(Number(numbers[setting.name]), policies)}
            onChange={(value) => setNumbers((before) => ({ ...before, [setting.name]: value.trim() }))}
          />
        ))}
      </div>
      <TextField at="/reason" label={policies.why} hint={messages.acts.noPeople} value={reason} maxLength={500} onChange={setReason} />
    </ActDialog>
  );
}
