import { maskPhone } from '../../domain/fields/phone.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { NewMessage, Told } from '../../store/acts.ts';
import type { Recoverable, RecoveryRow } from '../../store/recoveries.ts';
import { secretPlace } from '../messages/secretPlace.ts';
import { toAuthority, together, toInstitution, toPhysician } from '../time/tell.ts';

const nothing: Told = { notices: [], messages: [] };

/** To the owner on every channel they had before: in the account, by SMS to the verified phone, by mail. */
export function toOwner(
  { id, phone, email }: Pick<Recoverable, 'id' | 'phone' | 'email'>,
  title: string,
  body: string,
) {
  return toPhysician({ accounts: [{ id, phone, email }] }, title, body);
}

/** A link of ours: its token is put in as the message goes out and kept nowhere. */
export interface Link {
  /** Address up to the token. */
  readonly before: string;
  readonly token: string;
}

/** Words that end in a link, to phone and mailbox alone: what stands in an account opens nothing. */
function linked(to: Pick<Recoverable, 'id' | 'phone' | 'email'>, words: string, { before, token }: Link): NewMessage[] {
  const { messages } = toOwner(to, '找回账号', `${words}${before}${secretPlace}`);
  return messages.map((message) => ({ ...message, secret: token }));
}

/** To the counter whose recovery it is. */
function toCounter(row: Pick<RecoveryRow, 'institutionId' | 'authorityId'>, title: string, body: string): Told {
  return row.institutionId === null
    ? toAuthority(row.authorityId, title, body)
    : toInstitution(row.institutionId, title, body);
}

/** Started: in the account only, because nothing has been found right yet; and who is to confirm it. */
export function startedTold(row: RecoveryRow): Told {
  const body = `${row.counter}的工作人员${row.startedByName}为您的账号发起了找回申请,等待另一名人员确认。不是您本人提出的,请立即在“找回账号申请”中取消。`;
  const mine = toOwner({ id: row.accountId, phone: null, email: null }, '有人为您的账号办理找回', body);
  const desk = `${row.startedByName}为${row.name}发起了找回账号,请当面核对后确认。`;
  const byAuthority = row.institutionId !== null && row.others === 0;
  return together(
    mine,
    toCounter(row, '找回账号待确认', desk),
    byAuthority ? toAuthority(row.authorityId, '找回账号待确认', `${row.counter}的${desk}`) : nothing,
  );
}

/** Confirmed: the wait begins, and whoever holds the old phone or mailbox can end it. */
export function confirmedTold(row: RecoveryRow, owner: Recoverable, dueAt: Temporal.Instant, link: Link): Told {
  const until = formatDateTime(dueAt, chinaDate(dueAt));
  const body = `${row.counter}正在为您的账号办理找回,新手机号 ${maskPhone(row.phone)}。${until}之后可以用新手机号重设密码。不是您本人办理的,请立即`;
  return together(
    {
      ...toOwner(owner, '您的账号正在办理找回', `${body}在“找回账号申请”中取消。`),
      messages: linked(owner, `${body}打开链接取消:`, link),
    },
    toCounter(row, '找回账号已确认', `${row.name}的找回账号已确认,等待期至${until}。`),
  );
}

/** The wait is over: the link goes to the new phone, and to nobody else; the old channels hear that it has gone. */
export function ripeTold(row: RecoveryRow, owner: Recoverable, link: Link, days: number): Told {
  const body = `您申请找回的账号可以重设密码了,请在${days}日内打开链接设置新密码:`;
  const fresh = { id: row.accountId, phone: row.phone, email: null };
  const words = '找回账号的等待期已满,设置新密码的链接已发到新手机号。不是您本人办理的,仍可用先前的链接取消。';
  return together({ notices: [], messages: linked(fresh, body, link) }, toOwner(owner, '等待期已满', words));
}

/** Over, whichever way: the owner on every channel, and the counter. */
export function endedTold(row: RecoveryRow, owner: Recoverable | undefined, mine: string, desk: string): Told {
  return together(
    owner === undefined ? nothing : toOwner(owner, '找回账号', mine),
    toCounter(row, '找回账号', `${row.name}:${desk}`),
  );
}
