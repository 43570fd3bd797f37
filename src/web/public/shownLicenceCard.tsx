import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { publicFields, publicStatus } from '../../domain/register/publicView.ts';
import type { ShownLicence } from '../../domain/register/shownLicence.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { entryTones } from '../shared/entryTag.tsx';
import { SummaryList } from '../shared/summaryList.tsx';
import { Tag } from '../shared/tag.tsx';

interface Props {
  readonly shown: ShownLicence;
  /** Where the photo is, as long as what was shown counts; absent: none is shown. */
  readonly photoHref?: string | undefined;
}

const fields = Object.entries(publicFields) as [keyof typeof publicFields, string][];

/** A licence as its holder lets it be seen: the face, the fields of the view, and what happened to it as far as it goes. */
export function ShownLicenceCard({ shown: { physician, rows, events }, photoHref }: Props) {
  const facts = fields.map(([field, label]) => ({
    label,
    value: field === 'licenceNo' ? groupByFours(physician.licenceNo) : physician[field],
  }));
  return (
    <section class="ds-card" data-variant="default">
      <div class="licence">
        {photoHref !== undefined && (
          <img class="photo" src={photoHref} alt={`${physician.name}的证照照片`} width={358} height={441} />
        )}
        <div>
          <h2>{physician.name}</h2>
          <Tag tone={entryTones[physician.status]}>{publicStatus(physician.status)}</Tag>
        </div>
      </div>
      <SummaryList rows={[...facts, ...rows]} />
      {events.length > 0 && (
        <>
          <h3>登记经过</h3>
          <ol class="course">
            {events.map(({ on, what, words }) => (
              <li key={`${on} ${what} ${words}`}>
                <time dateTime={on}>{formatDate(Temporal.PlainDate.from(on))}</time>
                <span>
                  {what}
                  {words !== '' && <small>{words}</small>}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
