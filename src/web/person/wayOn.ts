import { findActor } from '../../actions/session/findActor.ts';
import type { PageContext } from '../shared/context.ts';
import { localNext } from '../shared/localNext.ts';
import { paths } from '../shared/paths.ts';
import { landingOf } from './landing.ts';

/** Where somebody who has just signed in wanted to go, once nothing is missing; before that, what is missing. */
export async function wayOn({ services, form }: PageContext, token: string): Promise<string> {
  const session = await findActor(services, token);
  if (session === undefined) return paths.person.signIn;
  const next = session.progress.activated ? localNext(form.text('next'), '/person') : undefined;
  return next ?? landingOf(session.progress);
}
