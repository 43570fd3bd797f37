import type { Progress } from '../../actions/session/findActor.ts';
import { paths } from '../shared/paths.ts';

/** The next thing to do on the way to activation (guide 01.7 – 02), and afterwards the home page. */
export function landingOf({ matched, phoneVerified, activated }: Progress): string {
  if (activated) return paths.person.home;
  if (!matched) return paths.person.welcome;
  return phoneVerified ? paths.person.activate : paths.person.verifyPhone;
}
