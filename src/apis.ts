import type { FastifyInstance } from 'fastify';
import type { Services } from './actions/services.ts';
import { serveLog } from './api/log.ts';

/** What programs ask of this one, beside the pages. */
export const apis: readonly ((app: FastifyInstance, services: Services) => void)[] = [serveLog];
