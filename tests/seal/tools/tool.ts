import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTypstRenderer } from '../../../src/outside/documents/typst.ts';
import type { Seal } from '../../../src/outside/seal/seal.ts';
import { preparePdf, sealPdf } from '../../../src/outside/seal/sealPdf.ts';
import type { Timestamper } from '../../../src/outside/seal/timestamp.ts';

const run = promisify(execFile);

/** What a program of the system says; throws with what it says when it does not agree. */
export async function tool(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout, stderr } = await run(name, args, { env: { ...process.env, ...env } });
  return stdout + stderr;
}

export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'xinglin-seal-'));
}

const renderer = createTypstRenderer({ templateFolder: 'data/templates' });

/** A licence as the program prints it, sealed. */
export async function sealLicence(seal: Seal, timestamper?: Timestamper): Promise<Buffer> {
  const opened = await seal.open();
  const pdf = await renderer.pdf('licence', {
    name: '张景和',
    sex: '男',
    birthDate: '1970年1月1日',
    licenceNo: '354430104000001',
    qualificationNo: '2020****031X',
    level: '中医(专长)医师',
    category: '中医',
    practicePlace: '湖南省',
    institution: '岳麓区仁和中医诊所',
    techniques: '针刺',
    conditions: '膝痹'.repeat(500),
    issuingAuthority: '岳麓区卫生健康局',
    issuedOn: '2026年3月2日',
    verificationCode: 'A3B4C5D6E7F8G9H2',
    verifyUrl: 'https://example.invalid/verify/A3B4C5D6E7F8G9H2',
    changes: [{ on: '2026年3月2日', what: '准予注册', by: '岳麓区卫生健康局' }],
    sites: [],
    identifier: '1.2.156.3005.2.11100000TESTISSUER001.430104.354430104000001.001.K',
    qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1h-1z"/></svg>',
    inclusion: null,
    photo: null,
    sample: opened.test,
  });
  return sealAs('执业证书', pdf, seal, timestamper);
}

/** A letter of two pages. */
export async function sealLetter(seal: Seal): Promise<Buffer> {
  const { test } = await seal.open();
  const pdf = await renderer.pdf('letter', {
    number: '受理〔2026〕000001号',
    title: '受理通知书',
    addressee: '张景和',
    paragraphs: ['您提交的执业注册申请,经审查,材料齐全,符合法定形式。'.repeat(60)],
    basis: ['《行政许可法》第三十二条:……'],
    remedies: '',
    issuer: '岳麓区卫生健康局',
    issuedOn: '2026年3月2日',
    copyTo: '岳麓区仁和中医诊所',
    photo: null,
    mark: test ? 'sample' : 'none',
  });
  return sealAs('受理〔2026〕000001号', pdf, seal);
}

async function sealAs(reason: string, pdf: Uint8Array, seal: Seal, timestamper?: Timestamper): Promise<Buffer> {
  const opened = await seal.open();
  const words = { name: '岳麓区卫生健康局', reason, at: Temporal.Instant.from('2026-03-02T01:00:00Z') };
  return sealPdf(preparePdf(pdf, words, opened, timestamper !== undefined), seal, opened, timestamper);
}
