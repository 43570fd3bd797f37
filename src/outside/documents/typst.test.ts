import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type ApplicationFormData, type LicenceData, UncoveredCharacters } from './documentRenderer.ts';
import { readPdf } from './readPdf.ts';
import { createTypstRenderer } from './typst.ts';

const renderer = createTypstRenderer({ templateFolder: 'data/templates' });
const photo = await sharp({ create: { width: 358, height: 441, channels: 3, background: '#dde6ea' } })
  .jpeg()
  .toBuffer();

const form: ApplicationFormData = {
  title: '中医（专长）医师执业注册申请审核表',
  number: 'A-2026-000123',
  draft: false,
  printedAt: '2026-03-05 14:20',
  photo,
  sections: [
    {
      title: '申请人基本信息',
      rows: [
        { label: '姓名', value: '张三' },
        { label: '性别', value: '男' },
        { label: '通讯地址', value: '', wide: true },
      ],
    },
    { title: '执业范围', rows: [{ label: '病证范围', value: '膝痹', wide: true }] },
  ],
  declaration: '本人承诺所填写的内容真实。',
  opinions: [{ title: '拟执业机构意见', lines: [{ label: '意见', value: '同意' }], signature: true }],
  footer: '',
};

const licence: LicenceData = {
  name: '张三',
  sex: '男',
  birthDate: '1958年4月12日',
  licenceNo: '110330000012345',
  qualificationNo: '2333301061958****34',
  level: '中医（专长）医师',
  category: '中医',
  practicePlace: '浙江省杭州市西湖区',
  institution: '杏林中医诊所',
  techniques: '贴敷',
  conditions: '膝痹',
  issuingAuthority: '西湖区卫生健康局',
  issuedOn: '2026年3月10日',
  verificationCode: 'A3B4C5D6E7F8G9H2',
  verifyUrl: 'https://example.invalid/verify/ABCD',
  changes: [{ on: '2026年3月10日', what: '准予注册', by: '西湖区卫生健康局' }],
  sites: [],
  identifier: '1.2.156.3005.2.11100000TESTISSUER001.330106.110330000012345.001.K',
  qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1h-1z"/></svg>',
  inclusion: null,
  photo,
  sample: true,
};

const named = (name: string): ApplicationFormData => ({
  ...form,
  sections: [{ title: '申请人', rows: [{ label: '姓名', value: name }] }],
});

describe('papers', () => {
  it('are PDFs without script, action or form, with embedded fonts', async () => {
    for (const pdf of [await renderer.pdf('applicationForm', form), await renderer.pdf('licence', licence)]) {
      expect(Buffer.from(pdf).toString('latin1', 0, 5)).toBe('%PDF-');
      const text = readPdf(pdf).source;
      expect(text).not.toMatch(/\/(JavaScript|JS|OpenAction|AA|Launch|AcroForm|EmbeddedFile|URI|SubmitForm)\b/);
      expect(text).toMatch(/\/FontFile[23]/);
    }
  });

  it('are the same bytes for the same data', async () => {
    const first = await renderer.pdf('licence', licence);
    expect(Buffer.from(await renderer.pdf('licence', licence)).equals(first)).toBe(true);
  });

  it('print markup characters as they are typed', async () => {
    const typed = '张#三 $x$ \\ " <b> *粗* _斜_ @a #panic("x") // 注 `raw` [x] ~ = 题 https://a.b/c';
    expect(readPdf(await renderer.pdf('applicationForm', named(typed))).words).toContain(typed.replaceAll(' ', ''));
  });

  it('leave out control characters and those that turn the reading direction', async () => {
    const pdf = await renderer.pdf('applicationForm', named('张\u0007\u0000\u202e三\ufeff'));
    expect(readPdf(pdf).words).toContain('张三');
    expect(readPdf(await renderer.pdf('applicationForm', named('李\t四\r\n五'))).words).toContain('李四五');
  });

  it('let a long scope flow over pages, and a long run without spaces break', async () => {
    const long = {
      ...form,
      sections: [{ title: '执业范围', rows: [{ label: '病证', value: '膝痹、腰痛；'.repeat(900), wide: true }] }],
    };
    expect(readPdf(await renderer.pdf('applicationForm', form)).pages).toBe(1);
    expect(readPdf(await renderer.pdf('applicationForm', long)).pages).toBeGreaterThanOrEqual(3);
    expect(
      readPdf(await renderer.pdf('licence', { ...licence, conditions: '膝痹、腰痛；'.repeat(400) })).pages,
    ).toBeGreaterThan(2);
    expect(readPdf(await renderer.pdf('applicationForm', named('a1'.repeat(300)))).pages).toBe(1);
  });

  it('mark drafts and samples', async () => {
    expect(readPdf(await renderer.pdf('applicationForm', form)).words).not.toContain('草');
    expect(readPdf(await renderer.pdf('applicationForm', { ...form, draft: true })).words).toMatch(/草.*稿/s);
    expect(readPdf(await renderer.pdf('licence', licence)).words).toContain('以测试印章签名');
    expect(readPdf(await renderer.pdf('licence', { ...licence, sample: false })).words).not.toContain('测试样例');
  });

  it('stand without a photo and without opinions', async () => {
    const bare = { ...form, photo: null, sections: [], opinions: [] };
    expect(readPdf(await renderer.pdf('applicationForm', bare)).pages).toBe(1);
    expect(readPdf(await renderer.pdf('licence', { ...licence, photo: null, techniques: '' })).pages).toBe(2);
  });

  it('refuse a picture that is neither JPEG nor PNG', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    await expect(renderer.pdf('licence', { ...licence, photo: svg })).rejects.toThrow('JPEG or PNG');
  });
});

describe('生僻字', () => {
  it('of the common standard table are drawn: 䶮 㛃 𬭳 𫖯', async () => {
    const pdf = await renderer.pdf('licence', { ...licence, name: '䶮㛃𬭳𫖯' });
    expect(readPdf(pdf).words).toContain('䶮㛃𬭳𫖯');
  });

  it('without a glyph (𠮷) stop a licence and name the characters', async () => {
    const attempt = renderer.pdf('licence', { ...licence, name: '𠮷\ue000三' });
    await expect(attempt).rejects.toThrow(UncoveredCharacters);
    await expect(attempt).rejects.toMatchObject({
      characters: ['𠮷', '\ue000'],
      message: 'no font has U+20BB7 U+E000',
    });
  });

  it('without a glyph leave the form printable, with a note to write them by hand', async () => {
    expect(readPdf(await renderer.pdf('applicationForm', named('𠮷三'))).words).toContain('生僻字');
    expect(readPdf(await renderer.pdf('applicationForm', form)).words).not.toContain('生僻字');
  });
});
