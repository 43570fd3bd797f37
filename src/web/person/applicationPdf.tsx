import { renderForm } from '../../actions/application/renderForm.ts';
import { readLetter } from '../../actions/letters/readLetter.ts';
import { refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import type { PageContext } from '../shared/context.ts';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { personMessage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

/** Papers are printed one at a time; too many waiting is said, not a fault. */
export function busyPage(context: PageContext): Answer {
  return html(personMessage(context, '请稍候', <p>{refusalText(refusal('paper.busy'))}</p>), 503);
}

/** Shown in the browser, which prints it; 另存 is a word of every PDF reader. */
async function showPdf(context: PersonContext): Promise<Answer> {
  const paper = await renderForm(context.services, context.actor, context.params.id ?? '');
  if (paper.kind === 'done') return bytes('application/pdf', paper.value.pdf);
  return paper.kind === 'refused' ? busyPage(context) : notFoundPage(context, personMessage);
}

async function showLetter(context: PersonContext): Promise<Answer> {
  const letter = await readLetter(context.services, context.actor, context.params.id ?? '');
  return letter.kind === 'done' ? bytes('application/pdf', letter.value.pdf) : notFoundPage(context, personMessage);
}

export const applicationPdfPages: readonly Route[] = [
  on.physician('GET', paths.person.applicationPdf(':id'), '业务打印表单PDF', showPdf),
  on.physician('GET', paths.person.letter(':id'), '文书', showLetter),
];
