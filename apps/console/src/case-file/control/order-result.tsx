import { useMessages } from '../../language/index.js';
import { Mark } from '../../pieces/index.js';
import { measureText, outcomeText, type OutcomeText } from './outcome-text.js';
import { useOrder, type Measure, type OrderLine } from './use-control.js';

const ENDED: readonly OrderLine['state'][] = ['done', 'refused', 'unconfirmed', 'disputed', 'not-taken'];

/** What came of an order. The measure it began says so; otherwise the word of the institution is read. */
export function OrderResult({ order, measure }: { readonly order: OrderLine; readonly measure: Measure | undefined }) {
  const messages = useMessages();
  const ended = ENDED.includes(order.state);
  const { data } = useOrder(order.id, ended && measure === undefined);
  if (!ended) return <span className="quiet">{messages.control.outcome.notYet}</span>;
  const { tone, text }: OutcomeText = measure !== undefined ? measureText(measure, messages) : outcomeText(data?.outcome, order.operation, messages);
  return (
    <span title={text}>
      <Mark tone={tone}>{text}</Mark>
    </span>
  );
}
