import type { Queryable } from '../../store/database.ts';
import { pageOfPhotos } from '../../store/verification.ts';
import { isOfBytes, photoIdOf } from '../application/photoId.ts';
import type { Services } from '../services.ts';
import { beforeAll, type Disagreement } from './comparison.ts';

const filesAtOnce = 8;

/** The photo of each registration is the one the institution has approved: its id, which is in the log, follows from its bytes. */
export async function comparePhotos(
  tx: Queryable,
  { storage }: Pick<Services, 'storage'>,
): Promise<Disagreement | null> {
  for (let after = beforeAll; ; ) {
    const page = await tx.rows(pageOfPhotos, after);
    const last = page.at(-1);
    if (last === undefined) return null;
    for (let n = 0; n < page.length; n += filesAtOnce) {
      const few = page.slice(n, n + filesAtOnce);
      const problems = await Promise.all(
        few.map(({ photoId, accountId, key }) => findProblem(photoId, accountId, key)),
      );
      const bad = few.find((_, index) => problems[index] !== undefined);
      if (bad !== undefined) return { table: 'photo', id: bad.photoId, problem: problems[few.indexOf(bad)] ?? '' };
    }
    after = last.id;
  }

  async function findProblem(photoId: string, accountId: string, key: string | null): Promise<string | undefined> {
    if (key === null) return '注册所用的照片没有记录';
    if (!isOfBytes(photoId)) return undefined;
    const bytes = await storage.get(key);
    if (bytes === undefined) return '注册所用的照片文件缺失';
    return photoIdOf(accountId, bytes) === photoId ? undefined : '照片不是审核通过的那一张';
  }
}
