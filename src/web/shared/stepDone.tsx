import type { FileView } from '../../actions/desk/fileView.ts';
import type { NextFile } from '../../actions/desk/nextFile.ts';
import { eventTitle } from '../../domain/procedure/eventWords.ts';
import { Flash } from './notice.tsx';

export interface StepDoneProps {
  readonly view: FileView;
  readonly next: NextFile | undefined;
  readonly href: (id: string) => string;
  /** Address of the queue, when it is empty now. */
  readonly queue: string;
}

/** What the officer has just done, told from the record and not from the address; and the file to take next. */
export function StepDone({ view, next, href, queue }: StepDoneProps) {
  const event = view.events.at(-1)?.event;
  if (event === undefined) return null;
  const licence = event.type === 'approved' && event.licenceNo !== '' ? `执业证书编码 ${event.licenceNo}。` : '';
  return (
    <Flash>
      {`已办理:${eventTitle(view.definition, event)}(${view.file.number})。${licence}`}{' '}
      {next === undefined ? (
        <a href={queue}>这一队列已办完,回到列表</a>
      ) : (
        <a href={href(next.id)}>{`办理下一件 ${next.number}`}</a>
      )}
    </Flash>
  );
}
