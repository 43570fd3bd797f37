import type { AuthorityActor } from '../../domain/access/actor.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { type AdministratorBelow, listAdministratorsBelow } from '../../store/staffSignIn.ts';
import type { Services } from '../services.ts';

const most = 50;

/** 下级管理员: of institutions this authority licensed and of authorities right below it, by a part of the name of either. */
export function listAdministrators(
  { database }: Services,
  { authorityId }: AuthorityActor,
  words: string,
): Promise<readonly AdministratorBelow[]> {
  return database.rows(listAdministratorsBelow, authorityId, words, null, most);
}

/** One of them; undefined when they are somebody else's. */
export async function findAdministrator(
  { database }: Services,
  { authorityId }: AuthorityActor,
  id: string,
): Promise<AdministratorBelow | undefined> {
  return isUuid(id) ? database.row(listAdministratorsBelow, authorityId, '', id, 1) : undefined;
}
