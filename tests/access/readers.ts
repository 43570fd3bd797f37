import { groups } from './actors.ts';
import { type Entry, each } from './entry.ts';
import { fileStates } from './files.ts';

/** Who sees a file: its institution once it is submitted; its county and those above once the institution has passed it or has left it lying. */
export const readers = {
  institution: { from: 1, names: groups.ownInstitution },
  authority: { from: 2, names: [...groups.ownCounty, ...groups.superiors] },
} as const;

/** A page of a file, in each state a file can be in. */
export function inEveryState(end: 'institution' | 'authority', address = ''): Entry {
  const { from, names } = readers[end];
  return ({ files }) =>
    fileStates.map((state, index) => ({
      path: `/${end}/applications/${files[state].id}${address}`,
      answers: index >= from ? each(names, 200) : {},
    }));
}
