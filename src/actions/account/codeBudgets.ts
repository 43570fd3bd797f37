import { chinaDate } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { countForSite, countSentCodes, findCodeUsed, findSentOnDay, lockBudget } from '../../store/codes.ts';
import type { Queryable } from '../../store/database.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { countTry, networkOf } from './attempts.ts';
import type { CodeRequest } from './sendCode.ts';

/**
 * Codes to one number: one a minute, five an hour, ten a day. To all numbers one account has tried: twenty a day. From one
 * network, behind which a hospital or a mobile operator's customers may sit: 120 an hour and 600 a day.
 */
const most = { hour: 5, day: 10, account: 20, networkHour: 120, networkDay: 600 };

/** Minutes in which a number that has just been proven in this session needs no other code. */
const provenMinutes = 10;

/** Why no code may be sent now; else it is counted. Number, account and network are held until the transaction ends. */
export async function overBudget(
  services: Services,
  tx: Queryable,
  request: CodeRequest,
): Promise<Refusal | undefined> {
  const now = services.clock.now();
  const ago = (hours: number) => now.subtract({ hours });
  const { purpose, phone } = request;
  await tx.row(lockBudget, phone);
  const proven = now.subtract({ minutes: provenMinutes }).toString();
  const used = await tx.row(findCodeUsed, hashToken(request.token), purpose, phone, proven);
  if (used !== undefined) return refusal('code.alreadyProven');
  const sent = await tx.row(countSentCodes, phone, ago(1).toString(), ago(24).toString());
  if (sent !== undefined && sent.last !== null) {
    const wait = now.until(Temporal.Instant.from(sent.last).add({ seconds: 60 })).total('seconds');
    if (wait > 0) return refusal('code.tooSoon', undefined, { seconds: String(Math.ceil(wait)) });
    if (sent.inHour >= most.hour || sent.inDay >= most.day) return refusal('code.tooMany');
  }
  const network = networkOf(request.network);
  const counts = [
    { purpose: 'phoneCodeNetworkHour', subject: network, most: most.networkHour, since: ago(1) },
    { purpose: 'phoneCodeNetworkDay', subject: network, most: most.networkDay, since: ago(24) },
  ];
  if (request.accountId !== null)
    counts.unshift({ purpose: 'phoneCode', subject: request.accountId, most: most.account, since: ago(24) });
  for (const counted of counts) {
    await tx.row(lockBudget, counted.subject);
    if (!(await countTry(services, counted, tx)).ok) return refusal('code.tooMany');
  }
  return undefined;
}

/** One more for the day of the whole site, unless its limit is reached: then nothing goes out to anybody until tomorrow. */
export async function overSiteBudget(services: Services, tx: Queryable): Promise<Refusal | undefined> {
  const { smsDailyLimit: limit, warn } = services;
  const day = dayOf(services);
  const counted = await tx.row(countForSite, day, limit);
  if (counted === undefined) return refusal('code.siteClosed');
  const { sent } = counted;
  if (sent === limit) warn({ sent, limit }, 'the limit of codes by SMS is spent: none goes out until tomorrow');
  else if (sent === Math.ceil(limit * 0.8))
    warn({ sent, limit }, 'four fifths of the codes by SMS for today are spent');
  return undefined;
}

/** The same for a code that is only counted and not sent: it is refused whenever one that goes out would be. */
export async function siteClosed(services: Services, tx: Queryable): Promise<Refusal | undefined> {
  const counted = await tx.row(findSentOnDay, dayOf(services));
  return (counted?.sent ?? 0) >= services.smsDailyLimit ? refusal('code.siteClosed') : undefined;
}

function dayOf({ clock }: Services): string {
  return chinaDate(clock.now()).toString();
}
