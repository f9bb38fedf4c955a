import type { InquiryCompleted } from '#contracts/events';
import { InquiryNotFinished, InquiryRefused, InquiryReplies } from './inquiry-replies.js';

const end = (inquiryId: string): InquiryCompleted => ({ inquiryId, caseId: 'c', total: 1, complete: true, missingCount: 0, missing: [] });
const accepted = (commandId: string, inquiryId: string, commandSource = 'us') => ({ commandId, commandSource, inquiryId, caseId: 'c' });

describe('who waits for the end of an inquiry', () => {
  test('accepted, then completed: the end of that one; of other commands and inquiries nothing', async () => {
    const replies = new InquiryReplies();
    const mine = replies.waitFor('us', '1', 60_000);
    replies.take('inquiry.command-accepted.v1', accepted('1', 'a', 'others'));
    replies.take('inquiry.completed.v1', end('a'));
    replies.take('inquiry.command-accepted.v1', accepted('1', 'b'));
    replies.take('inquiry.completed.v1', end('x'));
    replies.take('inquiry.completed.v1', end('b'));
    await expect(mine).resolves.toEqual(end('b'));
  });

  test('completed before it is known whose it is', async () => {
    const replies = new InquiryReplies();
    const mine = replies.waitFor('us', '1', 60_000);
    replies.take('inquiry.completed.v1', end('a'));
    replies.take('inquiry.command-accepted.v1', accepted('1', 'a'));
    await expect(mine).resolves.toEqual(end('a'));
  });

  test('refused: the code; too late: which inquiry goes on', async () => {
    const replies = new InquiryReplies();
    const refused = replies.waitFor('us', '1', 60_000);
    replies.take('inquiry.command-refused.v1', { commandId: '1', commandSource: 'us', code: 'case-unknown', title: 'There is no such case' });
    await expect(refused).rejects.toEqual(new InquiryRefused('case-unknown', 'There is no such case'));
    const late = replies.waitFor('us', '2', 1);
    replies.take('inquiry.command-accepted.v1', accepted('2', 'b'));
    await expect(late).rejects.toMatchObject({ name: 'InquiryNotFinished', inquiryId: 'b' } satisfies Partial<InquiryNotFinished>);
  });
});
