import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { faultOfPdf, isPdf } from './scannedPdf.ts';

const pdf = (...objects: readonly string[]) =>
  Buffer.from(`%PDF-1.7\n${objects.join('\n')}\nxref\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`, 'latin1');
const packed = (text: string, filter = '/FlateDecode') =>
  `5 0 obj << /Type /ObjStm /Filter ${filter} >>\nstream\n${deflateSync(text).toString('latin1')}\nendstream endobj`;
const plain = '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj';

describe('a PDF somebody uploads', () => {
  test('is known by how it begins', () => {
    expect(isPdf(pdf(plain))).toBe(true);
    expect(isPdf(Buffer.from('<html>%PDF-1.7'))).toBe(false);
  });

  test('with nothing but pages is taken, packed or not', () => {
    expect(faultOfPdf(pdf(plain))).toBeUndefined();
    expect(faultOfPdf(pdf(plain, packed('3 0 << /Type /Page >>')))).toBeUndefined();
  });

  test.each([
    ['a script', '<< /S /JavaScript /JS (app.alert(1)) >>'],
    ['a script whose name is spelt otherwise', '<< /S /J#61vaScript >>'],
    ['a program to start', '<< /S /Launch /F (cmd.exe) >>'],
    ['a file inside', '<< /Type /EmbeddedFile >>'],
    ['a form that sends itself', '<< /S /SubmitForm >>'],
  ])('%s is refused, plain and packed', (_, object) => {
    expect(faultOfPdf(pdf(plain, `4 0 obj ${object} endobj`))).toBe('scan.livePdf');
    expect(faultOfPdf(pdf(plain, packed(`4 0 ${object}`)))).toBe('scan.livePdf');
    expect(faultOfPdf(pdf(plain, packed(`4 0 ${object}`).replace('/ObjStm', '/Obj#53tm')))).toBe('scan.livePdf');
  });

  test('a name that only begins alike is none of those', () => {
    expect(faultOfPdf(pdf(plain, '4 0 obj << /LaunchDate (2026) >> endobj'))).toBeUndefined();
  });

  test('torn, encrypted, or not to be unpacked is refused', () => {
    expect(faultOfPdf(Buffer.from('%PDF-1.7\n1 0 obj'))).toBe('scan.damagedPdf');
    expect(faultOfPdf(pdf(plain, 'trailer << /Encrypt 7 0 R >>'))).toBe('scan.damagedPdf');
    expect(faultOfPdf(pdf(plain, '5 0 obj << /Type /ObjStm >>\nstream\nnot packed\nendstream'))).toBe(
      'scan.damagedPdf',
    );
    expect(faultOfPdf(pdf(plain, '5 0 obj << /Type /ObjStm >>\nwithoutStream'))).toBe('scan.damagedPdf');
  });

  test('a decoy before the packed objects hides nothing', () => {
    const decoy = `% /ObjStm stream\n${deflateSync('nothing').toString('latin1')}\n`;
    expect(faultOfPdf(pdf(plain, decoy, packed('4 0 << /S /JavaScript >>')))).toBe('scan.livePdf');
  });

  test('one made to be looked through for ever is refused', () => {
    const empty = deflateSync('').toString('latin1');
    expect(faultOfPdf(pdf(plain, `/ObjStm stream\n${empty}`.repeat(100_000)))).toBe('scan.damagedPdf');
  });

  test('one that unpacks to more than any scan holds is refused', () => {
    expect(faultOfPdf(pdf(plain, packed('x'.repeat(17 * 1024 * 1024))))).toBe('scan.damagedPdf');
  });
});
