import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { Services } from '../../src/actions/services.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import type { SignedIn } from '../../src/domain/access/actor.ts';
import { csrfToken } from '../../src/web/shared/csrf.ts';
import { newIdNumber, newPhone } from '../factories/people.ts';
import { rosterRow, rosterText } from '../import/importing.ts';
import { openProvenSession } from '../setup/staffSession.ts';

/** Somebody whose values are looked for everywhere they have no business. */
export interface Planted {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
}

/** Twenty people with names that stand nowhere else. */
export function plant(): readonly Planted[] {
  return ['逄', '郗', '亓', '佘', '麴'].flatMap((surname) =>
    ['翀羿', '珂玥', '骉骁', '琮瑄'].map((given) => ({
      name: `${surname}${given}`,
      idNumber: newIdNumber('1969-11-07'),
      phone: newPhone(),
    })),
  );
}

/** Rows that are taken, or, with the other sex than their number says, rows that are refused. */
export function rosterOf(people: readonly Planted[], which: 'right' | 'wrong', first: number): string {
  return rosterText(
    ...people.map(({ name, idNumber }, index) =>
      rosterRow({
        name,
        idNumber,
        sex: sexOf(idNumber, which),
        certificateNo: `2024430000${first + index}`,
        provinceCode: '430000',
      }),
    ),
  );
}

function sexOf(idNumber: string, which: 'right' | 'wrong'): '男' | '女' {
  const isMan = Number(idNumber.charAt(16)) % 2 === 1;
  return isMan === (which === 'right') ? '男' : '女';
}

/** A value as it may stand in a text: as it is, in an address, and in an address within an address. */
function formsOf(value: string): string[] {
  const once = encodeURIComponent(value);
  return [...new Set([value, once, encodeURIComponent(once), JSON.stringify(value).slice(1, -1)])];
}

/** Which of the values stand in a text. */
export function foundIn(text: string, planted: readonly Planted[]): string[] {
  const values = planted.flatMap(({ name, idNumber, phone }) => [name, idNumber, phone]);
  return values.filter((value) => formsOf(value).some((form) => text.includes(form)));
}

export interface Visit {
  readonly path: string;
  readonly status: number;
  readonly text: string;
  /** Every address the answer leads to. */
  readonly addresses: readonly string[];
  readonly headers: Headers;
}

/** Somebody at the running program; every answer is kept. */
export interface Guest {
  get(path: string): Promise<Visit>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Visit>;
  upload(path: string, fileName: string, content: string, fields: Readonly<Record<string, string>>): Promise<Visit>;
  /** A body that is too large by a little. */
  sendTooMuch(path: string, value: string): Promise<Visit>;
  /** Whatever else one can send. */
  send(path: string, init: RequestInit): Promise<Visit>;
}

export function guests(services: Services, baseUrl: string) {
  const visits: Visit[] = [];
  const come = (end: string, token: string): Guest => {
    const cookie = `xinglin-${end}=${token}`;
    const guard = () => ({ _csrf: csrfToken(services.secret, token), _key: randomUUID() });
    const send: Guest['send'] = async (path, init) => {
      const headers = { cookie, ...(init.headers as Record<string, string> | undefined) };
      const response = await fetch(`${baseUrl}${path}`, { ...init, headers, redirect: 'manual' });
      const text = await response.text();
      const links = [...text.matchAll(/\b(?:href|action|src)="([^"]*)"/g)].map((match) => match[1] ?? '');
      const addresses = [response.headers.get('location') ?? '', ...links];
      const visit = { path, status: response.status, text, addresses, headers: response.headers };
      visits.push(visit);
      return visit;
    };
    const sendTooMuch: Guest['sendTooMuch'] = async (path, value) => {
      const body = value.repeat(Math.ceil(1_049_000 / Buffer.byteLength(value)));
      for (let tries = 1; ; tries += 1) {
        try {
          return await send(path, { method: 'POST', body });
        } catch (error) {
          // Whoever refuses it before all of it has come may hang up before it is answered.
          if (tries === 5) throw error;
        }
      }
    };
    return {
      send,
      sendTooMuch,
      get: (path) => send(path, {}),
      post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams({ ...guard(), ...fields }) }),
      upload: (path, fileName, content, fields) => {
        const form = new FormData();
        for (const [name, value] of Object.entries({ ...guard(), ...fields })) form.append(name, value);
        form.append('file', new Blob([content]), fileName);
        return send(path, { method: 'POST', body: form });
      },
    };
  };
  return {
    visits,
    as: async (actor: SignedIn) => come(actor.end, await openProvenSession(services, actor)),
    visitor: async (data: Record<string, unknown> = {}) =>
      come('person', await openSession(services, 'visitor', null, data)),
  };
}

/** Names of everything that lies under a folder. */
export async function namesUnder(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).map(String);
}
