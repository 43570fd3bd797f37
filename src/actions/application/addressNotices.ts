import { randomUUID } from 'node:crypto';
import type { Application } from '../../domain/procedure/application.ts';
import type { NoticeText } from '../../domain/procedure/notices.ts';
import type { NewMessage, NewNotice } from '../../store/acts.ts';

interface Reachable {
  /** Null unless it has been verified. */
  readonly phone: string | null;
  readonly email: string | null;
}

/** Whose notice it is: a person's, or everybody's at an institution or authority. */
export function addressed({ to, title, body }: NoticeText, file: Application): NewNotice {
  return {
    accountId: to === 'applicant' ? file.accountId : null,
    institutionId: to === 'institution' ? file.institutionId : null,
    authorityId: to === 'authority' ? file.authorityId : to === 'consent' ? file.consentAuthorityId : null,
    title,
    body,
  };
}

/** Nobody sits at a desk that this file does not have. */
export function isAddressed({ accountId, institutionId, authorityId }: NewNotice): boolean {
  return accountId !== null || institutionId !== null || authorityId !== null;
}

/** To the applicant also by SMS and mail; only to a phone that has been verified. */
export function outbound({ title, body }: NoticeText, { phone, email }: Reachable): NewMessage[] {
  const sms: NewMessage[] =
    phone === null
      ? []
      : [{ id: randomUUID(), channel: 'sms', recipient: phone, subject: '', text: `【杏林】${body}` }];
  const mail: NewMessage[] =
    email === null
      ? []
      : [{ id: randomUUID(), channel: 'mail', recipient: email, subject: `【杏林】${title}`, text: body }];
  return [...sms, ...mail];
}
