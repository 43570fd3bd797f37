import { randomUUID } from 'node:crypto';
import { licenceIdentifier } from '../../domain/fields/licenceIdentifier.ts';
import { licenceMetadata } from '../../domain/register/licenceContent.ts';
import { qrPicture } from '../../outside/documents/qrPicture.ts';
import type { SealCertificate } from '../../outside/seal/seal.ts';
import { type PreparedPdf, preparePdf } from '../../outside/seal/sealPdf.ts';
import type { NewSealing } from '../../store/sealedDocuments.ts';
import { proveEventNow } from '../log/proveEventNow.ts';
import type { Services } from '../services.ts';
import { type Paper, sha256 } from './readPaper.ts';

/** A paper with its record, before it is sealed. */
export interface PreparedPaper {
  readonly sealing: NewSealing;
  readonly pdf: PreparedPdf;
}

/** Prints one version as it is sealed at a moment: the same again gives the same digest. @throws UncoveredCharacters, Busy */
export async function preparePaper(
  services: Services,
  { row, content, photo, photoSha256, contentSha256 }: Paper,
  { version, at, batchId }: { readonly version: number; readonly at: string; readonly batchId: string | null },
  { certificate, chain, kind, test }: SealCertificate,
): Promise<PreparedPaper> {
  const { seal, timestamper, typeCode } = services.sealing;
  const timestamped = timestamper !== undefined;
  const identifier = licenceIdentifier({ typeCode, issuer: row.authorityCode, serial: row.licenceNo, version });
  const inclusion = (await proveEventNow(services, { entryId: row.id })) ?? null;
  const printed = await services.documents.pdf('licence', {
    ...content,
    identifier,
    qr: qrPicture(content.verifyUrl),
    photo: photo ?? null,
    inclusion: inclusion && { index: inclusion.index },
    sample: test,
  });
  const words = { name: content.issuingAuthority, reason: identifier, at: Temporal.Instant.from(at) };
  const pdf = preparePdf(printed, words, { certificate, chain, kind, test }, timestamped);
  const naming = { identifier, typeCode, issuerCode: row.authorityCode, version, issuedOn: row.registeredOn };
  const sealing = {
    id: randomUUID(),
    entryId: row.id,
    version,
    registerVersion: row.version,
    identifier,
    contentSha256,
    metadata: licenceMetadata(content, { ...naming, photoSha256, test, inclusion }),
    digest: pdf.digest.toString('hex'),
    provider: seal.provider,
    test,
    certificateSerial: certificate.serialNumber,
    certificateSha256: sha256(certificate.raw),
    timestamped,
    batchId,
    recordedAt: at,
  };
  return { sealing, pdf };
}
