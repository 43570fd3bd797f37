import { findLapsed } from '../../store/sessions.ts';
import type { Services } from '../services.ts';
import { hashToken } from './openSession.ts';

/** Of a cookie that stands for nobody any more: whether its time is over, rather than that it was signed out or disabled. */
export async function hasLapsed({ database }: Services, token: string): Promise<boolean> {
  return (await database.row(findLapsed, hashToken(token))) !== undefined;
}
