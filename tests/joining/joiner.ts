import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import sharp from 'sharp';
import type { Visitor } from '../accounts/visitor.ts';

/** A photo of a paper, as a telephone takes it. */
export function licencePhoto(width = 1200, height = 900): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#f4efe0' } })
    .withExif({ IFD3: { GPSLatitude: '28/1 12/1 0/1' } })
    .jpeg()
    .toBuffer();
}

/** A scan as a scanner writes it. */
export const scannedPdf = Buffer.from(
  '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
);

/** Sends a form with a file, as the browser of `visitor` would. */
export async function upload(
  app: FastifyInstance,
  visitor: Visitor,
  url: string,
  fields: Readonly<Record<string, string>>,
  file: Uint8Array | undefined,
): Promise<LightMyRequestResponse> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...visitor.hidden(), ...fields })) form.append(name, value);
  form.append('scan', new Blob(file === undefined ? [] : [new Uint8Array(file)]), 'licence.jpg');
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  return app.inject({
    method: 'POST',
    url,
    cookies: Object.fromEntries(visitor.cookies),
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}
