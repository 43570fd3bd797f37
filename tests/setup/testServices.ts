import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { calendarReader } from '../../src/actions/calendar/readCalendar.ts';
import { createStatusLists } from '../../src/actions/credential/statusLists.ts';
import { createCheckBudget } from '../../src/actions/public/checkBudget.ts';
import { createLookupBudget } from '../../src/actions/public/lookupBudget.ts';
import type { Services } from '../../src/actions/services.ts';
import { usualLimits } from '../../src/actions/session/limits.ts';
import { readCommonPasswords, readPrivacyNotices } from '../../src/outside/dataFiles.ts';
import { createTypstRenderer } from '../../src/outside/documents/typst.ts';
import { createHostClock } from '../../src/outside/hostClock.ts';
import { identityInPerson } from '../../src/outside/identity/inPerson.ts';
import { openOutboxFolder } from '../../src/outside/outboxFolder.ts';
import { makeLocalTestSeal, openLocalTestSeal } from '../../src/outside/seal/localTest.ts';
import { readSpokenDigits } from '../../src/outside/spokenCode.ts';
import { openFolderStorage } from '../../src/outside/storage/folder.ts';
import { wechatLoginDisabled } from '../../src/outside/wechat/disabled.ts';
import { openPublicLog } from '../../src/publicLog.ts';
import { openIssuerKeys } from '../../src/store/issuerKeys.ts';
import type { TestDatabase } from './testDatabase.ts';

/** A log that stands alone, under the name its key was made with. */
export const noWitnesses = { origin: undefined, witnesses: [], witnessed: [] };

export interface TestServices {
  readonly services: Services;
  /** Puts the clock to a moment; it stands still until it is put again. */
  setNow(iso: string): void;
  close(): Promise<void>;
}

const testSeal = makeLocalTestSeal(Temporal.Instant.from('2026-01-01T00:00:00Z'));

/**
 * Services over a test database: the clock stands still (Monday 2026-03-02, 09:00 in China, unless told), files and outbox lie
 * in a folder of their own, and nothing leaves the machine. Override single parts by spreading: `{ ...services, wechat }`.
 */
export async function makeTestServices(
  db: TestDatabase,
  options: { now?: string; publicUrl?: string } = {},
): Promise<TestServices> {
  let now = Temporal.Instant.from(options.now ?? '2026-03-02T09:00:00+08:00');
  const folder = await mkdtemp(join(tmpdir(), 'xinglin-files-'));
  const outbox = openOutboxFolder(folder);
  const basis = {
    database: db.database,
    clock: { now: () => now },
    authenticatorClock: { now: () => now },
    // Both clocks are those of one machine.
    hostClock: createHostClock(async () => Temporal.Now.instant()),
    sessionLimits: usualLimits,
    secret: Buffer.from('a secret that only tests know, long enough'),
    warn: () => undefined,
  };
  const publicUrl = options.publicUrl ?? 'http://localhost:8080';
  // Made long before, so that the clock may be put back.
  const issuerKeys = await openIssuerKeys(join(folder, 'keys', 'issuer-keys.json'), '2020-01-01T00:00:00Z');
  const services: Services = {
    ...basis,
    publicLog: await openPublicLog({ dataDir: folder, publicUrl, log: noWitnesses }, basis),
    issuerKeys,
    statusLists: createStatusLists({ ...basis, issuerKeys, publicUrl }),
    publicDatabase: db.publicDatabase,
    lookups: createLookupBudget(basis),
    checks: createCheckBudget(basis),
    calendar: calendarReader(db.database),
    storage: openFolderStorage(join(folder, 'files')),
    // Made at the first paper, so tests without papers do not wait for the compiler.
    documents: createTypstRenderer({ templateFolder: resolve('data/templates') }),
    sealing: {
      seal: openLocalTestSeal(testSeal),
      timestamper: undefined,
      sm2: undefined,
      typeCode: '11100000TESTISSUER001',
      verifyUrl: (code) => `http://localhost:8080/verify/${code}`,
    },
    identityCheck: identityInPerson,
    wechat: wechatLoginDisabled,
    outboxDir: folder,
    keepCaptcha: (captcha) => outbox.keepCaptcha(captcha),
    spokenDigits: await readSpokenDigits(resolve('data/spoken-digits')),
    commonPasswords: await readCommonPasswords(resolve('data/passwords.txt')),
    privacyNotices: await readPrivacyNotices(resolve('data/notices')),
    demo: true,
    publicUrl,
    passwordPolicy: 'guide',
    smsDailyLimit: 20_000,
  };
  return {
    services,
    setNow: (iso) => {
      now = Temporal.Instant.from(iso);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
