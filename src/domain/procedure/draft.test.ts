import { describe, expect, test } from 'vitest';
import { sampleEntry, sampleFacts, sampleInstitution } from '../../../tests/factories/ruleSamples.ts';
import { catalogue, getDefinition } from '../applications/catalogue.ts';
import {
  type FormPageName,
  nextPage,
  pageOfField,
  pagesOf,
  prefilled,
  previousPage,
  refusalsOn,
  type TypedSoFar,
} from './draft.ts';
import type { Facts } from './facts.ts';

const registration = getDefinition('registration');
const deregistration = getDefinition('deregistration');
const multiSite = getDefinition('multiSiteFiling');
const today = '2026-11-23';
const entry = { ...sampleEntry, contact: { phone: '0731-88886666', email: '' } };
const facts: Facts = { ...sampleFacts, entries: [], entry: null };
const complete: TypedSoFar = {
  answers: { phone: '13800000000' },
  institutionId: 'institution-1',
  photoId: 'photo-1',
};

describe('填写的几页', () => {
  test('有业务打印表单的三页,没有的两页,最后总是核对', () => {
    expect(pagesOf(registration)).toEqual(['edit', 'form', 'check']);
    expect(pagesOf(deregistration)).toEqual(['edit', 'check']);
  });

  test.each(catalogue)('$title:往前走一遍再往后走一遍,页页都到', (definition) => {
    const pages = pagesOf(definition);
    const forward = pages
      .slice(1)
      .reduce<FormPageName[]>((way) => [...way, nextPage(definition, way.at(-1) ?? 'edit')], ['edit']);
    expect(forward).toEqual(pages);
    const back = pages
      .slice(1)
      .reduce<FormPageName[]>((way) => [previousPage(definition, way[0] ?? 'check'), ...way], ['check']);
    expect(back).toEqual(pages);
    expect(nextPage(definition, 'check')).toBe('check');
    expect(previousPage(definition, 'edit')).toBe('edit');
  });

  test('一处问题到哪一页去改', () => {
    expect(pageOfField(registration, 'phone')).toBe('form');
    expect(pageOfField(registration, 'photo')).toBe('edit');
    expect(pageOfField(registration, undefined)).toBe('edit');
    // What is asked on the first page is cured there.
    expect(pageOfField(multiSite, 'until')).toBe('edit');
    expect(pageOfField(getDefinition('photoUpdate'), 'phone')).toBe('edit');
  });
});

describe('每一页上的问题', () => {
  const on = (
    page: FormPageName,
    typed: Partial<TypedSoFar> = {},
    given: Partial<Facts> = {},
    definition = registration,
  ) =>
    refusalsOn(page, definition, { ...facts, ...given }, { ...complete, ...typed }, today).map(
      ({ code, field }) => `${field ?? ''} ${code}`,
    );
  const empty = { answers: {}, institutionId: null, photoId: null };

  test('都填好了,哪一页都没有问题', () => {
    expect([on('edit'), on('form'), on('check')]).toEqual([[], [], []]);
  });

  test('第一页说照片、机构和能不能办,第二页说表单,核对时全说', () => {
    const missing = { institution: null, activated: false };
    const first = ['photo photo.required', 'institution institution.required', ' start.notActivated'];
    expect(on('edit', empty, missing)).toEqual(first);
    expect(on('form', empty, missing)).toEqual(['phone field.required']);
    expect(on('check', empty, missing)).toEqual([...first, 'phone field.required']);
  });

  test('不要照片的业务不说照片', () => {
    const about = { entry, entries: [entry], institution: sampleInstitution };
    expect(on('edit', { ...empty, answers: { reason: '本人主动申请' } }, about, deregistration)).toEqual([]);
  });

  test('选过的机构已经查不到:请重新查找,不说没有选', () => {
    expect(on('edit', {}, { institution: null })).toEqual(['institution institution.unknown']);
    expect(on('edit', { institutionId: null }, { institution: null })).toEqual(['institution institution.required']);
  });

  test('第一页的问题和几处合起来的问题都在第一页', () => {
    const about = { entry, entries: [entry] };
    const term = (from: string, until: string) => on('edit', { answers: { from, until } }, about, multiSite);
    expect(term('', '')).toEqual(['from field.required', 'until field.required']);
    expect(term('2026-12-02', '2026-12-01')).toEqual(['until site.endBeforeStart']);
    expect(on('form', { answers: { phone: '1' } }, about, multiSite)).toEqual(['phone contactPhone.format']);
  });
});

describe('开始时已经填好的', () => {
  test('账户和登记里已知的;不知道的不填', () => {
    expect(prefilled(registration, facts)).toEqual({ phone: '13800000000' });
    expect(prefilled(getDefinition('photoUpdate'), { ...facts, entry })).toEqual({ phone: '0731-88886666' });
    expect(prefilled(getDefinition('photoUpdate'), { ...facts, entry: { ...entry, contact: {} } })).toEqual({
      phone: '13800000000',
      email: 'zhang@example.com',
    });
    expect(prefilled(deregistration, facts)).toEqual({});
  });
});
