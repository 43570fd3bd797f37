import type { AuthorityActor } from '../../domain/access/actor.ts';
import { maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { idTypeLabels, maskIdNumber, parseIdType } from '../../domain/fields/identity.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type CorrectionRow, findCorrection, listCorrections, recordListRead } from '../../store/corrections.ts';
import { recordRead } from '../../store/ledger.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';

/** A request as an officer sees it: whose it is is known, the numbers show only their ends. */
export interface CorrectionView {
  readonly id: string;
  readonly state: 'open' | 'answered';
  readonly name: string;
  readonly idType: string;
  readonly maskedIdNumber: string;
  readonly provinceName: string;
  readonly authorityName: string;
  readonly maskedCertificateNo: string;
  readonly words: string;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly createdAt: string;
  readonly answeredAt: string | null;
  /** This authority is the one to answer; those above it only read. */
  readonly own: boolean;
}

/** The requests of an authority and of those below it; each is noted in the reading log before it is shown. */
export async function readCorrections(services: Services, actor: AuthorityActor): Promise<readonly CorrectionView[]> {
  const rows = await services.database.rows(listCorrections, actor.path);
  const { accountId, name, organisation } = actor;
  const at = services.clock.now().toString();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0)
    await services.database.rows(recordListRead, at, accountId, name, organisation, '信息更正列表', ids);
  return rows.map((row) => viewOf(row, actor));
}

/** One request; whoever checks its certificate number against the roster asks for it whole. */
export async function readCorrection(
  services: Services,
  actor: AuthorityActor,
  id: string,
): Promise<Outcome<CorrectionView>> {
  if (!isUuid(id)) return notFound;
  const row = await services.database.row(findCorrection, actor.path, id);
  if (row === undefined) return notFound;
  const { accountId, name, organisation } = actor;
  const at = services.clock.now().toString();
  await services.database.row(recordRead, at, accountId, name, organisation, '信息更正申请', row.physicianId, id);
  return done(viewOf(row, actor));
}

function viewOf(row: CorrectionRow, actor: AuthorityActor): CorrectionView {
  const { id, state, name, provinceName, authorityName, words, answer, answeredBy, createdAt, answeredAt } = row;
  const type = parseIdType(row.idType);
  return {
    ...{ id, state, name, provinceName, authorityName, words, answer, answeredBy, createdAt, answeredAt },
    idType: type.ok ? idTypeLabels[type.value] : row.idType,
    maskedIdNumber: maskIdNumber(row.idNumber),
    maskedCertificateNo: maskQualificationNumber(row.certificateNo),
    own: row.authorityId === actor.authorityId,
  };
}
