import { type EntryStatus, entryStatuses } from '../../domain/register/entry.ts';
import { Tag, type TagTone } from './tag.tsx';

export const entryTones: Readonly<Record<EntryStatus, TagTone>> = {
  practising: 'valid',
  inactive: 'neutral',
  suspended: 'late',
  deregistered: 'neutral',
  revoked: 'late',
  annulled: 'late',
};

/** The state of a registration in the words of the guide. */
export function EntryTag({ status }: { status: EntryStatus }) {
  return <Tag tone={entryTones[status]}>{entryStatuses[status]}</Tag>;
}
