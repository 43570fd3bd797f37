import { keptUntil, retention } from '../../domain/privacy/retention.ts';
import {
  deleteEdition,
  deletePhoto,
  findOldEditions,
  findOldImportFiles,
  findOldPhotos,
  findOldRefusedJoinings,
  forgetImportFile,
  forgetRefusedJoining,
} from '../../store/leftovers.ts';
import type { Services } from '../services.ts';

/** Files of one round; the rest is for the next hour. */
const atOnce = 500;

/** Photos nobody refers to any more. The bytes go first: a row without its picture is found again, a picture without its row never. */
export async function removePhotos({ database, storage, clock }: Services): Promise<void> {
  const before = keptUntil(retention.photo.days, clock.now()).toString();
  for (const { id, key } of await database.rows(findOldPhotos, before, atOnce)) {
    await storage.remove(key);
    await database.row(deletePhoto, id);
  }
}

/** The files that were imported; their batches, counts and undoing stay. */
export async function removeImportFiles({ database, storage, clock }: Services): Promise<void> {
  const before = keptUntil(retention.importFile.days, clock.now()).toString();
  for (const { key } of await database.rows(findOldImportFiles, before, atOnce)) {
    await storage.remove(key);
    await database.rows(forgetImportFile, key);
  }
}

/** Scans and contacts of 机构入驻申请 that were refused. */
export async function removeRefusedJoinings({ database, storage, clock }: Services): Promise<void> {
  const before = keptUntil(retention.joiningRefused.days, clock.now()).toString();
  for (const { id, keys } of await database.rows(findOldRefusedJoinings, before, atOnce)) {
    for (const key of keys) await storage.remove(key);
    await database.row(forgetRefusedJoining, id);
  }
}

/** 开放数据 of a month ago. */
export async function removeOpenData({ database, storage, clock }: Services): Promise<void> {
  const before = keptUntil(retention.openData.days, clock.now()).toString();
  for (const { day, keys } of await database.rows(findOldEditions, before, atOnce)) {
    for (const key of keys) await storage.remove(key);
    await database.row(deleteEdition, day);
  }
}
