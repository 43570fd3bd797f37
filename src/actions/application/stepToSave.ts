import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../../domain/access/actor.ts';
import type { Application } from '../../domain/procedure/application.ts';
import { deadlineOf } from '../../domain/procedure/deadline.ts';
import type { RecordedEvent } from '../../domain/procedure/evolve.ts';
import { type NoticeText, noticesOf } from '../../domain/procedure/notices.ts';
import { isOver } from '../../domain/procedure/steps.ts';
import { cite } from '../../domain/vocabulary/articles.ts';
import type { NewMessage, NewNotice, StepToSave } from '../../store/procedure.ts';
import { type Loaded, requestOf, type StepForm } from './takeStep.ts';

interface Names {
  readonly applicant: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly institution: string | null;
  readonly authority: string | null;
}

/** Everything one step writes besides the register, ready for the one statement that writes it. */
export function stepToSave(
  { row, definition, today }: Loaded,
  after: Application,
  recorded: RecordedEvent,
  actor: SignedIn,
  names: Names,
  form: StepForm,
): StepToSave {
  const told = noticesOf(definition, after, recorded.event, {
    applicant: names.applicant,
    institution: names.institution ?? '拟执业机构',
    authority: names.authority ?? '审批机关',
  });
  return {
    before: row,
    after,
    recorded,
    actor: {
      accountId: actor.accountId,
      name: actor.name,
      organisation: actor.end === 'person' ? '' : actor.organisation,
    },
    dueOn: deadlineOf(after, today.calendar, definition.route.workingDays, today.date)?.dueOn ?? null,
    isOver: isOver(after.state),
    article: definition.authority.map(cite).join('、'),
    detail: { kind: row.kind, from: row.state, to: after.state, number: after.number ?? '' },
    notices: told.map((notice) => addressed(notice, after)),
    messages: told.filter((notice) => notice.to === 'applicant').flatMap((notice) => outbound(notice, names)),
    idempotency: { key: form.key, request: requestOf(form), location: form.location },
  };
}

function addressed({ to, title, body }: NoticeText, file: Application): NewNotice {
  return {
    accountId: to === 'applicant' ? file.accountId : null,
    institutionId: to === 'institution' ? file.institutionId : null,
    authorityId: to === 'authority' ? file.authorityId : to === 'consent' ? file.consentAuthorityId : null,
    title,
    body,
  };
}

/** To the applicant also by SMS and mail; only to a phone that has been verified. */
function outbound({ title, body }: NoticeText, { phone, email }: Names): NewMessage[] {
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
