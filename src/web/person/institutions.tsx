import { searchInstitutions } from '../../actions/institution/searchInstitutions.ts';
import { json } from '../shared/answer.ts';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { choiceOf } from './institutionQuestion.tsx';

/** What the script of the institution field asks while the name is typed. */
export const institutionPages: readonly Route[] = [
  on.physician('GET', paths.person.institutionSearch, '查找机构', async ({ services, query }) =>
    json((await searchInstitutions(services, query.text('q'))).map(choiceOf)),
  ),
];
