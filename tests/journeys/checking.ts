import type { Page } from 'playwright-core';
import { heading, press, turn } from './walk.ts';

// Somebody without an account who checks a physician in each of the ways there are.

/** 医师查询 by name and number: the state that stands there. */
export async function lookUp(page: Page, name: string, licenceNo: string): Promise<string> {
  await page.goto('/lookup');
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('执业证书编码').fill(licenceNo);
  await press(page, '查询');
  return page.locator('.ds-card', { hasText: name }).locator('.ds-tag').innerText();
}

/** 证照查验 of a picture of somebody's screen, or of what a wallet has handed over as a file. */
export async function checkFile(page: Page, file: Buffer | string): Promise<string> {
  await page.goto('/verify');
  const named = Buffer.isBuffer(file)
    ? { name: 'screen.png', mimeType: 'image/png', buffer: file }
    : { name: 'licence.txt', mimeType: 'text/plain', buffer: Buffer.from(file) };
  await turn(page, async () => {
    // A picture is read as soon as it is chosen.
    await page.getByLabel('照片或文件').setInputFiles(named);
    if (typeof file === 'string') await page.getByRole('button', { name: '识别并查验' }).click();
  });
  return verdict(page);
}

/** 证照查验 by the code printed on the licence. */
export async function checkTyped(page: Page, code: string): Promise<string> {
  await page.goto('/verify');
  await page.getByLabel('查验码').fill(code);
  await press(page, '查验');
  return verdict(page);
}

/** A share link, opened as by somebody who has just been sent it. */
export async function openShare(page: Page, link: string): Promise<string> {
  await page.goto(link);
  await press(page, '查看');
  return verdict(page);
}

async function verdict(page: Page): Promise<string> {
  const answer = page.locator('.verdict').getByRole('heading', { level: 2 });
  if ((await answer.count()) === 0) throw new Error(`no answer at ${await heading(page)}`);
  return answer.innerText();
}
