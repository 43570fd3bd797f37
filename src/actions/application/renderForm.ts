import type { PersonActor } from '../../domain/access/actor.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { Busy } from '../../outside/turnstile.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { applicationFormData } from './applicationFormData.ts';
import { viewOwnApplication } from './viewOwnApplication.ts';

export interface RenderedPaper {
  readonly fileName: string;
  readonly pdf: Uint8Array;
}

/** 打印预览 and the paper form: what is typed while it can be edited (marked 草稿 until submitted), otherwise the file. */
export async function renderForm(
  services: Services,
  actor: PersonActor,
  applicationId: string,
): Promise<Outcome<RenderedPaper>> {
  const view = await viewOwnApplication(services, actor, applicationId);
  if (view === undefined) return notFound;
  const { row, definition, facts, events, typed, photo, today } = view;
  const time = services.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainTime();
  const data = applicationFormData({
    definition,
    facts,
    answers: typed.answers,
    number: row.number,
    draft: row.state === 'draft',
    events,
    crossProvince: row.number === null ? definition.route.needsConsent(facts) : row.consentAuthorityId !== null,
    photo: photo === undefined ? undefined : await services.storage.get(photo.key),
    printedAt: `${formatDate(today)} ${time.toString({ smallestUnit: 'minute' })}`,
    today: today.toString(),
  });
  try {
    const pdf = await services.documents.pdf('applicationForm', data);
    return done({ fileName: `${definition.papers.formTitle}${row.number ?? '草稿'}.pdf`, pdf });
  } catch (error) {
    if (error instanceof Busy) return refuse({ code: 'paper.busy' });
    throw error;
  }
}
