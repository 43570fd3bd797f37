import type { PersonActor } from '../../domain/access/actor.ts';
import { eventWords } from '../../domain/procedure/eventWords.ts';
import { askedFields } from '../../domain/procedure/field.ts';
import { states } from '../../domain/procedure/steps.ts';
import { viewOwnApplication } from '../application/viewOwnApplication.ts';
import type { Services } from '../services.ts';

/** One application as its applicant takes it along: what they wrote and what became of it. */
export async function ownFile(services: Services, actor: PersonActor, id: string): Promise<object | undefined> {
  const file = await viewOwnApplication(services, actor, id);
  if (file === undefined) return undefined;
  const { row, definition, facts, typed, names, events, today } = file;
  const fields = askedFields([...definition.form.apply, ...definition.form.printed], facts, today.toString());
  return {
    业务: definition.title,
    业务编号: row.number,
    状态: states[row.state],
    机构: names.institution,
    主管部门: names.authority,
    提交日期: row.submittedOn,
    办结日期: row.decidedOn,
    填写内容: Object.fromEntries(fields.map(({ key, label }) => [label, typed.answers[key] ?? ''])),
    经过: events.map(({ at, organisation, event }) => ({
      时间: at,
      单位: organisation,
      事项: eventWords(definition, event),
    })),
  };
}
