import { WITHDRAWN, WithdrawnRight } from '#libs/engine-testkit';
import { InquiryReader } from '#libs/store';
import { BANK, ExchangeFixture } from './testkit/exchange-fixture.js';

const fixture = new ExchangeFixture();
beforeAll(() => fixture.open());
beforeEach(() => fixture.reset());
afterEach(() => fixture.afterTest());
afterAll(() => fixture.close());

it('a registration that ended before the package was made: no package, and the inquiry says why', async () => {
  const right = new WithdrawnRight();
  right.withdrawn = true;
  const exchange = fixture.exchange({}, fixture.database, () => true, right);
  const { inquiryId } = await fixture.accept({ institutionCode: BANK }, { institutionCode: BANK });
  await exchange.visit(BANK);
  expect(await fixture.names('download')).toEqual([]);
  const outcomes = (await new InquiryReader(fixture.database).requests(inquiryId)).map(({ outcome }) => outcome?.outcome);
  expect(outcomes).toEqual([{ kind: 'unavailable', ...WITHDRAWN }, { kind: 'unavailable', ...WITHDRAWN }]);
});
