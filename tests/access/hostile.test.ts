import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csrfToken } from '../../src/web/shared/csrf.ts';
import { type ActorName, actorNames } from './actors.ts';
import { type Asking, ask, atTheDoor, endOf, tokenFor } from './ask.ts';
import { tried } from './entries.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const nasty = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udc00\ud800',
      '\u202e张三',
      '\u200b',
      '\ufeff',
      '\uffff',
      '𠮷𠀋𬺰',
      '🀄️',
    ],
    ...['<script>alert(1)</script>', "'; DROP TABLE application; --", '%_\\', '{{7*7}}', '=1+1', '../../etc/passwd'],
    ...[
      '-1',
      '1e309',
      '9007199254740993',
      'NaN',
      '１２３',
      '٣',
      '0x10',
      '2026-02-30',
      'null',
      '[]',
      '{"a":',
      '__proto__',
    ],
    ...['x'.repeat(100_000), '长'.repeat(40_000), '\n'.repeat(5_000), 'é'.repeat(3_000)],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.uuid(),
);

/** Names that forms of the program know, and some they should not. */
const usual = [
  ...[
    '_csrf',
    '_key',
    '_version',
    'step',
    'next',
    'q',
    'id',
    'active',
    'role',
    'name',
    'phone',
    'email',
    'code',
    'kind',
  ],
  ...['institution', 'institutionQuery', 'photo', 'crop', 'text', 'confirmed', 'answer', 'words', 'note', 'reasons'],
  ...['entryId', 'copyOf', 'idType', 'idNumber', 'captchaId', 'captcha', 'loginName', 'password', 'passwordAgain'],
  ...[
    'region',
    'province',
    'provinceCode',
    'certificateNo',
    'sure',
    'file',
    '__proto__',
    'constructor',
    'toString',
    '',
  ],
];
const kinds = ['form', 'json', 'multipart', 'torn multipart', 'nameless multipart', 'nothing known'] as const;
type Kind = (typeof kinds)[number];
type Pairs = readonly (readonly [string, string])[];

/** As a program would send it that does not keep to the rules: half of a surrogate pair goes as its three bytes. */
function percent(text: string): string {
  const bytes = (unit: number) => [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63)];
  return Array.from(text, (sign) =>
    sign.isWellFormed()
      ? encodeURIComponent(sign)
      : bytes(sign.charCodeAt(0))
          .map((byte) => `%${byte.toString(16)}`)
          .join(''),
  ).join('');
}

function bodyOf(kind: Kind, pairs: Pairs): { type: string; payload: string } {
  switch (kind) {
    case 'form':
      return {
        type: 'application/x-www-form-urlencoded',
        payload: pairs.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&'),
      };
    case 'json':
      return { type: 'application/json', payload: JSON.stringify(manyOf(pairs)) };
    case 'multipart':
      return { type: 'multipart/form-data; boundary=b', payload: `${partsOf(pairs)}--b--\r\n` };
    case 'torn multipart':
      return { type: 'multipart/form-data; boundary=b', payload: partsOf(pairs).slice(0, -3) };
    case 'nameless multipart':
      return { type: 'multipart/form-data', payload: partsOf(pairs) };
    case 'nothing known':
      return { type: 'application/x-unheard-of', payload: partsOf(pairs) };
    default:
      throw new Error(`no body for ${String(kind satisfies never)}`);
  }
}

/** The first value twice: an array where a text is expected; and one that is no text at all. */
function manyOf(pairs: Pairs): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.fromEntries(pairs);
  const [first] = pairs;
  return first === undefined
    ? fields
    : { ...fields, [first[0]]: [first[1], first[1]], deep: { a: [{ b: null }] }, n: 1e99 };
}

function partsOf(pairs: Pairs): string {
  return pairs
    .map(([name, value]) => {
      const file = name === 'photo' || name === 'file' ? '; filename="a\u0000.jpg"' : '';
      return `--b\r\nContent-Disposition: form-data; name="${name.replaceAll(/["\r\n]/g, '')}"${file}\r\n\r\n${value}\r\n`;
    })
    .join('');
}

function letIn(asking: Asking): ActorName {
  const able = actorNames.filter((name) => name !== 'nobody' && atTheDoor(asking, name) === undefined);
  return able.find((name) => (asking.wanted.answers[name] ?? 500) < 500) ?? able[0] ?? 'nobody';
}

