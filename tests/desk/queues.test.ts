import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';
import { type Desk, ofInstitution, openDesk, submitted, type Visitor } from './desk.ts';

let desk: Desk;
const count = 43;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const numbersIn = (text: string) => [...text.matchAll(/>([A-Z]{2}-\d{4}-\d+)<\/a>/g)].map((match) => match[1] ?? '');

/** All numbers of a queue in the order of its pages, and how many each page had. */
async function walk(visitor: Visitor, first: string): Promise<{ numbers: string[]; pages: number[] }> {
  const numbers: string[] = [];
  const pages: number[] = [];
  for (let path: string | undefined = first; path !== undefined; ) {
    const { text }: { text: string } = await visitor.get(path);
    const found = numbersIn(text);
    numbers.push(...found);
    pages.push(found.length);
    path = /href="([^"]*after=[^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
  }
  return { numbers, pages };
}

describe('队列', () => {
  test('翻页不漏不重,待审核按等待时间、待受理按到期日', async () => {
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) ids.push((await submitted(desk)).id);
    const waiting = await walk(desk.clerk, '/institution/applications');
    expect(waiting.pages).toEqual([20, 20, 3]);
    expect(new Set(waiting.numbers).size).toBe(count);

    for (const id of ids) {
      await desk.clerk.post(ofInstitution(id), stepForm('passAtInstitution', 1, allConfirmed));
    }
    await desk.db.database.pool.query(
      `UPDATE application SET due_on = due_on + (('x' || right(id::text, 2))::bit(8)::int % 9)`,
    );
    const incoming = await walk(desk.decider, '/authority/applications?state=atAuthority');
    expect(incoming.pages).toEqual([20, 20, 3]);
    const { rows } = await desk.db.database.pool.query<{ number: string }>(
      `SELECT number FROM application WHERE state = 'atAuthority' ORDER BY due_on, id`,
    );
    expect(incoming.numbers).toEqual(rows.map(({ number }) => number));
    expect((await desk.clerk.get('/institution/applications')).text).toContain('没有待审核的申请');
  });

  test('超期的排在最前并标明,件数对得上', async () => {
    await desk.db.database.pool.query(
      `UPDATE application SET due_on = '2026-02-26' WHERE id = (SELECT id FROM application ORDER BY due_on DESC, id DESC LIMIT 1)`,
    );
    const page = await desk.decider.get('/authority/applications');
    expect(page.text).toContain('已超期 2 个工作日');
    const counts = JSON.parse((await desk.decider.get('/authority/counts')).text) as Record<string, number>;
    expect(counts.atAuthority).toBe(count);
    const home = await desk.decider.get('/authority');
    expect(home.text).toContain('已超期 2 个工作日');
    expect(home.text.indexOf('已超期 2 个工作日')).toBeLessThan(
      home.text.indexOf('ZC-', home.text.indexOf('已超期 2 个')),
    );
  });
});
