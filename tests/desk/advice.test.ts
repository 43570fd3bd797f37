import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submit } from '../../src/actions/application/submit.ts';
import { makeDraft, must } from '../factories/life.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** Titles, words and articles of 核对提示, as they stand on a page. */
function adviceOn(page: string): readonly string[] {
  const list = /核对提示[\s\S]*?<ul class="findings">([\s\S]*?)<\/ul>/.exec(page)?.[1] ?? '';
  return list.split(/<[^>]+>/).filter((each) => each.trim() !== '');
}

test('核对提示:申请人提交前看到的,与审核人员看到的一样,各有依据', async () => {
  const { services, county } = desk;
  const { person, applicationId } = await makeDraft(services, county.institution);
  const check = await (await desk.as(person)).get(`/person/applications/${applicationId}/check`);
  expect(check.text).toContain('审核人员看到的是同样的提示');
  const mine = adviceOn(check.text);
  for (const each of ['资格信息', '不予注册情形', '《医师法》第十六条', '无异常']) expect(mine).toContain(each);
  must(await submit(services, person, { applicationId, version: 0, key: randomUUID(), location: '/' }));
  const theirs = await desk.clerk.get(`/institution/applications/${applicationId}`);
  expect(adviceOn(theirs.text)).toEqual(mine);
});

test('请注意的也一样告诉申请人:两年前取得资格,没有写考核', async () => {
  const { services, county } = desk;
  const { person, applicationId } = await makeDraft(services, county.institution, { issuedOn: '2020-01-06' });
  const check = await (await desk.as(person)).get(`/person/applications/${applicationId}/check`);
  expect(adviceOn(check.text).join()).toContain('申请人未填写考核合格情况');
});
