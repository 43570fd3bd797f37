import type { Application, Desk } from './application.ts';
import type { ApplicationEvent } from './events.ts';
import type { State } from './steps.ts';

/** An event with who did it and when; `at` is an ISO instant. */
export interface RecordedEvent {
  readonly event: ApplicationEvent;
  readonly at: string;
  readonly desk: Desk;
  readonly accountId: string | null;
}

/** Folds one event into the application. Total and pure: the register can be rebuilt from events alone. */
export function evolve(application: Application, recorded: RecordedEvent): Application {
  const moved = { ...application, ...change(application, recorded.event) };
  return {
    ...moved,
    version: application.version + 1,
    stateSince: moved.state === application.state ? application.stateSince : recorded.at,
    handlings: handled(application, recorded),
  };
}

function handled(application: Application, { desk, accountId }: RecordedEvent): Application['handlings'] {
  if (accountId === null || desk === 'applicant' || desk === 'clock') return application.handlings;
  if (application.handlings.some((h) => h.desk === desk && h.accountId === accountId)) return application.handlings;
  return [...application.handlings, { desk, accountId }];
}

function change(application: Application, event: ApplicationEvent): Partial<Application> {
  switch (event.type) {
    case 'submitted':
      return {
        state: 'atInstitution',
        number: event.number,
        subject: event.subject,
        provinceCode: event.provinceCode,
        institutionId: event.institutionId,
        authorityId: event.authorityId,
        consentAuthorityId: event.consentAuthorityId,
        ownInstitution: event.ownInstitution,
        answers: event.answers,
        photoId: event.photoId,
        submittedOn: event.on,
        // A round of its own: that the institution before was late and called to mind is not this one's.
        escalatedOn: null,
        nudges: 0,
        nudgedOn: null,
      };
    case 'institutionPassed':
      return passed(application, event.on);
    case 'institutionReturned':
      return { state: 'returned' };
    case 'institutionDeclined':
      return closed('closedByInstitution', event.on);
    case 'consentGiven':
      return { state: 'atAuthority', receivedOn: event.on };
    case 'consentRefused':
      return closed('consentRefused', event.on);
    case 'accepted':
      return { state: 'accepted', acceptedOn: event.on };
    case 'notAccepted':
      return closed('notAccepted', event.on);
    case 'supplementAsked':
      return { state: 'supplement', pauses: [...application.pauses, { from: event.on, until: null }] };
    case 'supplementAnswered':
      return {
        state: application.acceptedOn === null ? 'atAuthority' : 'accepted',
        // Before acceptance the five days run anew from the day everything is there (行政许可法32).
        receivedOn: application.acceptedOn === null ? event.on : application.receivedOn,
        answers: event.answers,
        photoId: event.photoId,
        pauses: application.pauses.map((pause) => (pause.until === null ? { ...pause, until: event.on } : pause)),
      };
    case 'verified':
      return {};
    case 'approved':
      return closed('approved', event.on);
    case 'refused':
      return closed('refused', event.on);
    case 'withdrawn':
      return closed('withdrawn', event.on);
    case 'nudged':
      return { nudges: application.nudges + 1, nudgedOn: event.on };
    case 'claimed':
      return { ...closed('approved', event.on), number: event.number, submittedOn: event.on };
    case 'reported': {
      const { number, provinceCode, institutionId, authorityId, answers, on } = event;
      const arrived = { submittedOn: on, passedOn: on, receivedOn: on } as const;
      return { state: 'atAuthority', number, provinceCode, institutionId, authorityId, answers, ...arrived };
    }
    case 'escalated':
      return { escalatedOn: event.on };
    case 'steppedIn':
      return { ...passed(application, event.on), steppedInOn: event.on };
    case 'deemedAccepted':
      return { state: 'accepted', acceptedOn: event.acceptedOn };
    case 'lapsed':
      return {
        ...closed('withdrawn', event.on),
        pauses: application.pauses.map((pause) => (pause.until === null ? { ...pause, until: event.on } : pause)),
      };
    default:
      return unknownEvent(event);
  }
}

/** The institution has done its part, or the authority did without it. */
function passed({ authorityId, consentAuthorityId }: Application, on: string): Partial<Application> {
  if (authorityId === null) return { ...closed('approved', on), passedOn: on };
  return consentAuthorityId === null
    ? { state: 'atAuthority', passedOn: on, receivedOn: on }
    : { state: 'atConsent', passedOn: on };
}

function closed(state: State, on: string): Partial<Application> {
  return { state, decidedOn: on };
}

function unknownEvent(event: never): never {
  throw new Error(`unknown application event ${JSON.stringify(event)}`);
}
