import type { LiveView } from '../issuing/liveView.ts';
import { hasEnded } from './entry.ts';
import { type RegisterEvent, registerEventTitle } from './events.ts';
import { registerEventWords } from './eventWords.ts';
import type { PublicPhysician } from './publicView.ts';

/** All that could be shown of a registration; what is, the view decides. */
export interface ShownFacts {
  readonly physician: PublicPhysician;
  readonly registeredOn: string;
  /** Masked already: the whole number contains that of the identity card. */
  readonly certificateNo: string;
  readonly events: readonly {
    readonly event: RegisterEvent;
    readonly institution: string | null;
  }[];
}

export interface ShownEvent {
  readonly on: string;
  readonly what: string;
  readonly words: string;
}

/** What somebody who checks is shown. */
export interface ShownLicence {
  readonly physician: PublicPhysician;
  /** Further rows under the nine public ones. */
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** What happened to the registration, the oldest first; empty where the view has none of it. */
  readonly events: readonly ShownEvent[];
  readonly photo: boolean;
}

/** Where somebody worked and when: of interest to who employs them. Why they stopped is between them and the authority. */
const ofInstitutions: readonly RegisterEvent['type'][] = [
  'registered',
  'mainInstitutionChanged',
  'siteAdded',
  'siteEnded',
];

/**
 * The fields of each view. A patient needs what anybody may look up, and the face to compare. An employer also needs since
 * when and where (the filings of 多执业机构 concern them), a court the whole course with its reasons and the qualification.
 * Nobody is shown the birth date, the ID number, or how to reach the holder. A registration that has ended is no licence to
 * show: of it only what everybody may know is told.
 */
export function showLicence(facts: ShownFacts, view: LiveView): ShownLicence {
  const { physician, registeredOn, certificateNo, events } = facts;
  if (hasEnded(physician)) return { physician, rows: [], events: [], photo: false };
  const registered = { label: '注册日期', value: registeredOn };
  switch (view) {
    case 'patient':
      return { physician, rows: [], events: [], photo: true };
    case 'employer':
      return {
        physician,
        rows: [registered],
        events: events.filter(({ event }) => ofInstitutions.includes(event.type)).map(shown),
        photo: true,
      };
    case 'court':
      return {
        physician,
        rows: [registered, { label: '资格证书编码', value: certificateNo }],
        events: events.map(shown),
        photo: true,
      };
    default:
      return unknownView(view);
  }
}

function shown({ event, institution }: ShownFacts['events'][number]): ShownEvent {
  const words = [institution ?? '', registerEventWords(event)].filter((word) => word !== '').join(',');
  return { on: event.on, what: registerEventTitle(event), words };
}

function unknownView(view: never): never {
  throw new Error(`unknown view ${String(view)}`);
}
