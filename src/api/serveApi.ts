import type { FastifyInstance } from 'fastify';
import type { Services } from '../actions/services.ts';
import { serveKeySet } from './keySet.ts';
import { serveLog } from './log.ts';
import { serveStatusLists } from './statusLists.ts';
import { serveWallet } from './wallet.ts';

/** Everything that programs ask: wallets, verifiers, whoever reads the register by machine. */
export function serveApi(app: FastifyInstance, services: Services): void {
  serveKeySet(app, services);
  serveLog(app, services);
  serveStatusLists(app, services);
  serveWallet(app, services);
}
