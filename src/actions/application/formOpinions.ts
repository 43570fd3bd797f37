import type { Definition } from '../../domain/procedure/definition.ts';
import { institutionConfirmations } from '../../domain/procedure/events.ts';
import type { RecordedEvent } from '../../domain/procedure/evolve.ts';
import { refusalBasis } from '../../domain/procedure/refusalBasis.ts';
import type { ApplicationFormData } from '../../outside/documents/documentRenderer.ts';

type Opinion = ApplicationFormData['opinions'][number];
type Events = readonly RecordedEvent[];

/** The boxes of a printed form for the offices, filled with what they have said so far. */
export function opinionsOf(definition: Definition, events: Events, crossProvince: boolean): readonly Opinion[] {
  const consent = crossProvince ? [consentOpinion(events)] : [];
  const authority = definition.route.decidedBy === 'authority' ? [authorityOpinion(definition, events)] : [];
  return [institutionOpinion(events), ...consent, ...authority];
}

function institutionOpinion(events: Events): Opinion {
  const steppedIn = last(events, 'steppedIn');
  if (steppedIn !== undefined) return withoutInstitution(steppedIn);
  const passed = last(events, 'institutionPassed');
  return opinion('医疗机构意见', [
    ['结果', passed === undefined ? '' : '同意,已审核通过'],
    ['已确认', passed?.confirmed.map((key) => institutionConfirmations[key]).join(';') ?? ''],
    ['意见', passed?.opinion ?? ''],
    ['日期', passed?.on ?? ''],
  ]);
}

/** 直接办理: the institution has said nothing, and signs nothing. */
function withoutInstitution({ reasons, on }: EventOf<'steppedIn'>): Opinion {
  const rows = [
    ['结果', '逾期未审核,由主管部门直接办理'],
    ['理由', reasons],
    ['日期', on],
  ] as const;
  return { ...opinion('医疗机构意见', rows), signature: false };
}

function consentOpinion(events: Events): Opinion {
  const given = last(events, 'consentGiven');
  const refused = last(events, 'consentRefused');
  const result = given === undefined ? (refused === undefined ? '' : '不同意') : '同意';
  const words = given?.opinion ?? refused?.reasons ?? '';
  return opinion('省级中医药主管部门意见(跨省执业)', [
    ['结果', result],
    ['意见', words],
    ['日期', given?.on ?? refused?.on ?? ''],
  ]);
}

function authorityOpinion(definition: Definition, events: Events): Opinion {
  const approved = last(events, 'approved');
  const refused = last(events, 'refused');
  const notAccepted = last(events, 'notAccepted');
  const ground = refused === undefined ? '' : `${refusalBasis(definition, refused.ground)}:${refused.reasons}`;
  const result = approved
    ? definition.papers.approved
    : refused
      ? definition.papers.refused
      : notAccepted
        ? '不予受理'
        : '';
  return opinion('卫生健康行政部门意见', [
    ['受理日期', last(events, 'accepted')?.on ?? ''],
    ['结果', result],
    ['意见', approved?.opinion ?? notAccepted?.reasons ?? ground],
    ['日期', approved?.on ?? refused?.on ?? notAccepted?.on ?? ''],
  ]);
}

function opinion(title: string, rows: readonly (readonly [label: string, value: string])[]): Opinion {
  return { title, lines: rows.map(([label, value]) => ({ label, value })), signature: true };
}

type EventOf<T> = Extract<RecordedEvent['event'], { type: T }>;

function last<T extends RecordedEvent['event']['type']>(events: Events, type: T): EventOf<T> | undefined {
  const found = events.findLast(({ event }) => event.type === type)?.event;
  return found as EventOf<T> | undefined;
}
