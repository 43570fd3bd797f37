import { describe, expect, test } from 'vitest';
import { sampleAuthorityFound, sampleAuthorityRow } from '../../../tests/factories/importSamples.ts';
import type { AuthorityRow } from './authorities.ts';
import { type AuthorityFound, decideAuthorities } from './decideAuthorities.ts';
import type { Reach } from './reach.ts';

const province: AuthorityRow = {
  ...sampleAuthorityRow,
  code: 'V',
  level: 'province',
  parentCode: '',
  regionCode: '430000',
};
const prefecture: AuthorityRow = { ...sampleAuthorityRow, code: 'P', level: 'prefecture', parentCode: 'V' };
const county = sampleAuthorityRow;
const found = (row: AuthorityRow, path: string, given: Partial<AuthorityFound> = {}): AuthorityFound => ({
  ...sampleAuthorityFound,
  ...row,
  path,
  ...given,
});
const register = [found(province, 'V'), found(prefecture, 'V/P')];

/** What comes of rows of a file, in the order of the answer. */
function told(rows: readonly AuthorityRow[], known: readonly AuthorityFound[] = register, reach: Reach = null) {
  const numbered = rows.map((row, index) => ({ line: index + 2, row }));
  return decideAuthorities(numbered, new Map(known.map((each) => [each.code, each])), reach).map((decision) =>
    'refusal' in decision
      ? `${decision.line} ${decision.refusal.column} ${decision.refusal.code}`
      : `${decision.line} ${decision.move} ${decision.path}`,
  );
}

describe('机关的上下级', () => {
  test('上级写在后面也行:先写上级,再写下级', () => {
    expect(told([county, prefecture, province], [])).toEqual(['4 add V', '3 add V/P', '2 add V/P/C1']);
    expect(told([province, prefecture, county], [])).toEqual(['2 add V', '3 add V/P', '4 add V/P/C1']);
  });

  test('上级已经在册的也行,哪里都没有的不行', () => {
    expect(told([county])).toEqual(['2 add V/P/C1']);
    expect(told([county], [])).toEqual(['2 parentCode import.unknownAuthority']);
  });

  test('上级那一行没有进来,新的下级也进不来', () => {
    const orphan = { ...prefecture, parentCode: 'X' };
    expect(told([county, orphan], [])).toEqual([
      '3 parentCode import.unknownAuthority',
      '2 parentCode import.unknownAuthority',
    ]);
  });

  test('互为上下级、以自己为上级,都不行', () => {
    const circle = [
      { ...prefecture, parentCode: 'C1' },
      { ...county, parentCode: 'P' },
    ];
    // The one in which the circle closes is named; the other then has no superior.
    expect(told(circle, [])).toEqual(['3 parentCode import.parentLoop', '2 parentCode import.unknownAuthority']);
    expect(told([{ ...county, parentCode: 'C1' }], [])).toEqual(['2 parentCode import.parentLoop']);
  });

  test('两个机关可以有同一个上级', () => {
    const other = { ...county, code: 'C2' };
    expect(told([county, other, prefecture])).toEqual(['4 keep V/P', '2 add V/P/C1', '3 add V/P/C2']);
  });

  test('二十层以内可以,再深就是写错了', () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, index) => ({
        ...county,
        code: `K${index}`,
        parentCode: index === length - 1 ? '' : `K${index + 1}`,
      }));
    expect(told(chain(20), []).every((each) => each.includes(' add '))).toBe(true);
    expect(told(chain(21), [])).toContain('22 parentCode import.parentLoop');
  });

  test('同一代码写了两次,只有后一行算', () => {
    const decisions = decideAuthorities(
      [
        { line: 2, row: { ...county, name: '前一行' } },
        { line: 3, row: county },
      ],
      new Map(register.map((each) => [each.code, each])),
      null,
    );
    expect(decisions).toHaveLength(1);
  });
});

