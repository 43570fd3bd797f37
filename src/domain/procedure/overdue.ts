import { chinaDate } from '../time/dates.ts';
import { addWorkingDays } from '../time/workingDays.ts';
import { refusal } from '../vocabulary/refusals.ts';
import type { Application } from './application.ts';
import type { Decision, StepInput, Today } from './decide.ts';
import { notThisWay, withReasons } from './decision.ts';
import type { Definition } from './definition.ts';
import { settings } from './settings.ts';
import { steps } from './steps.ts';

type OverdueInput = Extract<StepInput, { step: 'stepIn' | 'escalate' | 'deemAccepted' | 'lapse' }>;

/** What may be done only after a period has passed: its last day is still in time. */
export function overdue(definition: Definition, application: Application, input: OverdueInput, today: Today): Decision {
  const on = today.date.toString();
  const lastDay = (days: number, from = sinceDay(application)) => addWorkingDays(today.calendar, from, days).date;
  const early = (day: Temporal.PlainDate): Decision | undefined =>
    Temporal.PlainDate.compare(today.date, day) > 0
      ? undefined
      : { refusals: [refusal('step.tooEarly', undefined, { step: steps[input.step], date: day.toString() })] };
  switch (input.step) {
    case 'escalate':
      if (application.escalatedOn !== null) return notThisWay(application, 'escalate');
      return early(lastDay(settings.institutionWorkingDays)) ?? { event: { type: 'escalated', on } };
    case 'stepIn':
      return (
        early(lastDay(settings.stepInWorkingDays)) ??
        withReasons(input.reasons, '直接办理的理由', { type: 'steppedIn', on, reasons: input.reasons })
      );
    case 'lapse':
      // What an institution has reported does not end because somebody was silent.
      if (application.startedBy === 'institution') return notThisWay(application, 'lapse');
      return early(lastDay(settings.supplementWorkingDays)) ?? { event: { type: 'lapsed', on } };
    case 'deemAccepted': {
      const received = Temporal.PlainDate.from(application.receivedOn ?? sinceDay(application).toString());
      const due = addWorkingDays(today.calendar, received, definition.route.workingDays);
      const accepted = { acceptedOn: received.toString(), dueOn: due.date.toString(), provisional: due.provisional };
      return (
        early(lastDay(settings.acceptanceWorkingDays, received)) ?? {
          event: { type: 'deemedAccepted', on, ...accepted },
        }
      );
    }
    default:
      return unknownStep(input);
  }
}

/** The day in China on which the file came into its state. */
export function sinceDay(application: Application): Temporal.PlainDate {
  return chinaDate(Temporal.Instant.from(application.stateSince));
}

function unknownStep(input: never): never {
  throw new Error(`unknown step ${JSON.stringify(input)}`);
}
