import { assetRows, standing, type ListedAsset, type SourceTotals } from './asset-rows.js';

const thing = (source: string, reference: string, name = '王小明'): ListedAsset =>
  ({ source, reference, description: { zh: `${source} 存款`, en: source }, holders: [{ name }], reports: [{ institution: { name: '工商银行' } }], priorMeasures: [{ effective: true }, { effective: false }] }) as unknown as ListedAsset;
const totals = (source: string): SourceTotals => ({ source }) as unknown as SourceTotals;
const shape = (rows: ReturnType<typeof assetRows>): string[] => rows.map((row) => ('heading' in row ? `# ${row.heading.source}` : row.thing.reference));

describe('assets grouped by source', () => {
  const items = [thing('deposit', '6222-1'), thing('vehicle', '浙A12345'), thing('deposit', '6222-2', '𠮷野')];
  const sources = [totals('deposit'), totals('vehicle'), totals('land')];

  test('each source under its heading, sources without a thing left out', () => {
    expect(shape(assetRows(items, sources, ''))).toEqual(['# deposit', '6222-1', '6222-2', '# vehicle', '浙A12345']);
  });
  test('narrowed by account, by a rare name, by institution', () => {
    expect(shape(assetRows(items, sources, '浙a12'))).toEqual(['# vehicle', '浙A12345']);
    expect(shape(assetRows(items, sources, '𠮷'))).toEqual(['# deposit', '6222-2']);
    expect(shape(assetRows(items, sources, '工商'))).toHaveLength(5);
  });
  test('measures that ended are no measures before', () => {
    expect(standing(items[0]!)).toBe(1);
  });
});
