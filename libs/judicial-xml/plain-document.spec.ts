import iconv from 'iconv-lite';
import { DEFAULT_XML_LIMITS, encodePlainDocument, plainElement, readPlainDocument } from './index.js';

const read = (bytes: Uint8Array) => readPlainDocument(bytes, DEFAULT_XML_LIMITS);
const GBK = '<?xml version="1.0" encoding="GBK"?><zhxxList><zhxx KHZH="查无开户信息"/></zhxxList>';

describe('a plain document', () => {
  it('of ours is read again as it was, whatever stands in it', () => {
    const value = '林试样·"<&>\'\t\n䶮𠮷';
    const reading = read(encodePlainDocument(plainElement('a', {}, plainElement('b', { X: value }))));
    expect(reading).toMatchObject({ state: 'read', value: { encoding: 'UTF-8', root: { name: 'a', damaged: [] } } });
    expect(reading.state === 'read' && reading.value.root.children[0]?.attributes.get('X')).toBe(value);
  });

  it('with a byte order mark is read', () => {
    expect(read(Buffer.from('\ufeff<a/>')).state).toBe('read');
  });

  it('in GBK is read where it says so, and refused where it does not', () => {
    const reading = read(iconv.encode(GBK, 'gbk'));
    expect(reading.state === 'read' && [reading.value.encoding, reading.value.root.children[0]?.attributes.get('KHZH')]).toEqual(['GB18030', '查无开户信息']);
    expect(read(iconv.encode(GBK.replace('GBK', 'UTF-8'), 'gbk'))).toMatchObject({ state: 'unreadable', cause: 'encoding' });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'malformed'],
    ['half a character', Buffer.from('<a b="样"/>').subarray(0, 7), 'encoding'],
    ['a document type', Buffer.from('<!DOCTYPE a><a/>'), 'hostile'],
    ['more than the limit', Buffer.alloc(DEFAULT_XML_LIMITS.maxCharacters * 3 + 1, ' '), 'oversized'],
  ])('of %s is refused', (_, bytes, cause) => {
    expect(read(bytes)).toMatchObject({ state: 'unreadable', cause });
  });
});