const posts = tried.filter(({ route }) => route.method === 'POST');
/** The same at every run, and another for each form: few are drawn for one, and together they are to meet everything. */
const seedOf = (form: string) => createHash('sha256').update(form).digest().readInt32BE();
const runs = Math.ceil(300 / posts.length);

describe('a form with anything in it is answered, never with a fault', () => {
  test.each(posts)('$name', async ({ name: form, route, entry }) => {
    const [wanted] = await entry(world);
    if (wanted === undefined) throw new Error('no case');
    const asking: Asking = { world, route, wanted };
    const name = letIn(asking);
    const known = [...new Set([...Object.keys(wanted.fields ?? {}), ...Object.keys(wanted.fields ?? {}), ...usual])];
    const fields = fc.array(fc.tuple(fc.constantFrom(...known), nasty), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds, 'form', 'form'), fields, async (kind, typed) => {
        const token = (await tokenFor(asking, name)) ?? '';
        const guard = [
          ['_csrf', csrfToken(world.services.secret, token)],
          ['_key', randomUUID()],
        ] as const;
        const meant = Object.entries(wanted.fields ?? {});
        const { type, payload } = bodyOf(kind, [
          ...guard,
          ...meant.filter(([key]) => typed.every(([t]) => t !== key)),
          ...typed,
        ]);
        const response = await world.app.inject({
          method: 'POST',
          url: wanted.path,
          cookies: { [`xinglin-${endOf(route) ?? 'none'}`]: token },
          headers: { 'content-type': type },
          payload,
        });
        expect(response.statusCode).toBeGreaterThanOrEqual(200);
        expect(response.statusCode).toBeLessThan(500);
        expect(response.body).not.toMatch(/at .*\.tsx?:\d+|node_modules|PostgreSQL|syntax error/);
      }),
      { numRuns: runs, seed: seedOf(form) },
    );
  });

  test('a key of any length is taken for one form', async () => {
    const { id, person } = await world.file('draft');
    const found = posts.find(({ route }) => route.path.endsWith('/:id/check'));
    if (found === undefined) throw new Error('no form to send');
    const key = Array.from({ length: 400 }, () => randomUUID()).join('');
    const wanted = {
      path: `/person/applications/${id}/check`,
      fields: { _version: '0', _key: key },
      answers: {},
      owner: person,
    };
    const asking: Asking = { world, route: found.route, wanted };
    expect((await ask(asking, await tokenFor(asking, 'owner'))).statusCode).toBe(303);
  });
});

describe('an address with anything in it is answered, never with a fault', () => {
  const gets = tried.filter(({ route }) => route.method === 'GET');
  const asked = [
    'q',
    'state',
    'after',
    'before',
    'below',
    'next',
    'said',
    'done',
    'name',
    'licenceNo',
    'institution',
    'status',
    'code',
  ];
  const values = [
    ...[
      '%00',
      'a%00b',
      '%ED%A0%80',
      '%E2%80%AE',
      '%25',
      '_',
      '%5C',
      '1_',
      'infinity_018f3c5e-7d2a-4b6f-9c81-5e0d3a7b2c94',
    ],
    ...[
      '2026-02-30_018f3c5e-7d2a-4b6f-9c81-5e0d3a7b2c94',
      '9999999-01-01_x',
      '-271821-04-20_018f3c5e-7d2a-4b6f-9c81-5e0d3a7b2c94',
    ],
    ...[
      '9999-12-31T23:59:59.999Z',
      '2026-13-01T00:00:00.000Z',
      'x'.repeat(3_000),
      '%F0%A0%AE%B7',
      '//evil.example',
      '[]',
    ],
  ];

  test.each(gets)('$name', async ({ route, entry }) => {
    const [wanted] = await entry(world);
    if (wanted === undefined) throw new Error('no case');
    const asking: Asking = { world, route, wanted };
    const token = await tokenFor(asking, letIn(asking));
    const base = wanted.path.split('?')[0] ?? '/';
    const wrong: string[] = [];
    for (const value of values) {
      const queries = [
        asked.map((name) => `${name}=${value}`),
        asked.flatMap((name) => [`${name}=${value}`, `${name}=b`]),
      ];
      for (const query of route.path.includes('.') ? queries.slice(0, 1) : queries) {
        const { statusCode } = await ask(asking, token, { path: `${base}?${query.join('&')}` });
        if (statusCode >= 500) wrong.push(`${value.slice(0, 60)}: ${statusCode}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
