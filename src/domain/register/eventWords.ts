import { formatDate } from '../time/dates.ts';
import { type RegisterEvent, siteEndings } from './events.ts';

/** What an event says besides its title and its day: a term, a reason, what differs. '' when nothing. */
export function registerEventWords(event: RegisterEvent): string {
  switch (event.type) {
    case 'siteAdded':
    case 'suspended':
      return `${day(event.from)}至${day(event.until)}`;
    case 'siteEnded':
      return siteEndings[event.why];
    case 'madeInactive':
    case 'deregistered':
    case 'revoked':
    case 'annulled':
      return event.reason;
    case 'corrected':
      return [
        event.techniques === undefined ? '' : `技术方法:${event.techniques}`,
        event.conditions === undefined ? '' : `病证范围:${event.conditions}`,
      ]
        .filter((word) => word !== '')
        .join(';');
    case 'registered':
    case 'mainInstitutionChanged':
    case 'reactivated':
    case 'suspensionEnded':
    case 'photoUpdated':
    case 'licenceClaimed':
      return '';
    default:
      return unknownEvent(event);
  }
}

function day(iso: string): string {
  return formatDate(Temporal.PlainDate.from(iso));
}

function unknownEvent(event: never): never {
  throw new Error(`unknown register event ${JSON.stringify(event)}`);
}
