import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Services } from '../../src/actions/services.ts';
import { serveApi } from '../../src/api/serveApi.ts';
import { buildServer } from '../../src/web/server.ts';
import { createTestDatabase, type TestDatabase } from './testDatabase.ts';
import { makeTestServices } from './testServices.ts';

/** The whole program without a port, on a database of its own. */
export interface TestApp {
  readonly db: TestDatabase;
  readonly services: Services;
  readonly app: FastifyInstance;
  /** Puts the clock to a moment; it stands still until it is put again. */
  setNow(iso: string): void;
  close(): Promise<void>;
}

/** One for a file of tests; `instead` takes the place of single services. */
export async function openTestApp(instead: Partial<Services> = {}): Promise<TestApp> {
  const db = await createTestDatabase();
  const made = await makeTestServices(db, instead.publicUrl === undefined ? {} : { publicUrl: instead.publicUrl });
  const services = { ...made.services, ...instead };
  const app = await openApp(services);
  return {
    db,
    services,
    app,
    setNow: made.setNow,
    close: async () => {
      await app.close();
      await made.close();
      await db.drop();
    },
  };
}

/** The pages over these services, asked without a port. */
export function openApp(services: Services): Promise<FastifyInstance> {
  return buildServer({
    services,
    assetsDir: 'dist/assets',
    logger: pino({ level: 'silent' }),
    trustProxy: 0,
    health: { reasons: async () => [] },
    api: serveApi,
  });
}
