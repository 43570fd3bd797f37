import type { Definition } from '../procedure/definition.ts';
import { change } from './change.ts';
import { deregistration } from './deregistration.ts';
import { eLicence } from './eLicence.ts';
import { inactiveFiling } from './inactiveFiling.ts';
import { multiSiteCancellation } from './multiSiteCancellation.ts';
import { multiSiteFiling } from './multiSiteFiling.ts';
import { photoUpdate } from './photoUpdate.ts';
import { reactivation } from './reactivation.ts';
import { registration } from './registration.ts';

/** The kinds, in the order of the menu. A new kind is one file and one line here. */
export const catalogue: readonly Definition[] = [
  registration,
  change,
  multiSiteFiling,
  multiSiteCancellation,
  inactiveFiling,
  reactivation,
  deregistration,
  photoUpdate,
  eLicence,
];

/** The definition of a kind; undefined for a word nobody knows. */
export function findDefinition(kind: string): Definition | undefined {
  return catalogue.find((definition) => definition.kind === kind);
}

/** The definition of a stored application. Throws when the catalogue has lost a kind that is in use. */
export function getDefinition(kind: string): Definition {
  const definition = findDefinition(kind);
  if (definition === undefined) throw new Error(`no definition for the application kind ${kind}`);
  return definition;
}
