import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ask } from '../setup/sealedValues.ts';
import { actorNames, groups } from './actors.ts';
import { type Entries, each, page } from './entry.ts';
import type { World } from './world.ts';

const base = '/person/security';
const persons = each(groups.persons, 200);
/** Whoever has not verified a number yet is led to where that is done. */
const withPhone = { ...persons, newcomer: 303 };
const noLink = each(actorNames, 410);

/** A form sent empty: everything wrong with it is told, and nothing happens. */
const emptied = (path: string, answers = each(groups.persons, 422), fields = {}) => [
  { path, fields, answers, quiet: true },
];

/** A link as it stands in a mail. */
async function link(world: World): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = world.services.clock.now();
  await ask(
    world.services.database,
    `INSERT INTO email_confirmation (account_id, email_sealed, token_hash, created_at, expires_at, id) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      world.files.approved.person.accountId,
      'zhang@example.com',
      createHash('sha256').update(token).digest(),
      now.toString(),
      now.add({ hours: 24 }).toString(),
      randomUUID(),
    ],
    { seals: [{ parameter: 2, column: 'email_confirmation.email', row: '$6' }] },
  );
  return token;
}

/** 安全设置. */
export const securityEntries: Entries = {
  'GET /person/security': page(base, persons),
  'GET /person/security/phone': page(`${base}/phone`, withPhone),
  'POST /person/security/phone': () => emptied(`${base}/phone`, { ...each(groups.persons, 422), newcomer: 303 }),
  'POST /person/security/phone/code': () => [
    { path: `${base}/phone/code`, fields: {}, answers: each(groups.persons, 303), quiet: true },
  ],
  // The second step is nobody's without the first.
  'GET /person/security/phone/new': page(`${base}/phone/new`, each(groups.persons, 303)),
  'POST /person/security/phone/new': () =>
    emptied(`${base}/phone/new`, each(groups.persons, 303), { phone: '13800138000', code: '000000' }),
  'POST /person/security/phone/new/code': () =>
    emptied(`${base}/phone/new/code`, each(groups.persons, 303), { phone: '13800138000' }),
  'GET /person/security/email': page(`${base}/email`, persons),
  'POST /person/security/email': () => emptied(`${base}/email`),
  'GET /person/security/password': page(`${base}/password`, persons),
  'POST /person/security/password': () => emptied(`${base}/password`),
  // Who has the mail has the link, in whatever browser.
  'GET /person/security/email/confirm': async (world) => [
    { path: `${base}/email/confirm?token=${await link(world)}`, answers: each(actorNames, 200), sees: [] },
    { path: `${base}/email/confirm?token=${randomBytes(32).toString('base64url')}`, answers: noLink, sees: [] },
  ],
  'POST /person/security/email/confirm': async (world) => [
    { path: `${base}/email/confirm`, fields: { token: await link(world) }, answers: each(actorNames, 303) },
    { path: `${base}/email/confirm`, fields: { token: '' }, answers: noLink, quiet: true },
  ],
};
