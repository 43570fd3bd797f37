import type { Progress } from '../../actions/session/findActor.ts';
import { paths } from '../shared/paths.ts';

/** The next page on the way to activation, in the guide's order: 校验 with its button to the phone (01.7), 激活 (02), then home. */
export function landingOf({ matched, phoneVerified, activated }: Progress): string {
  if (activated) return paths.person.home;
  return matched && phoneVerified ? paths.person.activate : paths.person.welcome;
}
