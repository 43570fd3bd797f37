import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { calendarReader } from './actions/calendar/readCalendar.ts';
import { resealFiles } from './actions/keys/importFiles.ts';
import type { Senders } from './actions/messages/sendDueMessages.ts';
import { createLookupBudget } from './actions/public/lookupBudget.ts';
import type { Clock, Services } from './actions/services.ts';
import type { Config } from './config.ts';
import { scrub } from './domain/privacy/scrub.ts';
import { openIssuing } from './issuing.ts';
import { readCommonPasswords, readPrivacyNotices } from './outside/dataFiles.ts';
import { createPaperProcesses } from './outside/documents/paperProcesses.ts';
import { identityInPerson } from './outside/identity/inPerson.ts';
import { createSmtpMail } from './outside/mail/smtp.ts';
import { type OutboxFolder, openOutboxFolder } from './outside/outboxFolder.ts';
import { createAliyunSms } from './outside/sms/aliyun.ts';
import { readSpokenDigits } from './outside/spokenCode.ts';
import { createOidc } from './outside/sso/oidc.ts';
import { openFolderStorage } from './outside/storage/folder.ts';
import { wechatLoginDisabled } from './outside/wechat/disabled.ts';
import { startLocalWechat } from './outside/wechat/localPlatform.ts';
import { createWechatLogin } from './outside/wechat/openPlatform.ts';
import { openDatabase } from './store/database.ts';
import { type Embedded, startEmbedded } from './store/embedded.ts';
import { readOrMakeKeyFile } from './store/keyFile.ts';
import { fixedKeyRing, type KeyRing, openKeyRing } from './store/keyRing.ts';
import { migrate } from './store/migrate.ts';
import { sealingMigration } from './store/sealOlderRows.ts';

/** The parts of a running program, before it listens. */
export interface Program {
  readonly services: Services;
  readonly senders: Senders;
  readonly embedded: Embedded | undefined;
  readonly addresses: Addresses;
  readonly log: Logger;
  readonly instance: string;
  /** Migrations this start has applied. */
  readonly applied: readonly string[];
  close(): Promise<void>;
}

export interface Addresses {
  readonly admin: string;
  readonly app: string;
  /** Set when the login of `app` must be turned into the role. */
  readonly appRole: string | undefined;
  readonly public: string;
  readonly publicRole: string | undefined;
}

/** Fields that must never reach a log, wherever they stand in an object. */
const redacted = [
  'password',
  'idNumber',
  'phone',
  'email',
  'name',
  'certificateNo',
  'code',
  'recipient',
  'text',
  'token',
];

/** Lines of JSON; a command writes them to standard error, so that its own answer stands alone. */
export function createLog(config: Config, descriptor: 1 | 2 = 1): Logger {
  const options = {
    level: config.logLevel,
    base: null,
    redact: redacted.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    serializers: { err: errorForLog },
  };
  return pino(options, pino.destination({ dest: descriptor, sync: true }));
}

/** What went wrong and where, without the values a message may quote; PostgreSQL's `detail` and `where` are left out. */
function errorForLog(error: Error & { code?: unknown; constraint?: unknown }) {
  return {
    type: error.name,
    message: scrub(error.message),
    code: error.code,
    constraint: error.constraint,
    stack: error.stack === undefined ? undefined : scrub(error.stack),
  };
}

/** Opens the database (starting and migrating it) and everything else the program needs. */
export async function openProgram(config: Config, packageRoot: string, log: Logger): Promise<Program> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const embedded =
    config.databaseUrl === undefined ? await startEmbedded(config.dataDir, (message) => log.info(message)) : undefined;
  try {
    return await openOn(embedded, config, packageRoot, log);
  } catch (error) {
    // A program that does not come up leaves no server behind.
    await embedded?.stop();
    throw error;
  }
}

async function openOn(
  embedded: Embedded | undefined,
  config: Config,
  packageRoot: string,
  log: Logger,
): Promise<Program> {
  const addresses = addressesOf(config, embedded);
  const keys = await dataKeysOf(config);
  const applied = await migrate({
    adminUrl: addresses.admin,
    passwords: embedded?.passwords,
    migrationsDir: join(packageRoot, 'migrations'),
    regionsFile: join(packageRoot, 'data', 'regions.csv'),
    keys,
  });
  if (applied.length > 0) log.info({ applied }, 'migrated');
  const instance = `xinglin-${randomBytes(4).toString('hex')}`;
  const onIdleError = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const shared = { connections: config.connections, applicationName: instance, onIdleError };
  const database = openDatabase({ ...shared, keys, url: addresses.app, role: addresses.appRole });
  const publicDatabase = openDatabase({ ...shared, url: addresses.public, role: addresses.publicRole });
  const { senders, outboxDir, keepCaptcha } = sendersOf(config);
  const wechat = await wechatOf(config);
  const basis = {
    database,
    clock: clockOf(config),
    authenticatorClock: { now: () => Temporal.Now.instant() },
    sessionLimits: config.sessionLimits,
    secret: await secretOf(config),
    warn: (facts: Readonly<Record<string, string | number>>, words: string) => log.warn(facts, words),
  };
  const services: Services = {
    ...basis,
    ...(await openIssuing(config, basis)),
    publicDatabase,
    lookups: createLookupBudget(basis),
    calendar: calendarReader(database),
    storage: openFolderStorage(join(config.dataDir, 'files')),
    documents: createPaperProcesses({ templateFolder: join(packageRoot, 'data', 'templates'), processes: 2 }),
    identityCheck: identityInPerson,
    ...wechat,
    sso: config.oidc === undefined ? undefined : createOidc(config.oidc),
    outboxDir,
    // Only where the outbox page is shown: elsewhere nobody could read it, and it should not lie about.
    ...(config.demo && outboxDir !== undefined ? { keepCaptcha } : {}),
    spokenDigits: await readSpokenDigits(join(packageRoot, 'data', 'spoken-digits')),
    commonPasswords: await readCommonPasswords(join(packageRoot, 'data', 'passwords.txt')),
    privacyNotices: await readPrivacyNotices(join(packageRoot, 'data', 'notices')),
    demo: config.demo,
    publicUrl: config.publicUrl,
    passwordPolicy: config.passwordPolicy,
    smsDailyLimit: config.smsDailyLimit,
  };
  // Files of an older version, kept in clear until now.
  if (applied.includes(sealingMigration)) await resealFiles(services, keys);
  const close = async () => {
    await wechat.localWechat?.close();
    await database.close();
    await publicDatabase.close();
    await embedded?.stop();
  };
  return { services, senders, embedded, addresses, log, instance, applied, close };
}

