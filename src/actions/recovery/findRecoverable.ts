import type { DeskActor } from '../../domain/access/actor.ts';
import { mayStartRecovery } from '../../domain/access/recovery.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import {
  findOpenRecovery,
  findRecoverableByAuthority,
  findRecoverableHere,
  type Recoverable,
} from '../../store/recoveries.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Wanted } from './recoveryForm.ts';

/** The account this counter may help to recover, or why it may not. Somebody unknown and somebody else's are answered alike. */
export async function findRecoverable(
  db: Queryable,
  actor: DeskActor,
  { name, idType, idNumber }: Wanted,
): Promise<Outcome<Recoverable>> {
  const unknown = refuse(refusal('recovery.notHere', 'idNumber'));
  if (actor.end === 'institution') {
    const found = await db.row(findRecoverableHere, actor.institutionId, name, idType, idNumber);
    return found === undefined ? unknown : judged(db, actor, found);
  }
  const found = await db.row(findRecoverableByAuthority, actor.authorityId, name, idType, idNumber);
  if (found === undefined) return unknown;
  const { institution } = found;
  return institution === null
    ? judged(db, actor, found)
    : refuse(refusal('recovery.atInstitution', undefined, { institution }));
}

async function judged(db: Queryable, actor: DeskActor, found: Recoverable): Promise<Outcome<Recoverable>> {
  const against: Refusal[] = [...mayStartRecovery(actor, found)];
  if (found.frozen) against.push(refusal('recovery.frozen'));
  if ((await db.row(findOpenRecovery, found.id)) !== undefined) against.push(refusal('recovery.open'));
  return against.length === 0 ? done(found) : refuse(...against);
}
