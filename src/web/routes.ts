import { routes as authority } from './authority/routes.ts';
import { routes as institution } from './institution/routes.ts';
import { routes as person } from './person/routes.ts';
import { routes as everyone } from './public/routes.ts';
import type { Route } from './shared/route.ts';

/** Every page and form of the program. */
export const routes: readonly Route[] = [...everyone, ...person, ...institution, ...authority];
