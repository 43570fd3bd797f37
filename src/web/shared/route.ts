import type { AuthorityActor, InstitutionActor, PersonActor, SignedIn } from '../../domain/access/actor.ts';
import type { Answer } from './answer.ts';
import type { ActorContext, PageContext } from './context.ts';

/**
 * Who gets past the door of a route. What they then see is decided by scope. `anyone` needs no session, `visitor` keeps
 * one while somebody registers, `person` is signed in, `physician` has activated; staff by role.
 */
export type Access =
  | 'anyone'
  | 'demo'
  | 'visitor'
  | 'person'
  | 'physician'
  | 'institution'
  | 'institutionAdministrator'
  | 'authority'
  | 'authorityAdministrator';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: Access;
  /** What stands in the log of requests and of reads: a name, never an address with an id. */
  readonly name: string;
  /** Bytes a multipart form may bring; absent: no files. */
  readonly fileLimit?: number;
  /** Files a multipart form may bring; absent: one. */
  readonly files?: number;
  /** A form its owner may send while the account is frozen by a dispute; every other form of a person is refused at the door. */
  readonly whileFrozen?: true;
  readonly handle: (context: PageContext) => Promise<Answer>;
}

interface Options {
  readonly fileLimit?: number;
  readonly files?: number;
  readonly whileFrozen?: true;
}
type Handle<C> = (context: C) => Promise<Answer>;
/** One of `on`, for pages that two ends share. */
export type Make<C> = (
  method: Route['method'],
  path: string,
  name: string,
  handle: Handle<C>,
  options?: Options,
) => Route;

function forVisitors(access: Access): Make<PageContext> {
  return (method, path, name, handle, options = {}) => ({ method, path, access, name, handle, ...options });
}

function forActors<A extends SignedIn>(access: Access): Make<ActorContext<A>> {
  return (method, path, name, handle, options = {}) => ({
    method,
    path,
    access,
    name,
    ...options,
    // The door (server.ts) has made sure that this actor is there.
    handle: (context) => handle(context as ActorContext<A>),
  });
}

/** `on.person('GET', paths.person.home, '首页', async (context) => …)` */
export const on = {
  anyone: forVisitors('anyone'),
  demo: forVisitors('demo'),
  visitor: forVisitors('visitor'),
  person: forActors<PersonActor>('person'),
  physician: forActors<PersonActor & { physicianId: string }>('physician'),
  institution: forActors<InstitutionActor>('institution'),
  institutionAdministrator: forActors<InstitutionActor>('institutionAdministrator'),
  authority: forActors<AuthorityActor>('authority'),
  authorityAdministrator: forActors<AuthorityActor>('authorityAdministrator'),
};
