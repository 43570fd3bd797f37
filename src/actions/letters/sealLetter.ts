import { randomUUID } from 'node:crypto';
import type { SealCertificate } from '../../outside/seal/seal.ts';
import { preparePdf, sealPdf } from '../../outside/seal/sealPdf.ts';
import type { StoredLetter } from '../../store/letters.ts';
import {
  findLastLetterSealing,
  type LetterSealing,
  type NewLetterSealing,
  recordLetterSealing,
} from '../../store/sealedLetters.ts';
import { openSeal } from '../licence/openSeal.ts';
import { sha256 } from '../licence/readPaper.ts';
import type { Services } from '../services.ts';
import { contentSha256, printLetter } from './printLetter.ts';

/** A sealed letter, and where it is kept. */
export interface SealedLetter {
  readonly id: string;
  readonly pdfKey: string;
  readonly pdfSha256: string;
}

/**
 * Seals and keeps the paper of a letter. What is to be signed is committed to the database before the seal signs it; a record that stayed
 * unsigned, because the program was killed or the seal away, is taken up again. @throws SealAway, Busy
 */
export async function sealLetter(services: Services, letter: StoredLetter): Promise<SealedLetter> {
  const { seal, timestamper } = services.sealing;
  const opened = await openSeal(services);
  const last = await services.database.row(findLastLetterSealing, letter.id);
  const again = last === undefined ? undefined : await prepareAgain(services, letter, opened, last);
  const { id, pdf } = again ?? (await record(services, letter, opened, (last?.version ?? 0) + 1));
  const sealed = await sealPdf(pdf, seal, opened, timestamper);
  // Whoever seals the same record at the same time writes another file.
  const pdfKey = `letters/${letter.id}-${randomUUID().slice(0, 8)}.pdf`;
  await services.storage.put(pdfKey, sealed, 'application/pdf');
  return { id, pdfKey, pdfSha256: sha256(sealed) };
}

/** Printed once more, if that still gives what was recorded for the same seal. */
async function prepareAgain(services: Services, letter: StoredLetter, opened: SealCertificate, last: LetterSealing) {
  if (last.certificateSha256 !== sha256(opened.certificate.raw)) return undefined;
  if (last.timestamped !== (services.sealing.timestamper !== undefined)) return undefined;
  const pdf = await prepare(services, letter, opened, last.recordedAt);
  return pdf.digest.toString('hex') === last.digest ? { id: last.id, pdf } : undefined;
}

async function record(services: Services, letter: StoredLetter, opened: SealCertificate, version: number) {
  const { database, clock, sealing } = services;
  const recordedAt = clock.now().toString();
  const pdf = await prepare(services, letter, opened, recordedAt);
  const row: NewLetterSealing = {
    id: randomUUID(),
    letterId: letter.id,
    version,
    identifier: letter.number,
    contentSha256: contentSha256(letter),
    digest: pdf.digest.toString('hex'),
    provider: sealing.seal.provider,
    test: opened.test,
    certificateSerial: opened.certificate.serialNumber,
    certificateSha256: sha256(opened.certificate.raw),
    timestamped: sealing.timestamper !== undefined,
    recordedAt,
  };
  const added = await database.row(recordLetterSealing, JSON.stringify(row), letter.content.issuer);
  if (added === undefined) throw new Error(`letter ${letter.id} is just being sealed by another program`);
  return { id: added.id, pdf };
}

async function prepare(services: Services, letter: StoredLetter, opened: SealCertificate, at: string) {
  const printed = await printLetter(services, letter, opened.test);
  const words = { name: letter.content.issuer, reason: letter.number, at: Temporal.Instant.from(at) };
  return preparePdf(printed, words, opened, services.sealing.timestamper !== undefined);
}
