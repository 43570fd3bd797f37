import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type SessionLimits, usualLimits } from './actions/session/limits.ts';
import { type SealConfig, sealConfigOf, sealContradictions, sealEnvironment } from './configSeal.ts';
import { type LogSettings, logEnvironment, logSettings } from './logSettings.ts';

/** Everything that can be set from outside, checked once at start. The words are what a wrong value is answered with. */
const environment = z.object({
  ...logEnvironment,
  ...sealEnvironment,
  PORT: z.coerce.number('PORT 必须是端口号').int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.url('DATABASE_URL 必须是 postgresql://… 地址').optional(),
  DATABASE_APP_URL: z.url('DATABASE_APP_URL 必须是 postgresql://… 地址').optional(),
  DATABASE_PUBLIC_URL: z.url('DATABASE_PUBLIC_URL 必须是 postgresql://… 地址').optional(),
  DATABASE_CONNECTIONS: z.coerce.number('DATABASE_CONNECTIONS 必须是数字').int().min(2).max(100).default(8),
  PUBLIC_URL: z.url('PUBLIC_URL 必须是 http(s)://… 地址').optional(),
  XINGLIN_DEMO: z.enum(['0', '1'], 'XINGLIN_DEMO 只能是 0 或 1').optional(),
  XINGLIN_NOW: z.iso
    .datetime({ offset: true, error: 'XINGLIN_NOW 必须是 ISO 时间,例如 2026-11-22T09:00:00+08:00' })
    .optional(),
  SECRET_KEY: z.string().min(32, 'SECRET_KEY 至少32个字符').optional(),
  DATA_KEYS: z
    .string()
    .regex(
      /^[0-9a-f]{64}(,[0-9a-f]{64})+$/i,
      'DATA_KEYS 是用逗号分隔的密钥,每个64位十六进制:第一个是索引密钥(不能更换),第二个是当前密钥,后面是旧密钥',
    )
    .optional(),
  TRUST_PROXY: z.coerce.number('TRUST_PROXY 是前面代理的层数').int().min(0).max(5).default(0),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'LOG_LEVEL 只能是 debug info warn error silent')
    .default('info'),
  NODE_ENV: z.string().optional(),
  SMS_ALIYUN_ACCESS_KEY_ID: z.string().optional(),
  SMS_ALIYUN_ACCESS_KEY_SECRET: z.string().optional(),
  SMS_ALIYUN_SIGN_NAME: z.string().optional(),
  SMS_ALIYUN_TEMPLATE_CODE: z.string().optional(),
  SMS_ALIYUN_ENDPOINT: z.url().optional(),
  PASSWORD_POLICY: z.enum(['guide', 'modern'], 'PASSWORD_POLICY 只能是 guide 或 modern').default('guide'),
  SMS_DAILY_LIMIT: z.coerce.number('SMS_DAILY_LIMIT 必须是数字').int().min(0).default(20_000),
  SMTP_URL: z.url('SMTP_URL 必须是 smtp(s)://… 地址').optional(),
  MAIL_FROM: z.string().default('杏林 <no-reply@localhost>'),
  WECHAT_APP_ID: z.string().optional(),
  WECHAT_APP_SECRET: z.string().optional(),
  WECHAT_AUTHORIZE_ENDPOINT: z.url('WECHAT_AUTHORIZE_ENDPOINT 必须是 https://… 地址').optional(),
  WECHAT_API_ENDPOINT: z.url('WECHAT_API_ENDPOINT 必须是 https://… 地址').optional(),
  OIDC_ISSUER: z.url('OIDC_ISSUER 必须是 https://… 地址').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().max(20, 'OIDC_LABEL 最多20个字').default('统一身份认证登录'),
  PERSON_IDLE_MINUTES: minutes('PERSON_IDLE_MINUTES', usualLimits.idleMinutes.person),
  INSTITUTION_IDLE_MINUTES: minutes('INSTITUTION_IDLE_MINUTES', usualLimits.idleMinutes.institution),
  AUTHORITY_IDLE_MINUTES: minutes('AUTHORITY_IDLE_MINUTES', usualLimits.idleMinutes.authority),
  PERSON_SESSION_HOURS: hours('PERSON_SESSION_HOURS', usualLimits.hours.person),
  INSTITUTION_SESSION_HOURS: hours('INSTITUTION_SESSION_HOURS', usualLimits.hours.institution),
  AUTHORITY_SESSION_HOURS: hours('AUTHORITY_SESSION_HOURS', usualLimits.hours.authority),
  STEP_UP_MINUTES: minutes('STEP_UP_MINUTES', usualLimits.stepUpMinutes),
});

