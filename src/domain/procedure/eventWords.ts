import { refusalGrounds } from '../vocabulary/articles.ts';
import { type ApplicationEvent, institutionConfirmations } from './events.ts';

/** What was said with an event: reason, opinion, what to supply. '' when nothing was. */
export function eventWords(event: ApplicationEvent): string {
  switch (event.type) {
    case 'submitted':
      return event.changed.length === 0 ? '' : `修改了:${event.changed.join('、')}`;
    case 'institutionPassed':
      return lines(event.opinion, ...event.confirmed.map((key) => `✓ ${institutionConfirmations[key]}`));
    case 'institutionReturned':
    case 'institutionDeclined':
    case 'consentRefused':
    case 'notAccepted':
    case 'withdrawn':
      return event.reasons;
    case 'consentGiven':
      return event.opinion;
    case 'accepted':
      return `应在${event.dueOn}前作出决定${event.provisional ? '(暂定)' : ''}`;
    case 'supplementAsked':
      return lines(event.items, `请在${event.answerBy}前提交`);
    case 'supplementAnswered':
      return lines(event.note, event.changed.length === 0 ? '' : `修改了:${event.changed.join('、')}`);
    case 'approved':
      return lines(event.opinion, event.licenceNo === '' ? '' : `执业证书编码:${event.licenceNo}`);
    case 'refused':
      return lines(`《医师法》第十六条${refusalGrounds[event.ground]}`, event.reasons);
    case 'nudged':
      return '';
    default:
      return unknownEvent(event);
  }
}

function lines(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join('\n');
}

function unknownEvent(event: never): never {
  throw new Error(`unknown application event ${JSON.stringify(event)}`);
}
