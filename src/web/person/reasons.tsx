import type { Definition } from '../../domain/procedure/definition.ts';
import { cite } from '../../domain/vocabulary/articles.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type CurePlace, cureOf } from '../../domain/vocabulary/startCures.ts';
import { paths } from '../shared/paths.ts';

/** Why something cannot be begun: for each reason its article, what to do about it and the way there. */
export function Reasons({ definition, refusals }: { definition: Definition; refusals: readonly Refusal[] }) {
  if (refusals.length === 0) return null;
  return (
    <ul class="reasons">
      {refusals.map((refusal) => (
        <Reason key={JSON.stringify(refusal)} definition={definition} refusal={refusal} />
      ))}
    </ul>
  );
}

function Reason({ definition, refusal }: { definition: Definition; refusal: Refusal }) {
  const cure = cureOf(refusal.code);
  const article = cure?.article ?? definition.authority[0];
  return (
    <li>
      <p>{refusalText(refusal)}</p>
      {cure !== undefined && <p>{cure.words}</p>}
      {cure?.to && (
        <p>
          <a href={hrefOf(cure.to.place)}>{cure.to.label}</a>
        </p>
      )}
      {article !== undefined && <p class="quiet">依据:{cite(article)}</p>}
    </li>
  );
}

function hrefOf(place: CurePlace): string {
  if ('kind' in place) return paths.person.businessKind(place.kind);
  switch (place.page) {
    case 'activation':
      return paths.person.activate;
    case 'correction':
      return paths.person.correction;
    case 'ownFiles':
      return paths.person.home;
    case 'maintenance':
      return paths.person.maintenance;
    default:
      return unknownPlace(place.page);
  }
}

/** Under which word of the menu a kind is found: what an institution alone decides is 信息维护. */
export function menuPlace({ route }: Definition): 'business' | 'maintenance' {
  return route.decidedBy === 'institution' ? 'maintenance' : 'business';
}

/** Where 【点击进入】 of a kind leads. */
export function businessHref({ kind, route }: Definition): string {
  switch (route.decidedBy) {
    case 'authority':
      return paths.person.businessKind(kind);
    case 'institution':
      return paths.person.maintenance;
    case 'nobody':
      return paths.person.licence;
    default:
      return unknownPlace(route.decidedBy);
  }
}

function unknownPlace(place: never): never {
  throw new Error(`unknown place ${String(place)}`);
}
