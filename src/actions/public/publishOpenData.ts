import { randomUUID } from 'node:crypto';
import { type EntryStatus, entryStatuses } from '../../domain/register/entry.ts';
import { openDataLicence, openDatasets } from '../../domain/register/openDataFields.ts';
import { fewest } from '../../domain/register/smallNumbers.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { signToken } from '../../outside/issuing/token.ts';
import {
  findLastEdition,
  insertEdition,
  type OpenDataFile,
  openInstitutions,
  openRegistrations,
} from '../../store/openData.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import type { Services } from '../services.ts';
import { packDataset } from './packDataset.ts';

/** The night's work begins when few people are there. */
const firstHour = 2;

/** Makes the open files of the day unless they are there. Answers whether it has. May be run again at any time, by several at once. */
export async function publishOpenData(services: Services): Promise<boolean> {
  const { database, storage, clock, issuerKeys, publicUrl } = services;
  const now = clock.now();
  const day = chinaDate(now).toString();
  const last = await database.row(findLastEdition);
  if (last !== undefined && (last.day >= day || now.toZonedDateTimeISO('Asia/Shanghai').hour < firstHour)) return false;
  const packed = await inSnapshot(database, async (_tx, client) => [
    ...(await packDataset(client, 'registrations', openRegistrations, ({ status, ...row }) => ({
      ...row,
      status: entryStatuses[status as EntryStatus],
    }))),
    ...(await packDataset(client, 'institutions', openInstitutions, ({ count, ...row }) => ({
      ...row,
      count: count < fewest ? `<${fewest}` : count,
    }))),
  ]);
  // In a folder of its own: whoever comes second leaves the files of the first alone.
  const folder = `open-data/${day}/${randomUUID()}`;
  const files: OpenDataFile[] = [];
  for (const { name, type, gzip, ...counts } of packed) {
    const key = `${folder}/${name}.gz`;
    await storage.put(key, gzip, 'application/gzip');
    files.push({ name, key, type, ...counts });
  }
  const manifest = await signToken(issuerKeys.current(), 'open-data+jwt', {
    iss: publicUrl,
    iat: Math.floor(now.epochMilliseconds / 1000),
    day,
    licence: openDataLicence,
    files: files.map(({ key: _key, ...file }) => file),
    fields: openDatasets,
  });
  const made = await database.row(insertEdition, day, now.toString(), manifest, JSON.stringify(files));
  if (made === undefined) for (const { key } of files) await storage.remove(key);
  return made !== undefined;
}
