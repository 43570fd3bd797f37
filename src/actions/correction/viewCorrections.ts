import type { PersonActor } from '../../domain/access/actor.ts';
import { findProvinces, listOwnCorrections, type OwnCorrection } from '../../store/corrections.ts';
import type { Services } from '../services.ts';

export interface OwnCorrections {
  readonly provinces: readonly { readonly code: string; readonly name: string }[];
  /** The newest first. */
  readonly requests: readonly OwnCorrection[];
}

/** What the page 信息更正申请 shows its owner. */
export async function viewCorrections({ database }: Services, actor: PersonActor): Promise<OwnCorrections> {
  const [provinces, requests] = await Promise.all([
    database.rows(findProvinces),
    database.rows(listOwnCorrections, actor.accountId),
  ]);
  return { provinces, requests };
}
