import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../src/domain/applications/catalogue.ts';
import type { Definition } from '../../src/domain/procedure/definition.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk } from '../desk/desk.ts';
import { approve, bringToAcceptance, makeDraft } from '../factories/life.ts';
import { stepForm } from '../factories/stepForm.ts';
import { scopeCorrection } from './scopeCorrection.ts';

// The line that the catalogue would get.
const kinds = catalogue as Definition[];
let desk: Desk;
beforeAll(async () => {
  kinds.push(scopeCorrection);
  desk = await openDesk();
});
afterAll(async () => {
  kinds.splice(kinds.indexOf(scopeCorrection), 1);
  await desk.close();
});

describe('第十种业务:一个文件', () => {
  test('个人办理、机构审核、主管部门决定、写入登记,都不必改别处', async () => {
    const { services, county } = desk;
    const applicant = await makeDraft(services, county.institution, {});
    await bringToAcceptance(services, county, applicant);
    await approve(services, county, applicant);
    const person = await desk.as(applicant.person);
    const entryId = await desk.value<string>(
      'SELECT id AS value FROM register_entry WHERE physician_id = $1',
      applicant.physician.id,
    );

    expect((await person.get('/person/business')).text).toContain('中医(专长)医师更正执业范围');
    const begun = await person.post('/person/business/scopeCorrection', { entryId });
    expect(begun.status).toBe(303);
    const file = begun.location.replace(/\/edit$/, '');
    expect((await person.get(begun.location)).text).toContain('正确的技术方法');

    const empty = await person.post(begun.location, { techniques: '' });
    expect([empty.status, empty.text.includes('请填写正确的技术方法')]).toEqual([422, true]);
    expect((await person.post(begun.location, { techniques: '针刺;艾灸' })).location).toBe(`${file}/form`);
    expect((await person.post(`${file}/form`, { phone: '13900000000' })).location).toBe(`${file}/check`);
    expect((await person.get(`${file}/check`)).text).toContain('登记信息按更正的内容改正');
    expect((await person.post(`${file}/check`, { _version: '0' })).status).toBe(303);

    const id = file.split('/').at(-1) ?? '';
    const pass = stepForm('passAtInstitution', 1, { 'confirm-identity': 'yes' });
    expect((await desk.clerk.post(ofInstitution(id), pass)).status).toBe(303);
    expect((await desk.decider.post(ofAuthority(id), stepForm('accept', 2))).status).toBe(303);
    const decided = await desk.decider.post(ofAuthority(id), stepForm('approve', 3, { opinion: '', sure: 'yes' }));
    expect(decided.status).toBe(303);
    const techniques = 'SELECT techniques AS value FROM register_entry WHERE id = $1';
    expect(await desk.value<string>(techniques, entryId)).toBe('针刺;艾灸');
    expect((await person.get(file)).text).toContain('准予更正');
    expect((await person.get(file)).text).toContain('准予更正决定书');
  });
});
