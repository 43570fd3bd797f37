import { describe, expect, test } from 'vitest';
import { sampleEntry, sampleFacts, sampleInstitution } from '../../../tests/factories/ruleSamples.ts';
import { catalogue, findDefinition } from '../applications/catalogue.ts';
import type { Facts } from '../procedure/facts.ts';
import { type EntryStatus, entryStatuses } from '../register/entry.ts';
import { type RefusalCode, refusalTexts } from './refusals.ts';
import { cureOf } from './startCures.ts';

const today = '2026-03-02';

/** Every standing a person can have that a rule looks at, each combined with what may be under way. */
function standings(): Facts[] {
  const entries = (Object.keys(entryStatuses) as EntryStatus[]).flatMap((status) =>
    ['2020-01-01', '2026-01-05'].flatMap((inactiveSince) =>
      [null, 'photo-1'].map((photoId) => ({ ...sampleEntry, status, inactiveSince, photoId })),
    ),
  );
  const bare: Facts[] = [
    { ...sampleFacts, activated: false },
    { ...sampleFacts, qualification: null },
    { ...sampleFacts, bars: [{ until: '2030-01-01', reason: '受刑事处罚', article: '《医师法》第十六条' }] },
    ...(sampleFacts.qualification === null
      ? []
      : [{ ...sampleFacts, qualification: { ...sampleFacts.qualification, valid: false } }]),
    { ...sampleFacts, entries: [] },
  ];
  const institutions = [
    null,
    sampleInstitution,
    { ...sampleInstitution, id: sampleEntry.mainInstitutionId },
    { ...sampleInstitution, provinceCode: '530000' },
    { ...sampleInstitution, active: false },
  ];
  const registered = [...entries, { ...sampleEntry, techniques: '' }].flatMap((entry) =>
    institutions.flatMap((institution) => [
      { ...sampleFacts, entries: [entry], entry, institution },
      { ...sampleFacts, entries: [entry], entry: null, institution },
    ]),
  );
  return [...bare, ...registered];
}

/** The same standing with an application of a kind under way about the same, and about the same entry. */
function withOpen(facts: Facts): Facts[] {
  const about = facts.entry?.id ?? null;
  return catalogue.map(({ kind, route }) => ({
    ...facts,
    open: [{ kind, subject: route.subject(facts), entryId: about, number: 'XX-2026-000001' }],
  }));
}

describe('不能办理的原因,都说得出怎么办', () => {
  const given = new Set<RefusalCode>();
  for (const facts of standings().flatMap((each) => [each, ...withOpen(each)])) {
    for (const definition of catalogue) {
      for (const { code } of definition.whoMayStart(facts, today)) given.add(code);
    }
  }

  test('每个原因都有办法', () => {
    expect([...given].filter((code) => cureOf(code) === undefined)).toEqual([]);
  });

  test('这些情形确实问出了所有 start 和 licence 的原因', () => {
    const all = (Object.keys(refusalTexts) as RefusalCode[]).filter((code) => /^(start|licence)\./.test(code));
    expect(all.filter((code) => !given.has(code))).toEqual([]);
  });

  test('指到的业务都在目录里', () => {
    for (const code of given) {
      const place = cureOf(code)?.to?.place;
      if (place !== undefined && 'kind' in place) expect(findDefinition(place.kind)).toBeDefined();
    }
  });
});
