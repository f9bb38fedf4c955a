import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState, type FormEvent } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { moment } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Mark, ProblemNote } from '../../pieces/index.js';
import { taskSaying } from './saying.js';

type Task = Schema<'ControlTaskDto'>;

interface Given {
  readonly caseId: string;
  readonly officer: boolean;
  /** Changes when something happened to an order: tasks follow from that. */
  readonly mark: string;
}

/** What a person has to look at in this case (待办), each settled with what was done about it. */
export function Tasks({ caseId, officer, mark }: Given) {
  const messages = useMessages();
  const { control, work, words } = messages;
  const { data, error, refetch } = useQuery({
    queryKey: ['tasks', caseId, mark],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answered(api.GET('/api/v1/control-tasks', { signal, params: { query: { caseId, state: 'open', limit: 200 } } })),
  });
  if (error !== null) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="panel" aria-label={control.tasks}>
      <header>
        <h2>{control.tasks}</h2>
        <span>{data.items.length}</span>
      </header>
      <table className="plain">
        <tbody>
          {data.items.map((task) => (
            <tr key={task.id}>
              <td className="number">
                <Mark tone="warn">{wordOf(words.task, task.kind)}</Mark>
              </td>
              <td>
                {taskSaying(task, messages) ?? (
                  <span className="quiet" lang="en">
                    {task.detail}
                  </span>
                )}
              </td>
              <td className="number quiet">{moment(task.raisedAt)}</td>
              <td className="number">{task.dueOn !== undefined && work.dueOn(task.dueOn)}</td>
              <td>{officer && <Settle task={task} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Settle({ task }: { readonly task: Task }) {
  const { control } = useMessages();
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const settle = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/control-tasks/{taskId}/settlement', { params: { path: { taskId: String(task.id) } }, body: { reason: reason.trim() } })),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['tasks'] });
      await queries.invalidateQueries({ queryKey: ['work-list'] });
      await queries.invalidateQueries({ queryKey: ['needs'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    settle.mutate();
  };
  return (
    <form className="row" onSubmit={submit} aria-label={`${control.settle} ${task.id}`}>
      <Input style={{ width: 240 }} aria-label={control.settleHow} placeholder={control.settleHow} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      <Button htmlType="submit" size="small" disabled={settle.isPending || reason.trim() === ''}>
        {control.settle}
      </Button>
      {settle.error !== null && <ProblemNote error={settle.error} />}
    </form>
  );
}
