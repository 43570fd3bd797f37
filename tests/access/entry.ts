import type { PersonActor } from '../../src/domain/access/actor.ts';
import type { ActorName } from './actors.ts';
import type { World } from './world.ts';

/** What those let in are answered; whoever is not named is turned away: at the door, or with 404 as if nothing were there. */
export type Answers = Readonly<Partial<Record<ActorName, number>>>;

/** One request for one record. */
export interface Case {
  readonly path: string;
  /** Of a form, without `_csrf` and `_key`. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly answers: Answers;
  /** Whose record it is, when not that of the standing approved file. */
  readonly owner?: PersonActor;
  /** Cookie of the visitor whose record it is. */
  readonly visitor?: string;
  /** Who may read about the owner there; those let in, unless said otherwise. */
  readonly sees?: readonly ActorName[] | 'everybody';
  /** Being let in changes nothing in the database. */
  readonly quiet?: boolean;
}

/**
 * How a route is tried, on records of its own each time it is called: a form that somebody has sent with success has
 * changed them. Under `METHOD path`, as the route has it.
 */
export type Entry = (world: World) => Promise<readonly Case[]> | readonly Case[];
export type Entries = Readonly<Record<string, Entry>>;

/** The same answer for several. */
export function each(names: readonly ActorName[], status: number): Answers {
  return Object.fromEntries(names.map((name) => [name, status]));
}

/** A page without a record: the same for everybody named. */
export function page(path: string, answers: Answers, sees: readonly ActorName[] | 'everybody' = []): Entry {
  return () => [{ path, answers, sees }];
}
