import { refusal } from '../../domain/vocabulary/refusals.ts';
import { Busy } from '../../outside/turnstile.ts';
import { type Outcome, refuse } from '../outcome.ts';

/** Checking passwords is dear, so only so many wait for it; whoever finds the queue full is asked to come back. */
export async function unlessBusy<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Busy) return refuse(refusal('account.busy'));
    throw error;
  }
}
