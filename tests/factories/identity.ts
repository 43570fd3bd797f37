import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Services } from '../../src/actions/services.ts';
import type { AuthorityActor, InstitutionActor, PersonActor } from '../../src/domain/access/actor.ts';
import { ask } from '../setup/sealedValues.ts';
import { newPhone } from './people.ts';

export interface TestRecovery {
  readonly id: string;
  readonly phone: string;
  readonly cancelToken: string;
  readonly linkToken: string;
}

const newToken = () => randomBytes(32).toString('base64url');
const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** A recovery in a state, as the counter of `by` would have brought it there; anybody may have confirmed it. */
export async function insertRecovery(
  services: Services,
  person: PersonActor,
  by: InstitutionActor | AuthorityActor,
  confirmer: { readonly accountId: string; readonly name: string },
  state: 'started' | 'confirmed' | 'ready',
): Promise<TestRecovery> {
  const made = { id: randomUUID(), phone: newPhone(), cancelToken: newToken(), linkToken: newToken() };
  const now = services.clock.now();
  const ago = now.subtract({ hours: 73 });
  const confirmed = state !== 'started';
  await ask(
    services.database,
    `INSERT INTO account_recovery (id, account_id, institution_id, authority_id, state, phone_sealed, reason, started_by, started_by_name, started_at,
       confirmed_by, confirmed_by_name, confirmed_at, due_at, cancel_hash, link_hash, link_until)
     VALUES ($1, $2, $3, coalesce($4, (SELECT authority_id FROM institution WHERE id = $3)), $5, $6, '手机丢失', $7, $8, $9,
       $10, $11, $12, $13, $14, $15, $16)`,
    [
      made.id,
      person.accountId,
      by.end === 'institution' ? by.institutionId : null,
      by.end === 'authority' ? by.authorityId : null,
      state,
      made.phone,
      by.accountId,
      by.name,
      ago.toString(),
      confirmed ? confirmer.accountId : null,
      confirmed ? confirmer.name : null,
      confirmed ? ago.toString() : null,
      confirmed ? ago.add({ hours: 72 }).toString() : null,
      confirmed ? hashOf(made.cancelToken) : null,
      state === 'ready' ? hashOf(made.linkToken) : null,
      state === 'ready' ? now.add({ hours: 24 }).toString() : null,
    ],
    { seals: [{ parameter: 6, column: 'account_recovery.phone', row: '$1' }] },
  );
  return made;
}

export interface TestDispute {
  readonly id: string;
  readonly evidenceId: string;
  readonly token: string;
}

/** An open dispute about an account, which it freezes; both sides have a statement to make, the claimant has shown a picture. */
export async function insertDispute({ database, storage, clock }: Services, person: PersonActor): Promise<TestDispute> {
  const made = { id: randomUUID(), evidenceId: randomUUID(), token: newToken() };
  const at = clock.now().toString();
  await ask(
    database,
    `INSERT INTO identity_dispute (id, qualification_id, account_id, authority_id, phone_sealed, state, opened_at)
     SELECT $1, q.id, $2, u.id, $3, 'open', $4 FROM qualification q JOIN authority u ON u.region_code = q.province_code WHERE q.physician_id = $5`,
    [made.id, person.accountId, newPhone(), at, person.physicianId],
    { seals: [{ parameter: 3, column: 'identity_dispute.phone', row: '$1' }] },
  );
  await database.pool.query('UPDATE account SET frozen_by = $2 WHERE id = $1', [person.accountId, made.id]);
  await ask(
    database,
    `INSERT INTO dispute_statement (dispute_id, side, round, question, asked_by_name, asked_at, token_hash, words_sealed, answered_at)
     VALUES ($1, 'claimant', 1, '', '', $2, NULL, $4, $2), ($1, 'account', 1, '', '', $2, NULL, NULL, NULL),
       ($1, 'claimant', 2, '请补充资格证书照片', '省审批', $2, $3, NULL, NULL)`,
    [made.id, at, hashOf(made.token), '证书被人激活'],
    { seals: [{ parameter: 4, column: 'dispute_statement.words', row: '$1/claimant/1' }] },
  );
  const key = `disputes/${made.evidenceId}.jpg`;
  await storage.put(key, await readFile('data/demo/photo.jpg'), 'image/jpeg');
  await database.pool.query(
    `INSERT INTO dispute_evidence (id, dispute_id, side, round, key, created_at) VALUES ($1, $2, 'claimant', 1, $3, $4)`,
    [made.evidenceId, made.id, key, at],
  );
  return made;
}
