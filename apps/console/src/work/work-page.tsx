import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { ProblemNote } from '../pieces/index.js';
import { CaseList } from './case-list.js';
import { Today } from './today.js';

/** My cases (我的案件): what needs me today, and every case I take part in; both of the cases that were looked for, when some were. */
export function WorkPage() {
  const { work } = useMessages();
  const [text, setText] = useState('');
  const search = useMutation({ mutationFn: (wanted: string) => answered(api.POST('/api/v1/case-searches', { body: { text: wanted } })) });
  const find = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim().length > 1) search.mutate(text.trim());
  };
  const clear = (): void => {
    setText('');
    search.reset();
  };
  return (
    <>
      <h1 className="visually-hidden">{work.title}</h1>
      <div className="work-search">
        <form className="row" role="search" onSubmit={find}>
          <Input className="search" style={{ width: 360 }} aria-label={work.search} placeholder={work.searchHint} value={text} maxLength={200} autoComplete="off" onChange={(event) => setText(event.target.value)} />
          <Button htmlType="submit" disabled={search.isPending}>
            {work.searchButton}
          </Button>
          {search.data !== undefined && <Button onClick={clear}>{work.clear}</Button>}
        </form>
        <span className="quiet">{work.searchText}</span>
      </div>
      {search.error !== null && <ProblemNote error={search.error} />}
      <Today found={search.data} />
      <CaseList found={search.data} />
    </>
  );
}
