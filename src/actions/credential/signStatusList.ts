import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { emptyList, listMinutes, listSize, type StatusType, setStatus } from '../../domain/issuing/statusList.ts';
import { statusTypeOf } from '../../domain/register/statusType.ts';
import { signToken } from '../../outside/issuing/token.ts';
import { findNotValid, findPlacesGiven, type NotValid } from '../../store/statusLists.ts';
import type { Services } from '../services.ts';
import { statusDecoys } from './statusDecoys.ts';
import { statusListUri } from './statusReference.ts';

/** Seconds a list is answered from memory; a change in the register is in the list afterwards. */
export const listCacheSeconds = 60;

export interface StatusListToken {
  readonly token: string;
  readonly madeAt: Temporal.Instant;
}

/** The state of every place of a list as the register has it now, signed; `since` is when the list was opened. */
export async function signStatusList(
  services: Pick<Services, 'database' | 'secret' | 'issuerKeys' | 'publicUrl'>,
  list: number,
  since: Temporal.Instant,
  madeAt: Temporal.Instant,
): Promise<StatusListToken> {
  const statuses = emptyList();
  const decoys = statusDecoys(services, list);
  const seconds = since.until(madeAt).total('seconds');
  for (let idx = 0; idx < listSize; idx += 1)
    if (decoys.isDecoy(idx)) setStatus(statuses, idx, decoys.type(idx, seconds));
  // No decoy stands where something was given away, even if the secret they were drawn from was lost and is another one now.
  for (const idx of (await services.database.row(findPlacesGiven, list))?.places ?? [])
    setStatus(statuses, idx, 'valid');
  for (const row of await services.database.rows(findNotValid, list)) setStatus(statuses, row.idx, typeOf(row));
  const lst = (await promisify(deflate)(statuses, { level: 9 })).toString('base64url');
  const iat = Math.floor(madeAt.epochMilliseconds / 1000);
  const token = await signToken(services.issuerKeys.current(), 'statuslist+jwt', {
    sub: statusListUri(services, list),
    iat,
    exp: iat + listMinutes * 60,
    ttl: listCacheSeconds,
    status_list: { bits: 2, lst, aggregation_uri: `${services.publicUrl}/status-lists` },
  });
  return { token, madeAt };
}

function typeOf({ status, isHeld, isStopped }: NotValid): StatusType {
  const own = isStopped ? 'invalid' : statusTypeOf(status);
  return isHeld && own === 'valid' ? 'suspended' : own;
}
