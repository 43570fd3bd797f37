import type { ComponentChildren } from 'preact';
import type { FileView } from '../../actions/desk/fileView.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import {
  AnswersCard,
  ChangesCard,
  FileColumns,
  FindingsCard,
  HistoryCard,
  PersonCards,
  StateTag,
} from './applicationFile.tsx';
import { FileClock } from './fileClock.tsx';
import type { FormPart } from './formPage.tsx';
import { LettersCard } from './lettersCard.tsx';
import { BackLink } from './navigation.tsx';
import { PageHeading } from './pageHeading.tsx';
import { RevealLink } from './revealLink.tsx';

/** What one desk shows of a file beside the facts that both see. */
export interface DeskFileParts {
  /** Name of the list the file was opened from. */
  readonly list: string;
  /** Behind the state: whose file it is. */
  readonly whose?: string | null;
  /** What was said of the file before it came to this desk; stands before the answers. */
  readonly before?: ComponentChildren;
  /** What else is known of the person; stands after the answers. */
  readonly background?: ComponentChildren;
  /** Beside the facts, below the clock: what can be done. */
  readonly side: ComponentChildren;
}

export interface DeskFileProps extends DeskFileParts, FormPart {
  readonly view: FileView;
  readonly paths: {
    readonly applications: string;
    readonly applicationPhoto: (id: string) => string;
    readonly applicationPdf: (id: string) => string;
    readonly applicationReveal: (id: string) => string;
    readonly letter: (id: string) => string;
  };
}

/** A file as staff read it: what was changed and what needs attention first, then the person, the answers, the history. */
export function DeskFile({ context, view, paths, errors, list, whose, before, background, side }: DeskFileProps) {
  const today = chinaDate(context.services.clock.now());
  const { file, definition, facts } = view;
  return (
    <>
      <BackLink href={paths.applications}>{list}</BackLink>
      <PageHeading
        title={`${definition.title} · ${facts.physician.name}`}
        note={
          <>
            {file.number} <StateTag state={file.state} /> {whose && `${whose} `}
            <a href={paths.applicationPdf(file.id)}>打印表单(PDF)</a>
          </>
        }
      />
      <FileColumns
        errors={errors}
        main={
          <>
            <ChangesCard changes={view.changes} />
            <FindingsCard findings={view.findings} />
            <PersonCards view={view} photoHref={paths.applicationPhoto(file.id)} />
            <RevealLink href={paths.applicationReveal(file.id)} />
            {before}
            <AnswersCard view={view} today={today.toString()} />
            {background}
            <HistoryCard view={view} today={today} />
          </>
        }
        side={
          <>
            <FileClock view={view} />
            <LettersCard letters={view.letters} href={paths.letter} today={today} />
            {side}
          </>
        }
      />
    </>
  );
}
