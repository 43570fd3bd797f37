import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { eventWords } from '../../domain/procedure/eventWords.ts';
import { states } from '../../domain/procedure/steps.ts';
import { Notice } from '../shared/notice.tsx';

/** Why the file came back, in the words of the office, above the form in which it is cured. */
export function CameBack({ view }: { view: OwnApplication }) {
  const { row, definition, events } = view;
  const wanted =
    row.state === 'returned' ? 'institutionReturned' : row.state === 'supplement' ? 'supplementAsked' : undefined;
  const asked = wanted === undefined ? undefined : events.findLast(({ event }) => event.type === wanted);
  if (asked === undefined) return null;
  return (
    <Notice tone="warning" title={`${asked.organisation}:${states[row.state]}`}>
      {eventWords(definition, asked.event)
        .split('\n')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
    </Notice>
  );
}
