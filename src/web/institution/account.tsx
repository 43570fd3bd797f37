import { enrolPages } from '../shared/enrolPages.tsx';
import { idNumberPages } from '../shared/idNumberPages.tsx';
import { joinPages } from '../shared/joinPages.tsx';
import { ownAccountPages } from '../shared/ownAccountPages.tsx';
import type { Route } from '../shared/route.ts';
import { secondFactorPages } from '../shared/secondFactorPages.tsx';

export const accountPages: readonly Route[] = [
  ...secondFactorPages('institution'),
  ...enrolPages('institution'),
  ...ownAccountPages('institution'),
  ...idNumberPages('institution'),
  ...joinPages('institution'),
];
