import type { LogFolder } from '../../outside/log/logFolder.ts';
import type { NoteSigner, NoteVerifier } from '../../outside/log/noteKey.ts';
import type { Witness } from '../../outside/log/witness.ts';
import type { Services } from '../services.ts';

/** The transparency log as the program has it: what signs it and where it is kept, both outside the database. */
export interface PublicLog {
  /** Signs checkpoints; its name is the log's origin. */
  readonly key: NoteSigner;
  /** Signs for the logs of others. */
  readonly witnessKey: NoteSigner;
  readonly folder: LogFolder;
  /** Whom we ask to sign (LOG_WITNESSES). */
  readonly witnesses: readonly Witness[];
  /** Logs for which we sign (LOG_WITNESSED). */
  readonly witnessed: readonly NoteVerifier[];
}

/** What the log needs of the world. */
export type ForLog = Pick<Services, 'database' | 'publicLog' | 'clock'>;
