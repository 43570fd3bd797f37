import type { StatusType } from '../issuing/statusList.ts';
import type { EntryStatus } from './entry.ts';

/** What the status list says of a registration: what ends is invalid for good, what may come back is suspended. */
export function statusTypeOf(status: EntryStatus): StatusType {
  switch (status) {
    case 'practising':
      return 'valid';
    case 'inactive':
    case 'suspended':
      return 'suspended';
    case 'deregistered':
    case 'revoked':
    case 'annulled':
      return 'invalid';
    default:
      return unknownStatus(status);
  }
}

function unknownStatus(status: never): never {
  throw new Error(`unknown status ${JSON.stringify(status)}`);
}
