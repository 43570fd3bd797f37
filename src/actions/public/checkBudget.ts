import type { Services } from '../services.ts';
import { createLookupBudget, type LookupBudget } from './lookupBudget.ts';

/** Checks from one network in a quarter of an hour: a hospital at its gate scans many, a program that floods us stands out. */
const most = 300;

/** The budget of 证照查验, counted like that of the lookup. */
export function createCheckBudget(services: Pick<Services, 'database' | 'clock' | 'secret' | 'warn'>): LookupBudget {
  return createLookupBudget(services, { of: 'check', most });
}
