import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import type { EntryStatus } from '../../domain/register/entry.ts';
import { type PublicPhysician, publicFields, publicStatus } from '../../domain/register/publicView.ts';
import { Tag, type TagTone } from '../shared/tag.tsx';

const tones: Readonly<Record<EntryStatus, TagTone>> = {
  practising: 'valid',
  inactive: 'underway',
  suspended: 'late',
  deregistered: 'neutral',
  revoked: 'neutral',
  annulled: 'neutral',
};

const fields = Object.entries(publicFields) as [keyof typeof publicFields, string][];

/** One registration as anyone may see it: the nine fields in their order, and the state. */
export function PhysicianCard({ physician }: { physician: PublicPhysician }) {
  return (
    <section class="ds-card" data-variant="default">
      <div class="card-head">
        <h2>{physician.name}</h2>
        <Tag tone={tones[physician.status]}>{publicStatus(physician.status)}</Tag>
      </div>
      <dl class="summary">
        {fields.map(([field, label]) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>{field === 'licenceNo' ? groupByFours(physician.licenceNo) : physician[field]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
