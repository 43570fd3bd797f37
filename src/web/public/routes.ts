import type { Route } from '../shared/route.ts';
import { homePages } from './home.tsx';
import { lookupPages } from './lookup.tsx';
import { verifyPages } from './verify.tsx';

export const routes: readonly Route[] = [...homePages, ...lookupPages, ...verifyPages];
