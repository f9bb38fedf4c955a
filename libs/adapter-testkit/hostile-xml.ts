import type { AdapterManifest } from '#contracts/adapter';
import type { Way } from './answer-cases.js';
import { missing } from './case-run.js';

/** How XML reaches the adapter. */
export interface XmlWay {
  /** A golden answer with values in clear. */
  readonly found: string | undefined;
  /** Text with values in clear as an institution sends it. */
  encode(clearXml: string): Uint8Array;
  /** Only the outer layer of the coding, for hostile and broken text. */
  wrap(bytes: Uint8Array): Uint8Array;
  /** Any well-formed message of the contract in another character set, already wrapped. */
  readonly otherEncoding: Uint8Array | undefined;
}

/** XML that must come out `defective`, whatever the contract. */
export function hostileXml({ limits }: AdapterManifest, way: XmlWay): ReturnType<Way['hostile']> {
  const { maxMessageBytes, maxDepth } = limits;
  const root = /<([A-Za-z]+)[\s/>]/.exec(way.found?.replace(/^<\?.*?\?>/s, '') ?? '<list>')?.[1] ?? 'list';
  const wrapped = (xml: string) => (): Uint8Array => way.wrap(Buffer.from(xml));
  const padded = (): Uint8Array => way.encode((way.found ?? missing('answers.found')).replace(/>\s*</, `>${' '.repeat(maxMessageBytes)}<`));
  const empty = `<${root}></${root}>`;
  const clear = ['', ' ', '####', 'null', '<', '甲'];
  const broken = ['', 'nonsense', `<${root}>`, `<${root}></other>`, `<${root} a="1" a="2"/>`, `<${root} a=1/>`, `${empty}${empty}`, `<other/>`, `<${root}>\u0000</${root}>`];
  const entities = [
    `<!DOCTYPE ${root} [<!ENTITY x "y">]>${empty}`,
    `<!DOCTYPE ${root} [<!ENTITY x SYSTEM "file:///etc/hostname">]><${root}>&x;</${root}>`,
    `<!DOCTYPE ${root} SYSTEM "http://127.0.0.1:9/x.dtd">${empty}`,
    `<!DOCTYPE ${root} [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><${root}>&b;</${root}>`,
    `<${root}>&unknown;</${root}>`,
  ];
  return [
    ...clear.map((text) => ({ case: 'malformed' as const, title: `not coded at all: "${text}"`, message: () => Buffer.from(text) })),
    ...broken.map((xml) => ({ case: 'malformed' as const, title: `malformed: ${JSON.stringify(xml)}`, message: wrapped(xml) })),
    ...entities.map((xml, at) => ({ case: 'entities' as const, title: `document type or entity, ${at + 1}`, message: wrapped(xml) })),
    { case: 'oversized', title: 'larger than the limit, otherwise a proper answer', message: padded },
    { case: 'deeply-nested', title: 'nested deeper than the limit', message: wrapped(`<${root}>${'<a>'.repeat(maxDepth + 1)}${'</a>'.repeat(maxDepth + 1)}</${root}>`) },
    { case: 'deeply-nested', title: 'nested ten thousand deep', message: wrapped(`<${root}>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</${root}>`) },
    { case: 'wrong-encoding', title: 'in another character set', message: () => way.otherEncoding ?? missing('otherEncoding') },
  ];
}
