import type { Queryable } from '../../store/database.ts';
import { findLostPaper, pageOfPapers } from '../../store/paperVerification.ts';
import { eventsOfEntries } from '../../store/verification.ts';
import type { Services } from '../services.ts';
import { findPaperProblem } from './comparePaper.ts';
import { beforeAll, type Disagreement } from './comparison.ts';

export interface PapersCompared {
  /** Sealed, with their files. */
  readonly licences: number;
  readonly letters: number;
  /** Recorded, and not sealed: the program was killed in between, the seal away, or another paper took their place. Nothing is wrong with them. */
  readonly unfinished: number;
  readonly bad: Disagreement | null;
}

const filesAtOnce = 8;

/**
 * Holds every record of sealing against its ledger row, the register event it was made from, and the file that was sealed. Stops at
 * the first that does not agree. Memory holds a page of records and a few files.
 */
export async function comparePapers(
  tx: Queryable,
  services: Pick<Services, 'storage' | 'publicLog'>,
): Promise<PapersCompared> {
  const counts = { licences: 0, letters: 0, unfinished: 0 };
  for (let after = beforeAll; ; ) {
    const page = await tx.rows(pageOfPapers, after);
    const last = page.at(-1);
    if (last === undefined) return { ...counts, bad: await findLostRecord(tx) };
    const entries = new Set(page.flatMap((paper) => (paper.kind === 'licence' ? [paper.entryId] : [])));
    const happened = Map.groupBy(await tx.rows(eventsOfEntries, [...entries]), ({ id }) => id);
    for (let n = 0; n < page.length; n += filesAtOnce) {
      const few = page.slice(n, n + filesAtOnce);
      const problems = await Promise.all(
        few.map((paper) =>
          findPaperProblem(services, paper, paper.kind === 'licence' ? (happened.get(paper.entryId) ?? []) : []),
        ),
      );
      for (const [index, { id, kind, pdfKey }] of few.entries()) {
        const problem = problems[index];
        if (problem !== undefined) return { ...counts, bad: { table: 'sealed_document', id, problem } };
        counts[pdfKey === null ? 'unfinished' : kind === 'letter' ? 'letters' : 'licences'] += 1;
      }
    }
    after = last.id;
  }
}

async function findLostRecord(tx: Queryable): Promise<Disagreement | null> {
  const lost = await tx.row(findLostPaper);
  if (lost === undefined) return null;
  const problem = `台账记有用印 ${lost.identifier ?? ''},但用印记录不存在`;
  return { table: 'ledger', id: String(lost.seq), problem };
}
