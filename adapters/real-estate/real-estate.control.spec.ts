import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CONTROL_OUTCOME_KINDS, type ControlEntry, type ControlFeedbackVerb, type ControlOutcome, type ControlRequest } from '#contracts/adapter';
import { sampleOrders } from '#libs/adapter-testkit';
import { adapter } from './index.js';
import { SEAL_OPERATIONS, sealOrder } from './testkit/orders.js';
import { decode, encode, encodeClear, wrap, type ClearElement } from './testkit/wire-image.js';

const order = sealOrder('seal');
const NUMBER = order.requestNumber;
const UNIT = '330106002002GB00001F00010001';
const { renderControl, readControlFeedback } = adapter.controls!;
const golden = (file: string): string => readFileSync(new URL(`golden-controls/${file}`, import.meta.url), 'utf8').trimEnd();

function entries(message: string, verb: ControlFeedbackVerb = 'feed-control'): readonly ControlEntry[] {
  const reading = readControlFeedback(verb, message);
  if (reading.state !== 'read') throw new Error(`${reading.cause}: ${reading.detail}`);
  return reading.value;
}

const fields = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`).join('');
const row = (values: Readonly<Record<string, string>>): string => `<KZXXLIST><KZXX>${fields({ BDCDYH: UNIT, ...values })}</KZXX></KZXXLIST>`;
const feedback = (content: string, result = '0000', message = ''): string => `<BDCFKLIST><BDCKZJG>${fields({ CXQQDH: NUMBER, RESULT: result, MESSAGE: message })}${content}</BDCKZJG></BDCFKLIST>`;
const outcome = (xml: string, asked: ControlRequest = order): ControlOutcome => entries(encode(xml))[0]!.interpret(asked);
/** What is read of one row, for an operation. */
const said = (values: Readonly<Record<string, string>>, asked: ControlRequest = order): ControlOutcome =>
  outcome(feedback(row(values)).replace(NUMBER, asked.requestNumber), asked);

const SEALED = { KZZT: '1', CSKSRQ: '2026-03-02', CSJSRQ: '2029-03-01', CFYWH: 'CF1' };

describe('an order as it leaves', () => {
  it('nothing waits: a valid, empty list', () => {
    expect(decode(adapter.renderControlList!([]))).toMatchObject({ name: 'Message', children: [{}, { children: [{ name: 'BDCKZQQLIST', children: [] }] }] });
  });

  it('the right is written in words, however the answer of the query named it', () => {
    const rightOf = (rightType: string): string | undefined => {
      const leaf = (element: ClearElement): ClearElement | undefined => (element.name === 'BDCQLLX' ? element : element.children.map(leaf).find((found) => found !== undefined));
      const target = { ...order.target, rightType } as ControlRequest['target'];
      return leaf(decode(adapter.renderControlList!([renderControl({ ...order, target })])))?.attributes['text'];
    };
    expect([rightOf('JSYDSYQ'), rightOf('4')]).toEqual(['建设用地、宅基地使用权', '4']);
  });

  it('whatever the manifest lists and nothing speaks against can be written', () => {
    const orders = sampleOrders(adapter.manifest.operations);
    expect(orders.length).toBe(2 * SEAL_OPERATIONS.length);
    for (const one of orders) {
      expect(adapter.manifest.cannotCarry!(one)).toBeUndefined();
      expect(renderControl(one)).toContain('<BDCKZQQ>');
    }
  });

  it.each([
    ['a share of a flat', { extent: { by: 'ratio', basisPoints: 5_000 } }, '份额'],
    ['an account', { target: { kind: 'account', reference: '1', sequence: 1 } }, '现场办理'],
    ['a unit of which neither code nor certificate is known', { target: { kind: 'real-estate', reference: 'x', unitCode: ' ' } }, '不动产单元号'],
    ['a seal without a last day', { until: undefined }, '起止日期'],
    ['a freeze', { operation: 'freeze' }, '现场办理'],
    ['a renewal of a seal that nobody names', { operation: 'renew-seal' }, '原查封裁定书'],
    ['a transfer to nobody', { operation: 'serve-transfer' }, '过户对象'],
  ] as const)('%s: refused before it is sent, with the way that remains', (_, changes, way) => {
    const refusal = adapter.manifest.cannotCarry!({ ...order, ...changes } as ControlRequest);
    expect(refusal?.offlineWay).toContain(way);
    expect(refusal?.why).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('what a registry answers', () => {
  it.each(['sealed', 'sealed-flat', 'queued', 'already-transferred'])('%s, by a registry that leaves its values in clear', (file) => {
    const [entry] = entries(encodeClear(golden(`${file}.xml`)));
    expect(entry).toMatchObject({ requestNumber: NUMBER, position: 0 });
    expect(JSON.parse(JSON.stringify(entry!.interpret(order)))).toEqual(JSON.parse(golden(`${file}.outcome.json`)));
  });

  it('locked at once, refused by the register later: each answer is read for what it says', () => {
    expect(said(SEALED).kind).toBe('effective');
    expect(said({ KZZT: '2', WNKZYY: '审核未通过：权利人与被执行人不一致' })).toEqual({ kind: 'refused', reason: '审核未通过：权利人与被执行人不一致', reasonCode: 'not-the-owner' });
  });

  it.each([
    ['该房屋已过户给他人', 'already-transferred'],
    ['不动产权利已办结转移登记', 'already-transferred'],
    ['转移登记申请已受理，尚未登簿', 'transfer-pending'],
    ['当事人已申请过户，正在办理', 'transfer-pending'],
    ['其他法院在先送达过户裁定，按在先协助执行通知办理', 'earlier-transfer-order'],
    ['杭州市余杭区人民法院已送达产权转移裁定', 'earlier-transfer-order'],
    ['已有在先查封，请按轮候查封办理', 'ask-to-wait'],
    ['查无此不动产单元', 'unit-unknown'],
    ['未找到原查封登记', 'no-such-seal'],
    ['业务审核未通过', '04'],
    ['登记系统维护', undefined],
  ])('%s: its own reason (C17)', (reason, code) => {
    expect(said({ KZZT: '2', WNKZYY: reason })).toEqual({ kind: 'refused', reason, ...(code === undefined ? {} : { reasonCode: code }) });
  });

  it('no reason but a message: the message is the reason', () => {
    expect(outcome(feedback(row({ KZZT: '2' }), '0000', '查无此房屋'))).toMatchObject({ kind: 'refused', reason: '查无此房屋', reasonCode: 'unit-unknown' });
    expect(outcome(feedback(row({ KZZT: '2' })))).toEqual({ kind: 'refused', reason: '未说明未能控制的原因' });
  });

  it('a business code of refusal without a row is a refusal; a failure without a row is not: the registry may have sealed', () => {
    expect(outcome(feedback('', '2040', '业务审核未通过：无协助执行通知书'))).toMatchObject({ kind: 'refused', reasonCode: '04' });
    expect(outcome(feedback('', '2040', '系统异常'))).toEqual({ kind: 'unconfirmed', wireStatus: '2040', detail: '系统异常' });
    expect(outcome(feedback('', '0000', '成功'))).toMatchObject({ kind: 'unconfirmed', wireStatus: '0000' });
    expect(outcome(feedback('', '77'))).toMatchObject({ kind: 'unconfirmed', wireStatus: '77' });
    expect(outcome(feedback('', ''))).toMatchObject({ kind: 'defective', defect: 'schema' });
  });

  it('a status of another version is unconfirmed, never sealed', () => {
    expect(said({ KZZT: '3' })).toMatchObject({ kind: 'unconfirmed', wireStatus: '3' });
    expect(said({ KZZT: '‡'.repeat(40) })).toMatchObject({ kind: 'unconfirmed', wireStatus: '‹unprintable›' });
    expect(said({ CSKSRQ: '2026-03-02' })).toMatchObject({ kind: 'defective', defect: 'schema' });
  });

  it('days in both forms, one that is none is left out and said', () => {
    expect(said({ ...SEALED, CSKSRQ: '2026/3/2', CSJSRQ: '2029年3月1日' })).toMatchObject({ effect: { from: '2026-03-02', until: '2029-03-01' } });
    const broken = said({ ...SEALED, CSJSRQ: '2029-02-30' });
    expect(broken).toMatchObject({ kind: 'effective', effect: { remarks: expect.stringContaining('CSJSRQ不是日期') as string } });
    expect(broken).not.toHaveProperty('effect.until');
    expect(said({ ...SEALED, CSKSRQ: '2026-03-02 00:00:00' })).not.toHaveProperty('effect.effectiveAt');
    expect(said({ ...SEALED, CSJSRQ: '2026-03-01' })).toMatchObject({ kind: 'defective', defect: 'contradictory' });
  });
});

describe('a seal that waits (轮候)', () => {
  it.each([
    ['the order asked for it', 'wait-seal', { ...SEALED, BEIZ: '' }],
    ['a seal became one', 'seal', { ...SEALED, BEIZ: '已按轮候查封登记' }],
    ['its last day goes on, and it waits still', 'renew-seal', { ...SEALED, BEIZ: '轮候查封续期' }],
    ['it will take effect, but has not', 'wait-seal', { ...SEALED, BEIZ: '轮候查封，在先查封解除后自动生效' }],
    ['it will become a seal, but has not', 'wait-seal', { ...SEALED, BEIZ: '待在先查封解除后，由轮候查封转为正式查封' }],
    ['it has not taken effect, in other words', 'wait-seal', { ...SEALED, BEIZ: '轮候查封尚未生效' }],
    ['not controlled, but queued', 'seal', { KZZT: '2', WNKZYY: '存在在先查封，已列为轮候查封' }],
    ['the reason says so beside "controlled"', 'seal', { ...SEALED, WNKZYY: '轮候查封' }],
  ] as const)('%s: waiting, no seal', (_, operation, values) => {
    expect(said(values, sealOrder(operation)).kind).toBe('waiting');
  });

  it.each(['轮候查封已生效', '轮候查封登记已自动转为正式查封', '由轮候查封转为首先查封'])('%s: in force, with its new days', (words) => {
    expect(said({ ...SEALED, CSKSRQ: '2027-05-06', CSJSRQ: '2030-05-05', BEIZ: words }, sealOrder('wait-seal'))).toMatchObject({ kind: 'effective', effect: { from: '2027-05-06', until: '2030-05-05' } });
  });

  it.each([
    ['轮候查封第1位', 2], ['轮候顺位：3', 4], ['在先查封2个，轮候', 3], ['轮候查封', undefined],
  ])('%s: its place among all', (words, position) => {
    expect(said({ ...SEALED, BEIZ: words })).toMatchObject({ kind: 'waiting', ...(position === undefined ? {} : { position }) });
  });

  it('the end of a waiting seal is an end, and "no others wait" is a seal', () => {
    expect(said({ KZZT: '1', BEIZ: '解除轮候查封' }, sealOrder('release-seal')).kind).toBe('effective');
    expect(said({ ...SEALED, BEIZ: '无轮候查封' }).kind).toBe('effective');
  });
});

describe('a transfer document', () => {
  it('served is done; on the way is under way', () => {
    expect(said({ KZZT: '1', BEIZ: '已收到' }, sealOrder('serve-transfer')).kind).toBe('effective');
    expect(said({ KZZT: '1', BEIZ: '已收件，正在办理' }, sealOrder('serve-transfer')).kind).toBe('in-progress');
  });
});

describe('an answer that is about something else, or says two things', () => {
  it.each([
    ['another unit', row({ ...SEALED, BDCDYH: '330106002002GB00001F00010002' })],
    ['another certificate, and no unit', `<KZXXLIST><KZXX>${fields({ ...SEALED, BDCQZH: '浙（2018）杭州市不动产权第0000009号' })}</KZXX></KZXXLIST>`],
    ['another order inside', row({ ...SEALED, CXQQDH: 'A20260301CK2000000000099' })],
    ['two results for one unit', row(SEALED) + row({ KZZT: '2', WNKZYY: '已过户' })],
    ['two terms for one unit', row(SEALED) + row({ ...SEALED, CSJSRQ: '2028-03-01' })],
    ['this unit and another', row(SEALED) + row({ ...SEALED, BDCDYH: '330106002002GB00001F00010002' })],
    ['controlled, and why it could not be', row({ ...SEALED, WNKZYY: '权利人不一致' })],
  ])('%s: defective', (_, content) => {
    expect(outcome(feedback(content))).toMatchObject({ kind: 'defective', defect: 'contradictory' });
  });

  it('an answer to another order is no answer to this one', () => {
    expect(entries(encode(golden('sealed.xml')))[0]!.interpret(sealOrder('release-seal')).kind).toBe('defective');
  });

  it('a failure beside "controlled" is defective, and two result codes are', () => {
    expect(outcome(feedback(row(SEALED), '2040'))).toMatchObject({ kind: 'defective' });
    const two = `<BDCFKLIST>${['0000', '2040'].map((result) => `<BDCKZJG>${fields({ CXQQDH: NUMBER, RESULT: result })}${row(SEALED)}</BDCKZJG>`).join('')}</BDCFKLIST>`;
    expect(outcome(two)).toMatchObject({ kind: 'defective', defect: 'contradictory' });
  });

  it('a damaged status, unit, reason or remark is defective: it may have said that the seal waits', () => {
    for (const name of ['KZZT', 'BDCDYH', 'BEIZ', 'WNKZYY']) {
      const clear = feedback(row({ WNKZYY: '', BEIZ: '轮候查封', ...SEALED }));
      const coded = Buffer.from(encode(clear), 'base64').toString('utf8');
      expect(entries(wrap(Buffer.from(coded.replace(new RegExp(`<${name}>[^<]*<`), `<${name}>%%%<`))))[0]!.interpret(order)).toMatchObject({ kind: 'defective', defect: 'encoding' });
    }
  });

  it('the building and its land in one unit, sealed alike, are one seal; a row sent twice is one', () => {
    const land = { ...SEALED, BDCQLLX: '建设用地使用权', BDCQZH: '浙（2018）杭州市不动产权第0000002号' };
    expect(outcome(feedback(row(SEALED) + row(land) + row(land)))).toMatchObject({ kind: 'effective', effect: { institutionReference: 'CF1' } });
  });
});

describe('a receipt', () => {
  const [entry] = entries(encode(golden('receipt.xml')), 'feed-receipt');
  const effective: ControlOutcome = { kind: 'effective', effect: { until: '2029-03-01' } };

  it('adds itself to the answer, once, however often it comes', () => {
    const added = entry!.supplement!(effective);
    expect(added).toEqual({ kind: 'effective', effect: { until: '2029-03-01', receipts: [{ fileName: '协助执行回执.pdf', fileType: 'pdf', content: Buffer.from('%PDF-1.4\n') }] } });
    expect(entry!.supplement!(added!)).toBeUndefined();
  });

  it('alone says nothing of the seal, and nothing can be added to an answer without effect', () => {
    expect(entry!.interpret(order)).toMatchObject({ kind: 'unconfirmed' });
    expect(entry!.supplement!({ kind: 'unconfirmed', wireStatus: '0000' })).toBeUndefined();
  });

  it('inside the feedback of the order is taken with it', () => {
    const receipt = golden('receipt.xml').replace(/^.*?\n/, '');
    expect(outcome(feedback(row(SEALED) + receipt))).toMatchObject({ effect: { receipts: [{ fileName: '协助执行回执.pdf' }] } });
  });

  it('that cannot be decoded refuses the message, so that it is sent again', () => {
    const coded = Buffer.from(encode(golden('receipt.xml')), 'base64').toString('utf8').replace(/<WSNR>[^<]*</, '<WSNR>%%%<');
    expect(readControlFeedback('feed-receipt', wrap(Buffer.from(coded)))).toMatchObject({ state: 'unreadable', cause: 'schema' });
  });

  it('is the only message beside feedback: an order is not sent back by another verb', () => {
    expect(readControlFeedback('return-request', encode(golden('sealed.xml')))).toMatchObject({ state: 'unreadable' });
  });
});

describe('whatever comes', () => {
  const image = Buffer.from(encode(golden('sealed.xml')));
  const kinds = (message: string): readonly string[] => {
    const reading = readControlFeedback('feed-control', message);
    if (reading.state === 'unreadable') return [];
    return reading.value.map((entry) => {
      const answer = entry.interpret(order);
      expect(CONTROL_OUTCOME_KINDS).toContain(answer.kind);
      if ('detail' in answer) expect(/林试样|330106/.test(answer.detail ?? '')).toBe(false);
      return answer.kind;
    });
  };

  it('a seal cut anywhere says nothing', () => {
    const bytes = Buffer.from(image.toString('latin1'), 'base64');
    for (let length = 0; length < bytes.length; length += 7) expect(kinds(wrap(bytes.subarray(0, length)))).toEqual([]);
  });

  it('a refusal with bits changed never becomes a seal', () => {
    const own = Buffer.from(encode(golden('already-transferred.xml')));
    const flips = fc.array(fc.tuple(fc.nat(own.length - 1), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(flips, (places) => {
        const changed = Buffer.from(own);
        for (const [at, bit] of places) changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(kinds(changed.toString('latin1'))).not.toContain('effective');
      }),
      { seed: 20260301, numRuns: 500 },
    );
  });

  it('nothing throws', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.base64String({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 60 }).map((value) => encodeClear(feedback(row({ KZZT: value, WNKZYY: value, CSKSRQ: value })))));
    fc.assert(fc.property(text, fc.constantFrom<ControlFeedbackVerb>('feed-control', 'feed-receipt', 'return-request'), (message, verb) => {
      const reading = readControlFeedback(verb, message);
      if (reading.state === 'unreadable') return;
      for (const entry of reading.value) for (const operation of SEAL_OPERATIONS) expect(CONTROL_OUTCOME_KINDS).toContain(entry.interpret(sealOrder(operation, { requestNumber: entry.requestNumber })).kind);
    }), { seed: 1, numRuns: 300 });
  });
});