function minutes(name: string, usual: number) {
  return z.coerce.number(`${name} 必须是分钟数`).int().min(1).max(720).default(usual);
}

function hours(name: string, usual: number) {
  return z.coerce.number(`${name} 必须是小时数`).int().min(1).max(24).default(usual);
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  readonly databaseAppUrl: string | undefined;
  readonly databasePublicUrl: string | undefined;
  readonly connections: number;
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly production: boolean;
  readonly startAt: string | undefined;
  readonly secretKey: string | undefined;
  /** Index key, current key, older keys. Undefined: kept in DATA_DIR. */
  readonly dataKeys: readonly string[] | undefined;
  readonly trustProxy: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly sms:
    | {
        accessKeyId: string;
        accessKeySecret: string;
        signName: string;
        templateCode: string;
        endpoint: string | undefined;
      }
    | undefined;
  readonly passwordPolicy: 'guide' | 'modern';
  /** Codes by SMS a day, of the whole site. */
  readonly smsDailyLimit: number;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly oidc: { issuer: string; clientId: string; clientSecret: string; label: string } | undefined;
  readonly wechat: { appId: string; appSecret: string; authorizeEndpoint?: string; apiEndpoint?: string } | undefined;
  readonly sessionLimits: SessionLimits;
  readonly log: LogSettings;
  readonly seal: SealConfig;
}

