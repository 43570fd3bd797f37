import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStreet, type Street } from '../live/browsing.ts';

let street: Street;
beforeAll(async () => {
  street = await openStreet();
});
afterAll(() => street.close());

/** In the page: the work for the check goes on only when the test lets it; and perhaps the browser is one of 2020. */
function holdWork(old: boolean): void {
  const gate = new Promise<void>((release) => Object.assign(window, { held: { release } }));
  const importKey = crypto.subtle.importKey.bind(crypto.subtle) as (...given: unknown[]) => Promise<CryptoKey>;
  Object.assign(crypto.subtle, { importKey: async (...given: unknown[]) => gate.then(() => importKey(...given)) });
  if (!old) return;
  Reflect.deleteProperty(HTMLFormElement.prototype, 'requestSubmit');
  Reflect.deleteProperty(SubmitEvent.prototype, 'submitter');
}

test.each([
  ['today', false, '13800138000'],
  ['2020', true, '13900139000'],
] as const)(
  'a form sent before the work for the check is done is sent when it is, in a browser of %s',
  async (_, old, phone) => {
    const page = await street.passer();
    await page.addInitScript(holdWork, old);
    await page.goto('/person/sign-in/code');
    await page.getByText('正在自动进行人机验证').waitFor();
    await page.getByLabel('手机号').fill(phone);
    const sent: (string | null)[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.postData()));
    await page.getByRole('button', { name: '向手机发送校验码' }).click();
    expect(sent).toEqual([]);
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await page.evaluate(() => (window as unknown as { held: { release(): void } }).held.release());
    expect(new URL((await posted).url()).pathname).toBe('/person/sign-in/code/send');
    await page.getByLabel('校验码', { exact: true }).waitFor();
    const [form] = sent.map((body) => new URLSearchParams(body ?? ''));
    expect([form?.get('phone'), form?.get('captchaProof') !== '', form?.has('refresh')]).toEqual([phone, true, false]);
    await page.context().close();
  },
);
