import { formatDate } from '../time/dates.ts';
import type { Definition } from './definition.ts';
import { type ApplicationEvent, eventTitles, institutionConfirmations } from './events.ts';
import { refusalBasis } from './refusalBasis.ts';

/** The heading of an event in the timeline of one kind: 准予注册, 不予变更 … */
export function eventTitle(definition: Definition, event: ApplicationEvent): string {
  if (event.type === 'approved') return definition.papers.approved;
  if (event.type === 'refused') return definition.papers.refused;
  // Where the institution decides there is no authority that could have been told.
  if (event.type === 'escalated' && definition.route.decidedBy === 'institution') {
    return '机构超期未审核,已提醒机构管理员';
  }
  return eventTitles[event.type];
}

/** What was said at an event: opinions, reasons, what is missing. Empty when nothing was. */
export function eventWords(definition: Definition, event: ApplicationEvent): string {
  switch (event.type) {
    case 'submitted':
      return changedWords(event.changed);
    case 'supplementAnswered':
      return lines(event.note, changedWords(event.changed));
    case 'institutionPassed':
      return lines(event.opinion, `已确认:${event.confirmed.map((key) => institutionConfirmations[key]).join(';')}`);
    case 'consentGiven':
    case 'verified':
    case 'approved':
      return event.opinion;
    case 'institutionReturned':
    case 'institutionDeclined':
    case 'consentRefused':
    case 'notAccepted':
    case 'withdrawn':
    case 'steppedIn':
      return event.reasons;
    case 'accepted':
    case 'deemedAccepted':
      return `应在${dayWords(event.dueOn)}前作出决定${event.provisional ? '(暂定)' : ''}`;
    case 'supplementAsked':
      return lines(event.items, `请在${dayWords(event.answerBy)}前提交。`);
    case 'refused':
      return lines(`依据:${refusalBasis(definition, event.ground)}`, `理由:${event.reasons}`);
    case 'reported':
      return lines(`知悉日期:${dayWords(event.knownOn)}`, event.late ? '超过三十日报告' : '');
    case 'nudged':
    case 'claimed':
    case 'escalated':
    case 'lapsed':
      return '';
    default:
      return unknownEvent(event);
  }
}

function dayWords(day: string): string {
  return formatDate(Temporal.PlainDate.from(day));
}

function changedWords(changed: readonly string[]): string {
  return changed.length === 0 ? '' : `修改了:${changed.join('、')}`;
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function unknownEvent(event: never): never {
  throw new Error(`unknown application event ${JSON.stringify(event)}`);
}
