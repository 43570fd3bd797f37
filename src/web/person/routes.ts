import type { Route } from '../shared/route.ts';
import { applicationPages } from './application.tsx';
import { applicationCheckPages } from './applicationCheck.tsx';
import { applicationEditPages } from './applicationEdit.tsx';
import { applicationFormPages } from './applicationForm.tsx';
import { applicationPdfPages } from './applicationPdf.tsx';
import { applicationPhotoPages } from './applicationPhoto.tsx';
import { businessPages } from './business.tsx';
import { businessKindPages } from './businessKind.tsx';
import { homePages } from './home.tsx';
import { institutionPages } from './institutions.tsx';
import { licencePages } from './licence.tsx';
import { missingInstitutionPages } from './missingInstitution.tsx';
import { noticePages } from './notices.tsx';

/** Every page and form of 个人端. */
export const routes: readonly Route[] = [
  ...homePages,
  ...businessPages,
  ...businessKindPages,
  ...applicationEditPages,
  ...applicationFormPages,
  ...applicationCheckPages,
  ...applicationPages,
  ...applicationPhotoPages,
  ...applicationPdfPages,
  ...institutionPages,
  ...missingInstitutionPages,
  ...licencePages,
  ...noticePages,
];