describe('已经在册的机关', () => {
  const here = found(county, 'V/P/C1');

  test('内容相同的不动,给出找到的那一条', () => {
    const [decision] = decideAuthorities(
      [{ line: 2, row: county }],
      new Map([...register, here].map((each) => [each.code, each])),
      null,
    );
    expect(decision).toEqual({ line: 2, row: county, move: 'keep', path: 'V/P/C1', found: here });
    // A province has no superior: '' in a file, null in the register.
    expect(told([province], [found(province, 'V', { parentCode: null })])).toEqual(['2 keep V']);
  });

  test.each([
    { name: '长沙市岳麓区卫生健康局' },
    { regionCode: '430105' },
    { level: 'prefecture' },
    { registers: false },
    { consents: true },
    { consolidates: true },
  ] as const)('有一处不同就更新:%j', (changed) => {
    expect(told([{ ...county, ...changed }], [...register, here])).toEqual(['2 update V/P/C1']);
  });

  test('换上级:没有下级的可以,有下级的不可以', () => {
    const moved = { ...county, parentCode: 'V' };
    expect(told([moved], [...register, here])).toEqual(['2 update V/C1']);
    expect(told([moved], [...register, { ...here, hasChildren: true }])).toEqual([
      '2 parentCode import.authorityMoved',
    ]);
    expect(told([county], [...register, { ...here, hasChildren: true }])).toEqual(['2 keep V/P/C1']);
  });

  test('上级的路径变了,下级跟着更新', () => {
    expect(told([county], [...register, { ...here, path: 'V/Q/C1' }])).toEqual(['2 update V/P/C1']);
  });
});

describe('管辖范围', () => {
  const reach = { path: 'V/P', provinceCode: null };

  test('只能导入本机关以下的,不能改本机关', () => {
    expect(told([county], register, reach)).toEqual(['2 add V/P/C1']);
    expect(told([prefecture], register, reach)).toEqual(['2 code import.notYourRegion']);
    expect(told([{ ...county, parentCode: 'V' }], register, reach)).toEqual(['2 code import.notYourRegion']);
  });

  test('不能把别处的机关划到自己名下', () => {
    const elsewhere = found(county, 'V/Q/C1');
    expect(told([county], [...register, elsewhere], reach)).toEqual(['2 code import.notYourRegion']);
  });
});

describe('跨省同意', () => {
  const consenting = { ...county, consents: true };

  test('一个区划只有一个机关,在册的和文件里的都算', () => {
    const other = { ...consenting, code: 'C2' };
    expect(told([other], [...register, found(consenting, 'V/P/C1')])).toEqual(['2 functions import.consentTaken']);
    expect(told([consenting, other])).toEqual(['2 add V/P/C1', '3 functions import.consentTaken']);
  });

  test('别的区划、没有这项职能的、自己已有的,都不冲突', () => {
    const there = { ...consenting, code: 'C2', regionCode: '430105' };
    expect(told([consenting, there])).toEqual(['2 add V/P/C1', '3 add V/P/C2']);
    expect(told([consenting, { ...county, code: 'C2' }])).toEqual(['2 add V/P/C1', '3 add V/P/C2']);
    expect(told([{ ...county, code: 'C2' }, consenting])).toEqual(['2 add V/P/C2', '3 add V/P/C1']);
    expect(told([consenting], [...register, found(consenting, 'V/P/C1')])).toEqual(['2 keep V/P/C1']);
  });

  test('没有进来的行不占跨省同意', () => {
    const orphan = { ...consenting, code: 'C2', parentCode: 'X' };
    expect(told([orphan, consenting])).toEqual(['2 parentCode import.unknownAuthority', '3 add V/P/C1']);
  });

  test('说出已有的是哪个机关', () => {
    const known = new Map([...register, found(consenting, 'V/P/C1')].map((each) => [each.code, each]));
    const [decision] = decideAuthorities([{ line: 2, row: { ...consenting, code: 'C2' } }], known, null);
    expect(decision).toMatchObject({ refusal: { parameters: { code: 'C1' } } });
  });
});
