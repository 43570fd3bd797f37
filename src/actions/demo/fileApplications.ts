import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../domain/access/actor.ts';
import { institutionConfirmations } from '../../domain/procedure/events.ts';
import { findOwnApplications } from '../../store/applications.ts';
import { accept } from '../application/accept.ts';
import { decideApplication } from '../application/decideApplication.ts';
import { reviewByInstitution } from '../application/reviewByInstitution.ts';
import type { StepForm } from '../application/stepForm.ts';
import { submit } from '../application/submit.ts';
import type { Services } from '../services.ts';
import { actAs } from './actAs.ts';
import { draftFurther, elsewhere, type FurtherFile, onFile } from './draftFurther.ts';
import { draftRegistration, takenStep } from './draftRegistration.ts';
import type { DemoPersonLogin } from './planAccounts.ts';

interface DemoFile {
  readonly person: DemoPersonLogin;
  /** End of the 登记号 of the institution. */
  readonly clinic: string;
  readonly passed?: true;
  /** Region of the authority that has accepted it. */
  readonly acceptedIn?: string;
  readonly approved?: true;
  /** What they have been granted since. */
  readonly further?: FurtherFile;
}

/** Where each file stands when somebody first looks, so that no kind of desk is empty. */
const files: readonly DemoFile[] = [
  { person: 'zhangjinghe', clinic: '427', passed: true, acceptedIn: '430104', approved: true },
  { person: 'puzhengyang', clinic: '433', passed: true, acceptedIn: '530102', approved: true },
  { person: 'ouyangyan', clinic: '427', passed: true, acceptedIn: '430104' },
  { person: 'zhoucaiwei', clinic: '428', passed: true },
  { person: 'duanhexu', clinic: '432', passed: true },
  // Examined in the other province: it waits for the consent of this one.
  { person: 'zhaxiduoji', clinic: '426', passed: true },
  { person: 'hebanxia', clinic: '427' },
  { person: 'xieyunling', clinic: '427', passed: true, acceptedIn: '430104', approved: true, further: elsewhere },
  { person: 'longji', clinic: '428', passed: true, acceptedIn: '430104', approved: true, further: onFile },
];

/** Files applications by the very steps people take. Whoever has one already (a start broken off) keeps it as it stands. */
export async function fileApplications(
  services: Services,
  accounts: ReadonlyMap<string, string>,
  photo: Uint8Array,
): Promise<void> {
  for (const file of files) {
    const accountId = accounts.get(file.person) ?? '';
    if ((await services.database.rows(findOwnApplications, accountId)).length > 0) continue;
    const applicant = await actAs(services, 'person', accountId);
    const applicationId = await draftRegistration(services, applicant, file.clinic, photo);
    await moveOn(services, accounts, file, applicant, applicationId);
    if (file.further === undefined) continue;
    const further = await draftFurther(services, applicant, file.further);
    await moveOn(services, accounts, { ...file, clinic: file.further.clinic }, applicant, further);
  }
}

async function moveOn(
  services: Services,
  accounts: ReadonlyMap<string, string>,
  { clinic, passed, acceptedIn, approved }: DemoFile,
  applicant: PersonActor,
  applicationId: string,
): Promise<void> {
  const form = (version: number): StepForm => ({ applicationId, version, key: randomUUID(), location: '/' });
  takenStep(await submit(services, applicant, form(0)));
  if (passed !== true) return;
  const clerk = await actAs(services, 'institution', accounts.get(`clerk-${clinic}`));
  const confirmed = Object.keys(institutionConfirmations);
  takenStep(await reviewByInstitution(services, clerk, form(1), { outcome: 'pass', opinion: '同意', confirmed }));
  if (acceptedIn === undefined) return;
  const officer = await actAs(services, 'authority', accounts.get(`officer-${acceptedIn}`));
  takenStep(await accept(services, officer, form(2)));
  if (approved !== true) return;
  const decider = await actAs(services, 'authority', accounts.get(`decider-${acceptedIn}`));
  const opinion = '材料齐全,符合法定条件';
  takenStep(await decideApplication(services, decider, form(3), { outcome: 'approve', opinion }));
}
