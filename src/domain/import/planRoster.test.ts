import { describe, expect, test } from 'vitest';
import {
  sampleCertificateFound as certificate,
  samplePersonFound as person,
  sampleRosterRow as row,
} from '../../../tests/factories/importSamples.ts';
import type { RosterFound } from './decideRoster.ts';
import { createEarlierLines } from './earlierLines.ts';
import { type PlanContext, planRoster } from './planRoster.ts';
import type { RosterRow } from './roster.ts';

const nothing: RosterFound = { person: null, certificate: null };

function context(given: Partial<PlanContext> = {}): PlanContext {
  let serial = 0;
  const newId = () => {
    serial += 1;
    return `new-${serial}`;
  };
  return { builtOn: new Set(), reach: null, earlier: createEarlierLines(), newId, ...given };
}

/** Rows of a file from line 2 on, each with what was found of it. */
function plan(rows: readonly (readonly [Partial<RosterRow>, RosterFound])[], given = context()) {
  const numbered = rows.map(([changed], index) => ({ line: index + 2, row: { ...row, ...changed } }));
  const made = planRoster(
    numbered,
    rows.map(([, found]) => found),
    given,
  );
  const ids = (writes: readonly { line: number; id: string; version: number }[]) =>
    writes.map(({ line, id, version }) => `${line} ${id} v${version}`);
  return {
    made,
    told: {
      addPersons: ids(made.persons.add),
      updatePersons: ids(made.persons.update),
      addCertificates: ids(made.certificates.add),
      updateCertificates: ids(made.certificates.update),
      refused: made.refused.map(({ line, column, code }) => `${line} ${column} ${code}`),
      counts: [made.taken, made.unchanged],
    },
  };
}
const none = { addPersons: [], updatePersons: [], addCertificates: [], updateCertificates: [], refused: [] };

describe('几行名册合起来做什么', () => {
  test('新的人和新的证书,证书指向那个人', () => {
    const { made, told } = plan([[{}, nothing]]);
    expect(told).toEqual({ ...none, addPersons: ['2 new-1 v0'], addCertificates: ['2 new-2 v0'], counts: [1, 0] });
    expect(made.certificates.add[0]).toMatchObject({ physicianId: 'new-1', certificateNo: row.certificateNo });
  });

  test('已有而相同的不动;有一处不同的,在原来的号和版本上更新', () => {
    expect(plan([[{}, { person, certificate }]]).told).toEqual({ ...none, counts: [0, 1] });
    expect(plan([[{ name: '张景河' }, { person, certificate }]]).told).toEqual({
      ...none,
      updatePersons: ['2 person-1 v3'],
      counts: [1, 0],
    });
    const changed = plan([[{ techniques: '艾灸' }, { person, certificate }]]);
    expect(changed.told).toEqual({ ...none, updateCertificates: ['2 certificate-1 v5'], counts: [1, 0] });
    expect(changed.made.certificates.update[0]).toMatchObject({ physicianId: 'person-1', techniques: '艾灸' });
  });

  test('不能进来的行说明原因,别的行照进', () => {
    const given = context({ builtOn: new Set(['certificate-1']) });
    const { told } = plan(
      [
        [{ techniques: '艾灸' }, { person, certificate }],
        [{ certificateNo: 'B' }, { person, certificate: null }],
      ],
      given,
    );
    expect(told).toMatchObject({
      refused: ['2 certificateNo import.claimedChanged'],
      addPersons: [],
      addCertificates: ['3 new-1 v0'],
      counts: [1, 0],
    });
  });
});

describe('后面的行看得见前面的行', () => {
  test('同一人两份证书:人只新增一次,两份证书都是他的', () => {
    const { made, told } = plan([
      [{}, nothing],
      [{ certificateNo: 'B' }, nothing],
    ]);
    expect(told).toMatchObject({ addPersons: ['2 new-1 v0'], addCertificates: ['2 new-2 v0', '3 new-3 v0'] });
    expect(made.certificates.add.map(({ physicianId }) => physicianId)).toEqual(['new-1', 'new-1']);
    expect(told.counts).toEqual([2, 0]);
  });

  test('第二份证书上的姓名不同:一个人不能在一个文件里有两个名字', () => {
    expect(
      plan([
        [{}, nothing],
        [{ certificateNo: 'B', name: '张景河' }, nothing],
      ]).told,
    ).toMatchObject({ refused: ['3 name import.nameDiffers'], updatePersons: [], counts: [1, 0] });
  });

  test('同一份证书第二个人:不换人', () => {
    const { told } = plan([
      [{}, nothing],
      [{ idNumber: '430104196305120038' }, nothing],
    ]);
    expect(told).toMatchObject({ refused: ['3 certificateNo import.anotherPerson'], addPersons: ['2 new-1 v0'] });
    // Whose roster it is is asked after whose certificate it is, also where the reach ends.
    const reach = { path: 'V', provinceCode: '430000' };
    expect(
      plan(
        [
          [{}, nothing],
          [{ idNumber: '430104196305120038', provinceCode: '330000' }, nothing],
        ],
        context({ reach }),
      ).told.refused,
    ).toEqual(['3 certificateNo import.anotherPerson']);
  });

  test('证件类型不同就是两个人', () => {
    const { told } = plan([
      [{}, nothing],
      [{ idType: 'passport', certificateNo: 'B' }, nothing],
    ]);
    expect(told.addPersons).toEqual(['2 new-1 v0', '3 new-3 v0']);
  });

  test('同一人同一证书又写一次:只进前一行,说是第几行', () => {
    const { made, told } = plan([
      [{}, nothing],
      [{ techniques: '艾灸' }, nothing],
    ]);
    expect(told.refused).toEqual(['3 certificateNo import.duplicate']);
    expect(made.refused[0]?.parameters).toEqual({ line: '2' });
    expect(told.counts).toEqual([1, 0]);
  });

  test('重复跨过几批也看得见,没有进来的行不算', () => {
    const given = context({ builtOn: new Set(['certificate-1']) });
    const refusedFirst = plan([[{ techniques: '艾灸' }, { person, certificate }]], given);
    expect(refusedFirst.told.refused).toEqual(['2 certificateNo import.claimedChanged']);
    expect(plan([[{}, { person, certificate }]], given).told).toEqual({ ...none, counts: [0, 1] });
    expect(plan([[{}, { person, certificate }]], given).told.refused).toEqual(['2 certificateNo import.duplicate']);
  });

  test('已在册的人在前一行改了名,后一行按改过的算', () => {
    const { told } = plan([
      [{ name: '张景河' }, { person, certificate }],
      [
        { name: '张景河', certificateNo: 'B' },
        { person, certificate: null },
      ],
    ]);
    expect(told).toMatchObject({ updatePersons: ['2 person-1 v3'], addCertificates: ['3 new-1 v0'], refused: [] });
  });

  test('没有给出找到什么的行,当作什么都没有', () => {
    const made = planRoster([{ line: 2, row }], [], context());
    expect([made.persons.add.length, made.certificates.add.length]).toEqual([1, 1]);
  });
});
