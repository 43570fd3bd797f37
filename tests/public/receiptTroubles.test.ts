import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLookupBudget } from '../../src/actions/public/lookupBudget.ts';
import type { Services } from '../../src/actions/services.ts';
import { createHostClock } from '../../src/outside/hostClock.ts';
import { Busy } from '../../src/outside/turnstile.ts';
import { heldTo } from '../../src/store/issuerKeys.ts';
import { openVisitor, readAloud } from '../accounts/visitor.ts';
import { openApp } from '../setup/testApp.ts';
import { openReceiptSite, type ReceiptSite } from './receiptSite.ts';

let site: ReceiptSite;
beforeAll(async () => {
  site = await openReceiptSite();
});
beforeEach(() => site.setNow('2026-03-02T09:00:00+08:00'));
afterAll(() => site.close());

describe('办不了的时候', () => {
  /** The pages over other services, as a visitor of a network of their own sees them. */
  async function visit(instead: Partial<Services>, network: string) {
    const app = await openApp({ ...site.services, ...instead });
    return { visitor: openVisitor(app, network), close: () => app.close() };
  }

  test('打印的人太多:请稍后再来,不说证明不能采信', async () => {
    const { address } = await site.make();
    const pdf = async () => {
      throw new Busy('2 at work, 50 waiting');
    };
    const { visitor, close } = await visit({ documents: { ...site.services.documents, pdf } }, '203.0.113.222');
    const sent = await visitor.get(`${address}/receipt.pdf`);
    expect([sent.statusCode, sent.headers['retry-after']]).toEqual([503, '30']);
    expect(readAloud(sent)).toContain('现在打印的人太多');
    expect(readAloud(sent)).not.toContain('不能采信');
    await close();
  });

  test('一个网络反复打印:超过查验次数的不再打印,网页照常', async () => {
    const { address } = await site.make();
    let printed = 0;
    const pdf: Services['documents']['pdf'] = async (...given) => {
      printed += 1;
      return site.services.documents.pdf(...given);
    };
    const checks = createLookupBudget(site.services, { of: 'test', most: 2 });
    const { visitor, close } = await visit({ documents: { ...site.services.documents, pdf }, checks }, '203.0.113.223');
    const statuses: number[] = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await visitor.get(`${address}/receipt.pdf`)).statusCode);
    expect([statuses, printed]).toEqual([[200, 200, 429], 2]);
    const refused = await visitor.get(`${address}/receipt.pdf`);
    expect(readAloud(refused)).toContain('请过几分钟再试');
    expect((await visitor.get(address)).statusCode).toBe(200);
    await close();
  });

  test('本机时钟不准:不签发,请稍后再来;校准以后照常', async () => {
    let ahead = 60;
    const hostClock = createHostClock(async () => Temporal.Now.instant().add({ seconds: ahead }));
    await hostClock.look();
    const issuerKeys = heldTo(site.services.issuerKeys, hostClock.check);
    const { visitor, close } = await visit({ hostClock, issuerKeys }, '203.0.113.221');
    const { sent } = await site.make({}, visitor);
    expect([sent.statusCode, sent.headers['retry-after']]).toEqual([503, '30']);
    expect(readAloud(sent)).toContain('请过一会儿返回上一页重新提交');
    ahead = 0;
    await hostClock.look();
    expect((await site.make({}, visitor)).page.statusCode).toBe(200);
    await close();
  });
});
