import type { AuthorityActor, InstitutionActor, PersonActor, SignedIn } from '../../domain/access/actor.ts';
import type { Answer } from './answer.ts';
import type { ActorContext, PageContext } from './context.ts';
import type { Form } from './forms.ts';

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

/** Always, or for some forms of a page that has several: `(form) => form.text('step') === 'approve'`. */
export type When = true | ((form: Form) => boolean);

/** What staff must have done before; the door sees to it. */
export interface Demands {
  /**
   * How far somebody must have come: `password` has it right and owes the second factor, `account` has given it and may
   * still owe a password of their own. Absent: all of it.
   */
  readonly stage?: 'password' | 'account';
  /** A second factor not older than STEP_UP_MINUTES; what was typed is carried over the question for it. */
  readonly fresh?: When;
  /** A decision: closed to whoever has not been confirmed for a year. */
  readonly decides?: When;
  /** A script asks by itself: no sign that somebody sits there. */
  readonly unattended?: true;
}

export interface Route extends Demands {
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
  /** The page may ask for the camera; no other page can. */
  readonly camera?: true;
  readonly handle: (context: PageContext) => Promise<Answer>;
}

export interface Options extends Demands {
  readonly fileLimit?: number;
  readonly files?: number;
  readonly whileFrozen?: true;
  readonly camera?: true;
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
