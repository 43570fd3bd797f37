import { focusErrorSummary } from './errorSummary.ts';
import { pollQueueCounts } from './queueCounts.ts';
import { submitOnce } from './submitOnce.ts';

focusErrorSummary(document);
submitOnce(document);
pollQueueCounts(document);
