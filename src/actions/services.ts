import type { Calendar } from '../domain/time/calendar.ts';
import type { PrivacyNotice } from '../outside/dataFiles.ts';
import type { DocumentRenderer } from '../outside/documents/documentRenderer.ts';
import type { HostClock } from '../outside/hostClock.ts';
import type { IdentityCheck } from '../outside/identity/identityCheck.ts';
import type { PaperSealing } from '../outside/seal/paperSealing.ts';
import type { SpokenDigits } from '../outside/spokenCode.ts';
import type { SingleSignOn } from '../outside/sso/singleSignOn.ts';
import type { ObjectStorage } from '../outside/storage.ts';
import type { LocalWechat } from '../outside/wechat/localPlatform.ts';
import type { WechatLogin } from '../outside/wechat/login.ts';
import type { Database } from '../store/database.ts';
import type { IssuerKeys } from '../store/issuerKeys.ts';
import type { StatusLists } from './credential/statusLists.ts';
import type { PublicLog } from './log/publicLog.ts';
import type { LookupBudget } from './public/lookupBudget.ts';
import type { SessionLimits } from './session/limits.ts';

/** The time, which tests and rehearsals may move (XINGLIN_NOW). */
export interface Clock {
  now(): Temporal.Instant;
}

/** What an action needs of the world; built once in main.ts. */
export interface Services {
  /** As xinglin_app. */
  readonly database: Database;
  /** As xinglin_public: sees what is published and nothing else. */
  readonly publicDatabase: Database;
  readonly clock: Clock;
  /** The time of the authenticators people hold: the real one, even where XINGLIN_NOW moves `clock`. */
  readonly authenticatorClock: Clock;
  /** Whether the clock of this machine can be relied on: nothing is signed while it cannot. */
  readonly hostClock: HostClock;
  readonly sessionLimits: SessionLimits;
  readonly calendar: () => Promise<Calendar>;
  /** Key of the HMACs of codes and of attempt keys, and of what is sealed at rest. */
  readonly secret: Uint8Array;
  /** What signs licences, live codes, receipts and status lists. */
  readonly issuerKeys: IssuerKeys;
  /** The transparency log: its keys and files. */
  readonly publicLog: PublicLog;
  /** How every licence stands, signed anew each minute. */
  readonly statusLists: StatusLists;
  readonly storage: ObjectStorage;
  readonly documents: DocumentRenderer;
  /** What seals papers. */
  readonly sealing: PaperSealing;
  readonly identityCheck: IdentityCheck;
  readonly wechat: WechatLogin;
  /** The WeChat of the demonstration, behind `wechat`; undefined wherever a real one is asked or none. */
  readonly localWechat?: LocalWechat | undefined;
  /** 统一身份认证 by OpenID Connect (OIDC_ISSUER …); undefined where there is none. */
  readonly sso?: SingleSignOn | undefined;
  /** Folder of what the local senders wrote; undefined when real providers send. */
  readonly outboxDir: string | undefined;
  /** Writes down what a picture code says, in demo mode, for people who try the system without sight of the picture. */
  readonly keepCaptcha?: (captcha: { id: string; text: string; code: string }) => Promise<void>;
  /** The clips spoken codes are made of (data/spoken-digits). */
  readonly spokenDigits: SpokenDigits;
  /** Passwords nobody may choose (data/passwords.txt), in lower case. */
  readonly commonPasswords: ReadonlySet<string>;
  /** 隐私政策, the version in force first (data/notices). */
  readonly privacyNotices: readonly PrivacyNotice[];
  /** How often each network may ask 医师查询 without a human check. */
  readonly lookups: LookupBudget;
  /** How often each network may have codes and files checked (证照查验). */
  readonly checks: LookupBudget;
  readonly demo: boolean;
  readonly publicUrl: string;
  /** What a new password of a physician must be (PASSWORD_POLICY); staff always have `modern`. */
  readonly passwordPolicy: 'guide' | 'modern';
  /** Codes by SMS the whole site sends in a day (SMS_DAILY_LIMIT); 0 stops them. */
  readonly smsDailyLimit: number;
  /** Tells who runs the program, in its log. Never with personal data. */
  readonly warn: (facts: Readonly<Record<string, string | number>>, words: string) => void;
}
