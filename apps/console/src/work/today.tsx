import { Link } from 'react-router';
import { day } from '../format/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import { Loading, ProblemNote } from '../pieces/index.js';
import { TODAY_GROUPS, useToday, type TodayGroup, type TodayItem } from './use-today.js';

const SHOWN_OF_GROUP = 6;

/** What needs me today (今日待办), by what is to be done. */
export function Today() {
  const { work, shell } = useMessages();
  const { groups, pending, errors, retry } = useToday();
  const filled = TODAY_GROUPS.filter((group) => groups.has(group));
  return (
    <section className="panel" aria-label={work.today}>
      <header>
        <h2>{work.today}</h2>
        <span className="quiet">{work.todayText}</span>
      </header>
      {errors[0] !== undefined && <ProblemNote error={errors[0]} onRetry={retry} />}
      {pending ? <Loading /> : filled.length === 0 && errors.length === 0 ? <p className="body quiet">{work.nothingToday}</p> : (
        <div className="work-groups">
          {filled.map((group) => (
            <Group key={group} group={group} items={groups.get(group)!} more={shell.more} />
          ))}
        </div>
      )}
    </section>
  );
}

function Group({ group, items, more }: { readonly group: TodayGroup; readonly items: readonly TodayItem[]; readonly more: string }) {
  const messages = useMessages();
  const { work } = messages;
  return (
    <section className="work-group" aria-label={work.group[group]}>
      <h3>
        <span>{work.group[group]}</span>
        <span>{items.length}</span>
      </h3>
      <ul>
        {items.slice(0, SHOWN_OF_GROUP).map((item) => (
          <li key={item.key}>
            <span>
              <Link to={`/cases/${item.caseId}/${item.place}`}>{item.caseNumber ?? messages.caseFile.tabs.control}</Link> <span className="quiet">{saying(item, group, messages)}</span>
            </span>
            {item.overdue === true ? <span className="mark mark-bad">{work.overdue}</span> : item.dueOn !== undefined && <span className="quiet number">{work.dueOn(day(item.dueOn))}</span>}
          </li>
        ))}
      </ul>
      {items.length > SHOWN_OF_GROUP && (
        <p className="quiet">
          {group === 'expiring' ? <Link to="/expiry">{more}</Link> : `${more} ${items.length - SHOWN_OF_GROUP}`}
        </p>
      )}
    </section>
  );
}

function saying({ says }: TodayItem, group: TodayGroup, { work, words }: Messages): string {
  switch (says.kind) {
    case 'task':
      return group === 'restore' ? '' : wordOf(words.task, says.task);
    case 'days':
      return work.daysLeft(says.days);
    case 'found':
      return work.found(says.found, says.answered, says.total);
    case 'by':
      return work.fromLogin(says.login);
  }
}
