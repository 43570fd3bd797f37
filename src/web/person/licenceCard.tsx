import type { ComponentChildren } from 'preact';
import type { OwnLicence } from '../../actions/licence/listOwnLicences.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { type EntryStatus, entryStatuses } from '../../domain/register/entry.ts';
import { physicianLevel } from '../../domain/register/publicView.ts';
import { inactiveTerm } from '../../domain/register/terms.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { entryTones } from '../shared/entryTag.tsx';
import { paths } from '../shared/paths.ts';
import { Tag } from '../shared/tag.tsx';

/** As the person reads it: the guide calls a registration in force 注册有效 there. */
export function EntryTag({ status }: { status: EntryStatus }) {
  return <Tag tone={entryTones[status]}>{status === 'practising' ? '注册有效' : entryStatuses[status]}</Tag>;
}

/** One registration as a licence card: who, where, number, and the way to the licence. */
export function LicenceCard({ licence }: { licence: OwnLicence }) {
  return (
    <Card>
      <div class="licence">
        <LicencePhoto licence={licence} />
        <div>
          <h2 class="row">
            {physicianLevel} <EntryTag status={licence.status} />
          </h2>
          <p>主要执业机构:{licence.institution}</p>
          <Term licence={licence} />
          <p class="quiet">
            执业证书编码 <span class="code">{groupByFours(licence.licenceNo)}</span>
          </p>
          <p class="quiet">执业地点:{licence.provinceName}</p>
        </div>
        {licence.status === 'practising' && <ButtonLink href={paths.person.licence}>出示电子证照</ButtonLink>}
      </div>
    </Card>
  );
}

/** While it is inactive: until when it can be taken up again. */
function Term({ licence }: { licence: OwnLicence }) {
  const term = inactiveTerm(licence);
  return term === undefined ? null : <p>{term}</p>;
}

interface Face {
  licence: OwnLicence;
  children: ComponentChildren;
  action?: ComponentChildren;
}

/** A registration by its institution, what else is said of it, and beside it what can be done. */
export function LicenceFace({ licence, children, action }: Face) {
  return (
    <div class="licence">
      <LicencePhoto licence={licence} />
      <div>
        <h3 class="row">
          {licence.institution} <EntryTag status={licence.status} />
        </h3>
        <Term licence={licence} />
        {children}
      </div>
      {action}
    </div>
  );
}

export function LicencePhoto({ licence }: { licence: OwnLicence }) {
  if (licence.photoId === null) return <span class="photo">照片</span>;
  return <img class="photo" src={paths.person.licencePhoto(licence.id)} alt="证照照片" width={358} height={441} />;
}