/** WeChat where there are keys; in a demonstration without keys one of our own, plainly marked; else none. */
async function wechatOf(config: Config): Promise<Pick<Services, 'wechat' | 'localWechat'>> {
  if (config.wechat !== undefined) return { wechat: createWechatLogin(config.wechat) };
  if (!config.demo || config.production) return { wechat: wechatLoginDisabled };
  const app = { appId: 'wx-demo', appSecret: randomBytes(16).toString('hex') };
  const localWechat = await startLocalWechat(app);
  const authorizeEndpoint = `${config.publicUrl}${localWechat.authorizePath}`;
  return { localWechat, wechat: createWechatLogin({ ...app, authorizeEndpoint, apiEndpoint: localWechat.endpoint }) };
}

function addressesOf(config: Config, embedded: Embedded | undefined): Addresses {
  if (embedded !== undefined) {
    return {
      admin: embedded.url('postgres'),
      app: embedded.url('xinglin_app'),
      appRole: undefined,
      public: embedded.url('xinglin_public'),
      publicRole: undefined,
    };
  }
  const admin = config.databaseUrl ?? '';
  return {
    admin,
    app: config.databaseAppUrl ?? admin,
    appRole: config.databaseAppUrl === undefined ? 'xinglin_app' : undefined,
    public: config.databasePublicUrl ?? admin,
    publicRole: config.databasePublicUrl === undefined ? 'xinglin_public' : undefined,
  };
}

/** The real time, or the time that XINGLIN_NOW says, running on from there. */
function clockOf(config: Config): Clock {
  if (config.startAt === undefined) return { now: () => Temporal.Now.instant() };
  const ahead = Temporal.Now.instant().until(Temporal.Instant.from(config.startAt));
  return { now: () => Temporal.Now.instant().add(ahead) };
}

function sendersOf(config: Config): {
  senders: Senders;
  outboxDir: string | undefined;
  keepCaptcha: OutboxFolder['keepCaptcha'];
} {
  const { now } = clockOf(config);
  const folder = openOutboxFolder(config.dataDir, now);
  const sms =
    config.sms === undefined
      ? folder
      : createAliyunSms({
          accessKeyId: config.sms.accessKeyId,
          accessKeySecret: config.sms.accessKeySecret,
          signName: config.sms.signName,
          templates: { code: config.sms.templateCode, notice: config.sms.templateCode },
          ...(config.sms.endpoint === undefined ? {} : { endpoint: config.sms.endpoint }),
        });
  const mail = config.smtpUrl === undefined ? folder : createSmtpMail(smtpOf(config.smtpUrl, config.mailFrom));
  return {
    senders: { sms, mail },
    outboxDir: sms.local || mail.local ? config.dataDir : undefined,
    keepCaptcha: folder.keepCaptcha,
  };
}

function smtpOf(address: string, from: string) {
  const url = new URL(address);
  const implicit = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: url.port === '' ? (implicit ? 465 : 587) : Number(url.port),
    encryption: implicit
      ? ('implicit' as const)
      : url.searchParams.get('tls') === 'none'
        ? ('none' as const)
        : ('startTls' as const),
    from,
    ...(url.username === ''
      ? {}
      : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
  };
}

/** The keys of sealed data: given, or made once and kept beside the data. Without them the data is lost. */
async function dataKeysOf(config: Config): Promise<KeyRing> {
  if (config.dataKeys !== undefined) return fixedKeyRing(config.dataKeys);
  const folder = join(config.dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return openKeyRing(join(folder, 'data-keys.json'), Temporal.Now.instant().toString());
}

/** The key of codes and form tokens: given, or made once and kept beside the data. */
async function secretOf(config: Config): Promise<Uint8Array> {
  if (config.secretKey !== undefined) return Buffer.from(config.secretKey);
  const folder = join(config.dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const secret = await readOrMakeKeyFile(join(folder, 'secret'), () => randomBytes(32).toString('hex'));
  // Nobody may sign with an empty key, whatever has happened to the file.
  if (secret.length < 32) throw new Error(`${join(folder, 'secret')} is damaged`);
  return Buffer.from(secret);
}
