import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Desk } from '../desk/desk.ts';
import { newPhone } from '../factories/people.ts';
import { codeSentTo } from '../factories/recovery.ts';
import { openVisitor, readAloud, readPicture, type Visitor } from './visitor.ts';

/** A form with files, as a browser without a script sends it. */
export async function upload(
  desk: Pick<Desk, 'app'>,
  visitor: Visitor,
  url: string,
  fields: Record<string, string>,
  files: Record<string, Uint8Array>,
) {
  const boundary = `----${randomUUID()}`;
  const given = { ...visitor.hidden(), ...fields };
  const parts = Object.entries(given).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  for (const [name, bytes] of Object.entries(files)) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
    parts.push(Buffer.from(head), Buffer.from(bytes), Buffer.from('\r\n'));
  }
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return desk.app.inject({ method: 'POST', url, cookies: Object.fromEntries(visitor.cookies), headers, payload });
}

interface Who {
  readonly name: string;
  readonly idNumber: string;
  readonly certificateNo: string;
}

/** All three pages; answers the last. */
export async function disputeAs(
  desk: Pick<Desk, 'app' | 'services'>,
  { name, idNumber, certificateNo }: Who,
  { phone = newPhone(), words = '我的证书被别人激活了' }: { readonly phone?: string; readonly words?: string } = {},
) {
  const photo = await readFile('data/demo/photo.jpg');
  const visitor = openVisitor(desk.app);
  await visitor.get('/dispute');
  const captcha = await readPicture(desk.services, visitor);
  const who = { name, idType: 'residentIdCard', idNumber, certificateNo, phone };
  const sent = await visitor.post('/dispute', { ...who, captcha });
  expect(sent.headers.location).toBe('/dispute/code');
  await visitor.get('/dispute/code');
  expect((await visitor.post('/dispute/code', { code: 'x' })).statusCode).toBe(422);
  const proven = await visitor.post('/dispute/code', { code: await codeSentTo(desk, phone) });
  expect(proven.headers.location).toBe('/dispute/details');
  await visitor.get('/dispute/details');
  const answer = await upload(desk, visitor, '/dispute/details', { words }, { evidence1: photo, evidence2: photo });
  return { visitor, phone, answer, page: readAloud(await visitor.get('/dispute/received')) };
}
