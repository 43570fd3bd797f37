import type { X509Certificate } from 'node:crypto';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import { type Seal, SealAway, type SealCertificate } from './seal.ts';

/**
 * The seal, opened to sign at a moment: nobody believes what is signed before or after its certificate's time (RFC 5280 4.1.2.5).
 * One that has run out may have been renewed since it was read, and is read once more. @throws SealAway
 */
export async function openForSealing(seal: Seal, at: Temporal.Instant): Promise<SealCertificate> {
  const opened = await seal.open();
  if (outsideValidity(opened.certificate, at) === undefined) return opened;
  const anew = await seal.openAnew();
  const words = outsideValidity(anew.certificate, at);
  if (words !== undefined) throw new SealAway(words);
  return anew;
}

function outsideValidity({ validFromDate, validToDate }: X509Certificate, at: Temporal.Instant): string | undefined {
  const day = (date: Date) => formatDate(chinaDate(date.toTemporalInstant()));
  if (at.epochMilliseconds < validFromDate.getTime()) return `印章证书尚未生效(${day(validFromDate)}起有效)`;
  if (at.epochMilliseconds > validToDate.getTime()) return `印章证书已过期(有效至${day(validToDate)}),须更换证书`;
  return undefined;
}
