import type { PersonActor } from '../../domain/access/actor.ts';
import { parseRegionCode } from '../../domain/fields/regionCode.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import {
  findRegisteringAuthority,
  insertReport,
  lockReporter,
  tellAuthority,
} from '../../store/missingInstitutions.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';

export interface MissingInstitution {
  readonly name: string;
  readonly regionCode: string;
  readonly words: string;
}

const longest = { name: 60, words: 500 } as const;

/** 找不到机构: told to the authority that keeps the institutions of that region. Answers the name of the authority. */
export async function reportMissingInstitution(
  services: Services,
  actor: PersonActor,
  report: MissingInstitution,
): Promise<Outcome<string>> {
  const refusals = wrongIn(report);
  if (refusals.length > 0) return refuse(...refusals);
  const { name, regionCode, words } = report;
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx) => {
    await tx.row(lockReporter, actor.accountId);
    const authority = await tx.row(findRegisteringAuthority, regionCode);
    if (authority === undefined) return refuse(refusal('missingInstitution.noAuthority', 'region'));
    const written = await tx.row(insertReport, actor.accountId, authority.id, regionCode, name, words, at);
    if (written === undefined) {
      return refuse(refusal('missingInstitution.open', 'name', { authority: authority.name }));
    }
    const body = `${actor.name}报告:系统中找不到“${name}”。请核实后回复,或将机构导入。`;
    await tx.row(tellAuthority, authority.id, '有人找不到机构', body, at);
    return done(authority.name);
  });
}

function wrongIn({ name, regionCode, words }: MissingInstitution): readonly Refusal[] {
  return [
    ...(name === '' ? [refusal('field.required', 'name', { label: '机构名称' })] : []),
    ...tooLong('name', '机构名称', name, longest.name),
    ...(parseRegionCode(regionCode).ok ? [] : [refusal('field.choose', 'region', { label: '所在地区' })]),
    ...tooLong('words', '说明', words, longest.words),
  ];
}

function tooLong(field: string, label: string, value: string, max: number): readonly Refusal[] {
  return [...value].length > max ? [refusal('field.tooLong', field, { label, max: String(max) })] : [];
}
