import type { PersonActor } from '../../domain/access/actor.ts';
import { markOwnNoticesRead } from '../../store/notices.ts';
import type { Services } from '../services.ts';

/** 全部标为已读: whatever has come until now. */
export async function markNoticesRead(services: Services, actor: PersonActor): Promise<void> {
  await services.database.rows(markOwnNoticesRead, actor.accountId, services.clock.now().toString());
}
