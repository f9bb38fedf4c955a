import { useMessages } from '../language/index.js';
import { CaseList } from './case-list.js';
import { Today } from './today.js';

/** My cases (我的案件): what needs me today, and every case I take part in. */
export function WorkPage() {
  const { work } = useMessages();
  return (
    <>
      <h1 className="visually-hidden">{work.title}</h1>
      <Today />
      <CaseList />
    </>
  );
}
