import type { Seal } from './seal.ts';
import type { Sm2Seal } from './sm2.ts';
import type { Timestamper } from './timestamp.ts';

/** All that papers are sealed with. */
export interface PaperSealing {
  readonly seal: Seal;
  /** Undefined: papers are PAdES B-B, else B-T. */
  readonly timestamper: Timestamper | undefined;
  /** Signs the metadata besides; undefined where no key of SM2 is set. */
  readonly sm2: Sm2Seal | undefined;
  /** 证照类型代码 */
  readonly typeCode: string;
  /** The address by which anybody checks a paper. */
  readonly verifyUrl: (code: string) => string;
}