/** A wrong setting; `problems` name each variable and what to do. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`配置有误:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const set = parsed.data;
  const problems = contradictions(set);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: resolve(set.DATA_DIR),
    databaseUrl: set.DATABASE_URL,
    databaseAppUrl: set.DATABASE_APP_URL,
    databasePublicUrl: set.DATABASE_PUBLIC_URL,
    connections: set.DATABASE_CONNECTIONS,
    publicUrl: (set.PUBLIC_URL ?? `http://localhost:${set.PORT}`).replace(/\/$/, ''),
    demo:
      set.XINGLIN_DEMO === undefined
        ? set.DATABASE_URL === undefined && set.NODE_ENV !== 'production'
        : set.XINGLIN_DEMO === '1',
    production: set.NODE_ENV === 'production',
    startAt: set.XINGLIN_NOW,
    secretKey: set.SECRET_KEY,
    dataKeys: set.DATA_KEYS?.toLowerCase().split(','),
    trustProxy: set.TRUST_PROXY,
    logLevel: set.LOG_LEVEL,
    sms: smsOf(set),
    passwordPolicy: set.PASSWORD_POLICY,
    smsDailyLimit: set.SMS_DAILY_LIMIT,
    smtpUrl: set.SMTP_URL,
    mailFrom: set.MAIL_FROM,
    wechat: wechatOf(set),
    oidc: oidcOf(set),
    sessionLimits: limitsOf(set),
    log: logSettings(set),
    seal: sealConfigOf(set),
  };
}

function limitsOf(set: z.infer<typeof environment>): SessionLimits {
  return {
    idleMinutes: {
      person: set.PERSON_IDLE_MINUTES,
      institution: set.INSTITUTION_IDLE_MINUTES,
      authority: set.AUTHORITY_IDLE_MINUTES,
    },
    hours: {
      visitor: usualLimits.hours.visitor,
      person: set.PERSON_SESSION_HOURS,
      institution: set.INSTITUTION_SESSION_HOURS,
      authority: set.AUTHORITY_SESSION_HOURS,
    },
    stepUpMinutes: set.STEP_UP_MINUTES,
  };
}

function contradictions(set: z.infer<typeof environment>): string[] {
  const problems: string[] = [];
  const production = set.NODE_ENV === 'production';
  if (production && set.XINGLIN_NOW !== undefined) problems.push('XINGLIN_NOW: 生产模式不允许改变时钟,请删除');
  if (production && set.XINGLIN_DEMO === '1') problems.push('XINGLIN_DEMO: 生产模式不允许演示数据,请设为 0');
  if (set.DATABASE_URL === undefined && set.DATABASE_APP_URL !== undefined)
    problems.push('DATABASE_APP_URL: 需要同时设置 DATABASE_URL');
  const sms = [
    set.SMS_ALIYUN_ACCESS_KEY_ID,
    set.SMS_ALIYUN_ACCESS_KEY_SECRET,
    set.SMS_ALIYUN_SIGN_NAME,
    set.SMS_ALIYUN_TEMPLATE_CODE,
  ];
  if (sms.some((value) => value !== undefined) && sms.some((value) => value === undefined)) {
    problems.push('SMS_ALIYUN_*: ACCESS_KEY_ID、ACCESS_KEY_SECRET、SIGN_NAME、TEMPLATE_CODE 要么都设置,要么都不设置');
  }
  if ((set.WECHAT_APP_ID === undefined) !== (set.WECHAT_APP_SECRET === undefined)) {
    problems.push('WECHAT_APP_ID 和 WECHAT_APP_SECRET 要么都设置,要么都不设置');
  }
  const oidc = [set.OIDC_ISSUER, set.OIDC_CLIENT_ID, set.OIDC_CLIENT_SECRET];
  if (oidc.some((value) => value !== undefined) && oidc.some((value) => value === undefined))
    problems.push('OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_CLIENT_SECRET 要么都设置,要么都不设置');
  problems.push(...sealContradictions(set));
  return problems;
}

function oidcOf(set: z.infer<typeof environment>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_LABEL: label } = set;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret, label };
}

function wechatOf(set: z.infer<typeof environment>): Config['wechat'] {
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret } = set;
  if (appId === undefined || appSecret === undefined) return undefined;
  const [authorize, api] = [set.WECHAT_AUTHORIZE_ENDPOINT, set.WECHAT_API_ENDPOINT];
  return {
    appId,
    appSecret,
    ...(authorize === undefined ? {} : { authorizeEndpoint: authorize.replace(/\/$/, '') }),
    ...(api === undefined ? {} : { apiEndpoint: api.replace(/\/$/, '') }),
  };
}

function smsOf(set: z.infer<typeof environment>): Config['sms'] {
  const { SMS_ALIYUN_ACCESS_KEY_ID: id, SMS_ALIYUN_ACCESS_KEY_SECRET: secret } = set;
  const { SMS_ALIYUN_SIGN_NAME: signName, SMS_ALIYUN_TEMPLATE_CODE: templateCode } = set;
  if (id === undefined || secret === undefined || signName === undefined || templateCode === undefined)
    return undefined;
  return { accessKeyId: id, accessKeySecret: secret, signName, templateCode, endpoint: set.SMS_ALIYUN_ENDPOINT };
}

/** The folder of package.json: migrations and data lie beside it, whether the program runs bundled or from source. */
export function findPackageRoot(from: string): string {
  let dir = from;
  while (!existsSync(join(dir, 'package.json'))) {
    const parent = dirname(dir);
    if (parent === dir) throw new Error(`no package.json above ${from}`);
    dir = parent;
  }
  return dir;
}
