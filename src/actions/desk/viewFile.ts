import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { may } from '../../domain/access/may.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import { daysOf, deadlineOf } from '../../domain/procedure/deadline.ts';
import { carriedOver, changesOf } from '../../domain/procedure/fileChanges.ts';
import { overdue } from '../../domain/procedure/overdue.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { cite } from '../../domain/vocabulary/articles.ts';
import { findApplication } from '../../store/applications.ts';
import { findFileNames } from '../../store/deskFile.ts';
import { findFacts } from '../../store/facts.ts';
import { findLetters } from '../../store/letters.ts';
import { findEvents } from '../../store/procedure.ts';
import { scopeFor } from '../../store/scope.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { FileView } from './fileView.ts';
import { lateReport } from './lateReport.ts';
import { maskAnswers, maskChanges, maskFacts } from './maskFacts.ts';
import { recordReading } from './recordReading.ts';

/** A file of the actor's scope with everything a decision rests on; the reading is written down first. */
export async function viewFile(
  services: Services,
  actor: InstitutionActor | AuthorityActor,
  id: string,
): Promise<Outcome<FileView>> {
  const db = services.database;
  const file = await findApplication(db, scopeFor(actor), id);
  if (file === undefined) return notFound;
  const { accountId, institutionId, entryId, physicianId } = file;
  const [facts, names, events, letters, calendar] = await Promise.all([
    findFacts(db, { accountId, institutionId, applicationId: file.id, entryId, subject: file.subject }),
    db.row(findFileNames, file.id),
    db.rows(findEvents, file.id),
    db.rows(findLetters, file.id),
    services.calendar(),
    recordReading(services, actor, '业务申请', physicianId, file.id),
  ]);
  if (facts === undefined || names === undefined) throw new Error(`application ${file.id} has no physician behind it`);
  const definition = getDefinition(file.kind);
  const today = chinaDate(services.clock.now());
  const { workingDays } = definition.route;
  const happened = events.map(({ event }) => event);
  return done({
    file: { ...file, answers: maskAnswers(definition, file.answers) },
    definition,
    facts: maskFacts(facts),
    names,
    events,
    letters,
    findings: [
      ...lateReport(events),
      ...definition.checks.map((check) => ({
        title: check.title,
        article: cite(check.article),
        ...check.run(facts, file, today.toString()),
      })),
    ],
    changes: maskChanges(definition, changesOf(definition, happened)),
    carried: carriedOver(definition, happened),
    deadline: deadlineOf(file, calendar, workingDays, today),
    days: daysOf(file, calendar, workingDays, today, names.authority ?? ''),
    refusalsOf: (step) => {
      const forbidden = may(actor, step, file, facts.physician);
      if (forbidden.length > 0 || step !== 'stepIn') return forbidden;
      return overdue(definition, file, { step, reasons: '…' }, { date: today, calendar }).refusals ?? [];
    },
  });
}
