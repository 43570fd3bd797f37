import type { Services } from '../../actions/services.ts';
import type { Device } from '../../actions/session/device.ts';
import type { Progress, Session } from '../../actions/session/findActor.ts';
import type { SignedIn } from '../../domain/access/actor.ts';
import type { Form } from './forms.ts';

/** A file of a multipart form, small enough to hold; larger ones are streamed by their own page. */
export interface UploadedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What a page knows of the request. */
export interface PageContext {
  readonly services: Services;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Form;
  readonly form: Form;
  readonly files: Readonly<Record<string, UploadedFile>>;
  readonly network: string;
  readonly userAgent: string;
  readonly session: Session | null;
  readonly token: string | null;
  /** Goes into every form as `_csrf`. */
  readonly csrf: string;
  /** The token of a session that begins or is replaced with this answer; null ends it. */
  setToken(token: string | null): void;
  /** The browser they sit at; it is given its long-lived cookie with this answer if it has none. For forms, not for looking. */
  ensureDevice(): Device;
  /** The session of this visitor, opened if there is none yet. Returns its token. */
  ensureSession(): Promise<string>;
}

/** The same for a page behind a sign-in: somebody is there. */
export interface ActorContext<A extends SignedIn> extends PageContext {
  readonly actor: A;
  readonly progress: Progress;
  readonly token: string;
}
