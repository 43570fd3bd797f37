import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { lockFollowed, supplementJoiningRow } from '../../store/joiningRequests.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { tellAuthority } from '../../store/missingInstitutions.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepScan, type Uploader } from './keepScan.ts';
import { lockJoiningState } from './lockJoiningState.ts';
import { tellContact } from './tellContact.ts';

export interface Supplement {
  readonly note: string;
  readonly upload: Uint8Array | undefined;
}

const longest = 500;

/** 【提交补充材料】: words, a new scan, or both; the authority goes on with the request. */
export async function supplementJoining(
  services: Services,
  from: Uploader,
  { note, upload }: Supplement,
): Promise<Outcome<'supplemented'>> {
  const refusals: Refusal[] = [];
  if (note === '' && upload === undefined) refusals.push(refusal('joining.nothingAdded', 'note'));
  if ([...note].length > longest)
    refusals.push(refusal('field.tooLong', 'note', { label: '补充说明', max: String(longest) }));
  if (refusals.length > 0) return refuse(...refusals);
  const scan = upload === undefined ? undefined : await keepScan(services, from, upload);
  if (scan !== undefined && 'refused' in scan) return refuse(scan.refused);
  const keys = scan === undefined ? [] : [scan.key];
  const outcome = await transaction(services.database, (tx) => supplementIn(services, tx, from.token, note, keys));
  if (outcome.kind !== 'done') for (const key of keys) await services.storage.remove(key);
  return outcome;
}

async function supplementIn(
  services: Services,
  tx: Queryable,
  token: string,
  note: string,
  keys: readonly string[],
): Promise<Outcome<'supplemented'>> {
  const { following, opened } = await lockJoiningState(services, tx, token);
  const row = following === undefined || !opened ? undefined : await tx.row(lockFollowed, following.id);
  if (row === undefined) return refuse(refusal('registration.restart'));
  const at = services.clock.now().toString();
  if ((await tx.row(supplementJoiningRow, row.id, note, keys, at)) === undefined)
    return refuse(refusal('joining.notAsked'));
  const { id, name, contactName, receipt, authorityId } = row;
  const subject = ['joiningSupplemented', 'joining_request', id, cite(articles.supplementOnce)] as const;
  await tx.row(recordInLedger, at, null, contactName, name, ...subject, '{}');
  await tx.row(
    tellAuthority,
    authorityId,
    '机构入驻申请已补充',
    `“${name}”(受理号${receipt})已补充材料,请继续办理。`,
    at,
  );
  await tellContact(tx, row, 'supplemented', at);
  return done('supplemented');
}
