import { renderForm } from '../../actions/application/renderForm.ts';
import { bytes } from '../shared/answer.ts';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { personMessage } from './shell.tsx';

/** Shown in the browser, which prints it; 另存 is a word of every PDF reader. */
export const applicationPdfPages: readonly Route[] = [
  on.physician('GET', paths.person.applicationPdf(':id'), '业务打印表单PDF', async (context) => {
    const paper = await renderForm(context.services, context.actor, context.params.id ?? '');
    return paper === undefined ? notFoundPage(context, personMessage) : bytes('application/pdf', paper.pdf);
  }),
];
