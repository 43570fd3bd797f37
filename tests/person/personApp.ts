import { randomUUID } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import sharp from 'sharp';
import type { Services } from '../../src/actions/services.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import { csrfToken } from '../../src/web/shared/csrf.ts';
import { makeEntry } from '../factories/entry.ts';
import type { County } from '../factories/life.ts';
import type { TestApp } from '../setup/testApp.ts';

type Fields = Readonly<Record<string, string>>;

/** Somebody signed in at 个人端, asking without a browser. */
export interface Person {
  readonly token: string;
  get(path: string): Promise<LightMyRequestResponse>;
  post(path: string, fields?: Fields): Promise<LightMyRequestResponse>;
  /** A multipart form with one file called `photo`. */
  upload(path: string, file: Uint8Array, fields?: Fields): Promise<LightMyRequestResponse>;
}

export async function signIn(app: FastifyInstance, services: Services, actor: PersonActor): Promise<Person> {
  const token = await openSession(services, 'person', actor.accountId);
  const cookies = { 'xinglin-person': token };
  const guard = () => ({ _csrf: csrfToken(services.secret, token), _key: randomUUID() });
  return {
    token,
    get: (url) => app.inject({ method: 'GET', url, cookies }),
    post: (url, fields = {}) =>
      app.inject({
        method: 'POST',
        url,
        cookies,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...guard(), ...fields }).toString(),
      }),
    upload: async (url, file, fields = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...guard(), ...fields })) form.append(name, value);
      form.append('photo', new Blob([new Uint8Array(file)]), 'photo.jpg');
      const request = new Request('http://localhost/', { method: 'POST', body: form });
      return app.inject({
        method: 'POST',
        url,
        cookies,
        headers: { 'content-type': request.headers.get('content-type') ?? '' },
        payload: Buffer.from(await request.arrayBuffer()),
      });
    },
  };
}

/** Somebody whose registration has been approved, by the real steps, signed in. */
export async function signInRegistered({ app, services }: Pick<TestApp, 'app' | 'services'>, county: County) {
  const { person, physician, applicationId, entryId } = await makeEntry(services, county);
  return { person: await signIn(app, services, person), applicationId, entryId, physicianId: physician.id };
}

/** A portrait-shaped picture: white, with a head and shoulders of a colour. */
export async function makePortrait(width = 716, height = 882): Promise<Uint8Array> {
  const pixels = Buffer.alloc(width * height * 3, 250);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const head = ((x - width / 2) / (width * 0.2)) ** 2 + ((y - height * 0.42) / (height * 0.2)) ** 2 < 1;
      const body = ((x - width / 2) / (width * 0.42)) ** 2 + ((y - height * 1.05) / (height * 0.38)) ** 2 < 1;
      if (head) pixels.set([214, 176, 150], (y * width + x) * 3);
      else if (body) pixels.set([60, 78, 96], (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}

/** The id in the address somebody was sent to. */
export function idIn(response: LightMyRequestResponse): string {
  const id = /\/person\/applications\/([0-9a-f-]{36})/.exec(response.headers.location ?? '')?.[1];
  if (id === undefined) throw new Error(`sent to ${response.statusCode} ${response.headers.location}`);
  return id;
}

/** Text of a page without its tags, as it is read. */
export function readAloud(response: LightMyRequestResponse): string {
  return response.body
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}
