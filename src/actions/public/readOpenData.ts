import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parsePlainDate } from '../../domain/fields/plainDate.ts';
import { findEdition, listEditions, type OpenDataEdition } from '../../store/openData.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';

export type { OpenDataEdition } from '../../store/openData.ts';

export function listOpenData({ publicDatabase }: Pick<Services, 'publicDatabase'>): Promise<OpenDataEdition[]> {
  return publicDatabase.rows(listEditions);
}

export interface OpenFile {
  readonly type: string;
  readonly body: Readable | string;
}

/** A file of an edition, unpacked while it is sent; or its signed list. */
export async function readOpenData(
  { publicDatabase, storage }: Pick<Services, 'publicDatabase' | 'storage'>,
  asked: { readonly day: string; readonly name: string },
): Promise<Outcome<OpenFile>> {
  const day = parsePlainDate(asked.day);
  const edition = day.ok ? await publicDatabase.row(findEdition, day.value.toString()) : undefined;
  if (edition === undefined) return notFound;
  if (asked.name === 'manifest.jws') return done({ type: 'application/jose', body: edition.manifest });
  const file = edition.files.find(({ name }) => name === asked.name);
  if (file === undefined) return notFound;
  const packed = await storage.get(file.key);
  if (packed === undefined) return notFound;
  return done({ type: file.type, body: Readable.from([packed]).pipe(createGunzip()) });
}
