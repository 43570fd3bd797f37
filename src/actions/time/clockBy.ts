import type { By } from '../application/settleStep.ts';

/** Who acts when a term of the law has run out: nobody with an account. */
export const clockBy: By = { desk: 'clock', accountId: null, name: '法定期限届满', organisation: '' };
