import { createHash, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/store/embedded.ts';
import { fixedKeyRing } from '../src/store/keyRing.ts';
import { seal } from '../src/store/seal.ts';
import { median } from './load.ts';
import { start } from './start.ts';

// Whether the time of an answer tells a known name from an unknown one: register, sign in and recover, known and unknown in turn.

const dataKeys = ['b1', 'b2'].map((byte) => byte.repeat(32));
const keys = fixedKeyRing(dataKeys);
const secret = 'a key of the bench and of nothing else, 32+';
const base = 'http://127.0.0.1:3902';
const password = 'Zhenjiu2026';
/** Few tries each: nobody reaches a budget, beyond which a password is not looked at. */
const triesPerAccount = 5;

interface Person {
  readonly loginName: string;
  readonly idNumber: string;
}

/** Rows of a table in Markdown: medians in milliseconds, and known divided by unknown. */
export async function measureEnumeration(tries: number): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xinglin-enumeration-'));
  const embedded = await startEmbedded(join(dataDir, 'database'), console.error);
  const url = embedded.url('postgres');
  const env = {
    PORT: '3902',
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    XINGLIN_DEMO: '0',
    SECRET_KEY: secret,
    DATA_KEYS: dataKeys.join(),
  };
  const program = await start(
    [resolve('dist/main.js')],
    { ...env, LOG_LEVEL: 'warn', TRUST_PROXY: '1' },
    'localhost:3902',
  );
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const known = Array.from({ length: Math.ceil(tries / triesPerAccount) }, newPerson);
    for (const person of known) await register(client, person, person.loginName);
    const pick = (n: number) => known[n % known.length] ?? newPerson();
    const strangers = Array.from({ length: known.length }, newPerson);
    const pickStranger = (n: number) => strangers[n % strangers.length] ?? newPerson();
    return [
      await compare('register', tries, (n, isKnown) =>
        register(client, isKnown ? pick(n) : newPerson(), newPerson().loginName),
      ),
      await compare('sign in', tries, (n, isKnown) =>
        post(
          '/person/sign-in',
          { loginName: (isKnown ? pick(n) : pickStranger(n)).loginName, password: 'Wrong2026' },
          422,
        ),
      ),
      await compare('recover', tries, (n, isKnown) =>
        post('/recover', recovery((isKnown ? pick(n) : pickStranger(n)).loginName), 422),
      ),
    ];
  } finally {
    await client.end();
    program.kill('SIGTERM');
    await new Promise((ended) => program.on('exit', ended));
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function compare(
  name: string,
  tries: number,
  once: (n: number, isKnown: boolean) => Promise<number>,
): Promise<string> {
  for (let n = 0; n < 5; n += 1) for (const isKnown of [true, false]) await once(n, isKnown);
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let n = 0; n < tries; n += 1) {
    // Who goes first changes too.
    for (const isKnown of n % 2 === 0 ? [true, false] : [false, true])
      times[isKnown ? 'known' : 'unknown'].push(await once(n, isKnown));
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  return `| ${name} | ${known.toFixed(2)} | ${unknown.toFixed(2)} | **${(known / unknown).toFixed(3)}** |`;
}

let serial = 0;

function newPerson(): Person {
  serial += 1;
  const number = String(serial).padStart(6, '0');
  return { loginName: `person${number}`, idNumber: `E${number}` };
}

/** The second page of a registration; what the first leaves in the session is put there. */
async function register(client: pg.Client, { idNumber }: Person, loginName: string): Promise<number> {
  const token = randomBytes(32).toString('base64url');
  const at = new Date().toISOString();
  const registration = { name: '张景和', idType: 'passport', idNumber, noticeVersion: '1', noticeReadAt: at };
  const id = randomUUID();
  await client.query(
    "INSERT INTO session (id, token_hash, data_sealed, created_at, expires_at) VALUES ($1, $2, $3, now(), now() + interval '1 hour')",
    [
      id,
      createHash('sha256').update(token).digest(),
      seal(keys.current(), `session.data|${id}`, JSON.stringify({ registration })),
    ],
  );
  const fields = {
    _csrf: createHmac('sha256', secret).update(`csrf ${token}`).digest('base64url'),
    phone: `13${String(randomInt(1_000_000_000)).padStart(9, '0')}`,
    email: 'person@example.com',
    loginName,
    password,
    passwordAgain: password,
  };
  return post('/person/register/account', fields, 303, { cookie: `xinglin-person=${token}` });
}

function recovery(who: string) {
  return { who, code: '0123-4567-89AB-CDEF', password: 'Aijiu20260', passwordAgain: 'Aijiu20260' };
}

/** Milliseconds of one form, from a network of its own. */
async function post(path: string, fields: Record<string, string>, expected: number, headers = {}): Promise<number> {
  const from = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  const begun = performance.now();
  const answer = await fetch(base + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, 'x-forwarded-for': from },
    body: new URLSearchParams(fields),
  });
  await answer.text();
  const took = performance.now() - begun;
  if (answer.status !== expected) throw new Error(`${path} answered ${answer.status}`);
  return took;
}
