import type { Application, Desk } from '../procedure/application.ts';
import { type Step, states, steps, stepTable } from '../procedure/steps.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { DeskActor, SignedIn } from './actor.ts';
import { aboutThemselves, type Concerned, isTheirs } from './oneself.ts';

const deskNames: Readonly<Record<Desk, string>> = {
  applicant: '申请人本人',
  institution: '拟执业机构',
  consent: '拟执业省的中医药主管部门',
  authority: '审批机关',
  clock: '系统',
};

/**
 * May this actor take this step on this file now? All reasons why not, none when they may. Nobody handles a file
 * about themselves. Scope (whose file it is at all) is decided before, in SQL; this
 * repeats the owner test so that a record that slipped through is still refused.
 */
export function may(actor: SignedIn, step: Step, application: Application, applicant: Concerned): readonly Refusal[] {
  const move = stepTable[application.state][step];
  if (move === undefined) {
    return [refusal('step.notNow', undefined, { state: states[application.state], step: steps[step] })];
  }
  if (!sitsAt(actor, move.by, application)) {
    return [refusal('step.notYours', undefined, { desk: deskNames[move.by] })];
  }
  if (application.startedBy === 'institution') {
    // What an institution has reported is not the physician's to take back or to word anew; they can object at the authority.
    if (move.by === 'applicant') {
      return [refusal('step.notYours', undefined, { desk: '审批机关' })];
    }
    // So nobody could answer a supplement: who reported wrongly reports again.
    if (step === 'askForSupplement') return [refusal('supplement.reported')];
  }
  return [...rightOf(actor, step, application), ...separation(actor, move.by, step, application, applicant)];
}

function sitsAt(actor: SignedIn, desk: Desk, application: Application): boolean {
  switch (desk) {
    case 'applicant':
      return actor.end === 'person' && actor.accountId === application.accountId;
    case 'institution':
      return actor.end === 'institution' && actor.institutionId === application.institutionId;
    case 'consent':
      return actor.end === 'authority' && actor.authorityId === application.consentAuthorityId;
    case 'authority':
      return actor.end === 'authority' && actor.authorityId === application.authorityId;
    case 'clock':
      return false;
    default:
      return unknownDesk(desk);
  }
}

const decisions: readonly Step[] = ['approve', 'refuse', 'giveConsent', 'refuseConsent', 'stepIn'];

function rightOf(actor: SignedIn, step: Step, { pauses }: Application): readonly Refusal[] {
  if (actor.end !== 'authority') return [];
  // 行政许可法32: everything is named at once; what was overlooked a supervisor asks for, and answers for it.
  const again = step === 'askForSupplement' && pauses.length > 0;
  if (again && actor.role === 'officer') return [refusal('supplement.decider')];
  const allowed = decisions.includes(step)
    ? actor.role === 'decider'
    : actor.role === 'decider' || actor.role === 'officer';
  return allowed ? [] : [refusal('step.moreRight', undefined, { step: steps[step] })];
}

function separation(
  actor: SignedIn,
  desk: Desk,
  step: Step,
  application: Application,
  applicant: Concerned,
): readonly Refusal[] {
  if (actor.end === 'person') return [];
  const found: Refusal[] = [];
  const ownClinic = application.ownInstitution && desk === 'institution';
  if (!ownClinic) found.push(...aboutThemselves(actor, applicant, 'file.aboutYourself'));
  if (application.handlings.some((h) => isTheirs(actor, h.accountId) && h.desk !== desk)) {
    found.push(refusal('file.handledEarlier'));
  }
  return [...found, ...twoOfficers(actor, step, application)];
}

/**
 * 本人机构: nobody but the applicant has looked at the file before it came to the authority, so that two of its officers must.
 * Where the clock accepted it, or whoever is to decide did, another one verifies it first (核对).
 */
function twoOfficers(actor: DeskActor, step: Step, { ownInstitution, handlings }: Application): readonly Refusal[] {
  const here = handlings.filter(({ desk }) => desk === 'authority');
  if (step === 'verify') {
    if (!ownInstitution) return [refusal('file.noSecondOfficer')];
    return here.some((h) => isTheirs(actor, h.accountId)) ? [refusal('file.verifiedBefore')] : [];
  }
  const decides = step === 'approve' || step === 'refuse';
  if (!ownInstitution || !decides) return [];
  return here.some((h) => !isTheirs(actor, h.accountId)) ? [] : [refusal('file.twoOfficers')];
}

function unknownDesk(desk: never): never {
  throw new Error(`unknown desk ${String(desk)}`);
}
