import { PassThrough } from 'node:stream';
import { BodyBudget, receiveBody } from './receive-body.js';

const KIB = 1024;

test('several chunks become one body', async () => {
  const stream = new PassThrough();
  const receiving = receiveBody(stream, 0, 100, new BodyBudget(0));
  stream.write('ab');
  stream.end('cd');
  expect((await receiving).bytes.toString()).toBe('abcd');
});

test('exactly the limit is read, one byte more is not, and the rest is thrown away', async () => {
  const fits = new PassThrough();
  const receiving = receiveBody(fits, 0, 4, new BodyBudget(0));
  fits.end('abcd');
  expect((await receiving).bytes).toHaveLength(4);

  const exceeds = new PassThrough();
  const refused = expect(receiveBody(exceeds, 0, 4, new BodyBudget(0))).rejects.toMatchObject({ statusCode: 413 });
  exceeds.write('abcde');
  await refused;
  exceeds.end('f'.repeat(200_000));
  await new Promise((resolve) => exceeds.on('end', resolve));
});

test('a body that ends early gives its room back', async () => {
  const budget = new BodyBudget(1000 * KIB);
  const stream = new PassThrough();
  const refused = expect(receiveBody(stream, 0, 1000 * KIB, budget)).rejects.toMatchObject({ statusCode: 400 });
  stream.write(Buffer.alloc(100 * KIB));
  await new Promise(setImmediate);
  expect(budget.held).toBe(100 * KIB);
  stream.destroy();
  await refused;
  expect(budget.held).toBe(0);
});

test('what is only announced takes no room; what is small is not counted', async () => {
  const budget = new BodyBudget(1000 * KIB);
  const announced = new PassThrough();
  const receiving = receiveBody(announced, 900 * KIB, 1000 * KIB, budget);
  announced.write(Buffer.alloc(60 * KIB));
  await new Promise(setImmediate);
  expect(budget.held).toBe(0);
  announced.end();
  (await receiving).release();
  expect(budget.held).toBe(0);
});
