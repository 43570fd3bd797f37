import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../src/domain/applications/catalogue.ts';
import { steps } from '../../src/domain/procedure/steps.ts';
import { type County, makeCounty } from '../factories/life.ts';
import { insertInstitution } from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { idIn, type Person, readAloud, signInRegistered } from './personApp.ts';

// What every kind has in common, asked of each kind of the catalogue that has a form and begins from an entry.

let site: TestApp;
let county: County;
let second: string;

beforeAll(async () => {
  site = await openTestApp();
  county = await makeCounty(site.services);
  second = (await insertInstitution(site.services.database, county.tree.county)).id;
});
afterAll(() => site.close());

/** Registered, with a filing at a second institution; on file where a kind begins from there. */
async function registered(inactive: boolean): Promise<{ person: Person; fields: Record<string, string> }> {
  const { person, entryId } = await signInRegistered(site, county);
  const { pool } = site.db.database;
  if (inactive)
    await pool.query(`UPDATE register_entry SET status = 'inactive', inactive_since = '2025-12-01' WHERE id = $1`, [
      entryId,
    ]);
  const siteId = randomUUID();
  await pool.query(
    `INSERT INTO register_site (id, entry_id, institution_id, authority_id, starts_on, ends_on)
     SELECT $1, $2, i.id, i.authority_id, '2026-01-01', '2026-12-31' FROM institution i WHERE i.id = $3`,
    [siteId, entryId, second],
  );
  return { person, fields: { entryId, siteId } };
}

const withForm = catalogue.filter(({ route }) => route.from !== 'qualification' && route.decidedBy !== 'nobody');

describe.each(withForm)('$title', (definition) => {
  test('点击进入、填写、核对、打印,字样都按目录', async () => {
    const { person, fields } = await registered(definition.kind === 'reactivation');
    const about = readAloud(await person.get(`/person/business/${definition.kind}`));
    expect(about).toContain('如果办理');
    expect(about).toContain(definition.route.decidedBy === 'institution' ? '审核通过后立即生效' : '20 个工作日');
    const id = idIn(await person.post(`/person/business/${definition.kind}`, fields));
    const edit = await person.get(`/person/applications/${id}/edit`);
    expect(readAloud(edit)).toContain(definition.form.nextButton);
    expect(readAloud(edit)).toContain(`办理的执业信息`);
    for (const { label, control, key } of definition.form.apply) {
      expect(readAloud(edit)).toContain(label);
      if (control === 'date') expect(edit.body).toMatch(new RegExp(`<input[^>]*name="${key}"[^>]*type="date"`));
    }
    const check = readAloud(await person.get(`/person/applications/${id}/check`));
    expect(check).toContain(steps.submit);
    expect(check).toContain(definition.form.declaration);
    const pdf = await person.get(`/person/applications/${id}/form.pdf`);
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });

  test('什么都没填就提交:一次说清缺什么,没有编号', async () => {
    const { person, fields } = await registered(definition.kind === 'reactivation');
    const id = idIn(await person.post(`/person/business/${definition.kind}`, fields));
    for (const { key } of definition.form.apply) await person.post(`/person/applications/${id}/draft`, { [key]: '' });
    const sent = await person.post(`/person/applications/${id}/check`, { _version: '0' });
    expect(sent.statusCode).toBe(422);
    const words = readAloud(sent);
    for (const { label, required } of definition.form.apply)
      if (required) expect(words).toMatch(new RegExp(`请(填写|选择)${label}`));
    const { rows } = await site.db.database.pool.query('SELECT state, number FROM application WHERE id = $1', [id]);
    expect(rows).toEqual([{ state: 'draft', number: null }]);
  });
});
