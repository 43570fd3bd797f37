import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findListed } from '../../store/joiningInstitutions.ts';
import { type HumanAnswer, passHumanCheck } from '../account/passHumanCheck.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { type JoiningForm, readJoining } from './joiningForm.ts';
import type { Joining } from './joiningState.ts';
import { responsibleAuthority } from './responsibleAuthority.ts';

export interface StartForm extends JoiningForm {
  readonly human: HumanAnswer;
  readonly noticeRead: boolean;
}

/**
 * The first page of 机构入驻申请, kept in the session. Names and numbers of institutions are public (they hang on the wall of
 * each), so that one has staff here already is said, to who has shown that they are no program.
 */
export async function startJoining(
  services: Services,
  from: { readonly token: string; readonly network: string },
  form: StartForm,
): Promise<Outcome<'started'>> {
  const { joining, refusals } = readJoining(form);
  const unread = await passHumanCheck(services, 'captcha:join', from, form.human);
  if (unread !== undefined) refusals.push(unread);
  if (!form.noticeRead) refusals.push(refusal('notice.unread', 'noticeRead'));
  if (joining === undefined || refusals.length > 0) return refuse(...refusals);
  const listed = await services.database.row(findListed, joining.number);
  if (listed?.staffed === true) return refuse(refusal('joining.known', 'number', { authority: listed.authorityName }));
  const authority = await responsibleAuthority(services.database, joining);
  if (authority === undefined) return refuse(refusal('missingInstitution.noAuthority', 'region'));
  const kept: Joining = {
    ...joining,
    noticeVersion: services.privacyNotices[0]?.version ?? '',
    noticeReadAt: services.clock.now().toString(),
    provenAt: null,
  };
  await keepInSession(services, from.token, { joining: kept, joined: null });
  return done('started');
}
