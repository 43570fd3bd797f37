/**
 * Writes data/demo: authorities, institutions and roster of two provinces, and a neutral photo. Everybody in it is made up;
 * only the check digits are real. Always writes the same bytes: `node scripts/demo-data.ts`, then commit.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { idCheckDigit } from '../src/domain/fields/idCheckDigit.ts';
import { creditCodeCheckCharacter } from '../src/domain/fields/unifiedSocialCreditCode.ts';

const folder = join(import.meta.dirname, '..', 'data', 'demo');

const authorities = [
  ['湖南省中医药管理局', 'D430000', '430000', '省', '', '注册;跨省同意;归集'],
  ['长沙市卫生健康委员会', 'D430100', '430100', '市', 'D430000', '注册'],
  ['长沙市岳麓区卫生健康局', 'D430104', '430104', '县', 'D430100', '注册'],
  ['浏阳市行政审批局', 'D430181', '430181', '县', 'D430100', '注册'],
  ['云南省中医药管理局', 'D530000', '530000', '省', '', '注册;跨省同意;归集'],
  ['昆明市卫生健康委员会', 'D530100', '530100', '市', 'D530000', '注册'],
  ['昆明市五华区卫生健康局', 'D530102', '530102', '县', 'D530100', '注册'],
];

/** Name, first eight characters of the organisation code, region, type, licensing authority, head, phone, licence until. */
const institutions = `
湖南杏和中医医院 60318425 430102 中医医院 D430000 周培元 0731-50000101 2031-06-30
长沙市仁济中医医院 60318426 430103 中医医院 D430100 罗敬之 0731-50000102 2030-12-31
岳麓区麓山中医门诊部 60318427 430104 中医门诊部 D430104 谭素问 0731-50000103 2029-12-31
岳麓区桔子洲社区卫生服务中心 60318428 430104 社区卫生服务中心 D430104 彭望春 0731-50000104 2032-03-31
浏阳市中医医院 60318429 430181 中医医院 D430181 邓启玄 0731-50000105 2030-09-30
浏阳孙慕真中医(综合)诊所 60318430 430181 中医(综合)诊所 D430181 孙慕真 0731-50000106 2033-12-31
云南苍洱民族医医院 60318431 530103 民族医医院 D530000 杨吉良 0871-50000107 2031-12-31
昆明市翠湖中医医院 60318432 530102 中医医院 D530100 段和春 0871-50000108 2030-12-31
五华区橘井中医门诊部 60318433 530102 中医门诊部 D530102 普文海 0871-50000109 2029-06-30
五华区华山社区卫生服务中心 60318434 530102 社区卫生服务中心 D530102 和丽君 0871-50000110 2032-12-31
`
  .trim()
  .split('\n')
  .map((row) => row.split(' '));

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Ninth character of an organisation code (GB 11714-1997), which stands in the 登记号 and in the credit code. */
function organisationCode(eight: string): string {
  const sum = organisationWeights.reduce((total, weight, index) => total + weight * Number(eight[index]), 0);
  return `${eight}${'0123456789X0'.charAt((11 - (sum % 11)) % 11)}`;
}

function institutionRow([name = '', eight = '', region = '', type = '', authority = '', head = '', ...rest]: string[]) {
  const code = organisationCode(eight);
  const credit = `52${region}${code}`;
  const number = `${code}${region}12D2${eight.slice(-3)}`;
  return [name, number, credit + creditCodeCheckCharacter(credit), region, type, authority, head, ...rest];
}

const residentCard = '居民身份证';

interface Person {
  readonly name: string;
  /** First seventeen characters of an eighteen-digit number, or the whole number of another document. */
  readonly number: string;
  readonly idType?: string;
  /** Only where the number does not say it. */
  readonly sex?: '男' | '女';
  readonly born?: string;
  readonly province: '43' | '53';
  readonly issuedOn: string;
  readonly scope: keyof typeof scopes;
}

const scopes = {
  bones: ['手法整复;小夹板固定', '骨折、脱位、软组织损伤'],
  needles: ['针刺;艾灸', '颈椎病、腰痛病、面瘫'],
  herbs: ['内服方药', '脾胃病、咳嗽'],
  skin: ['外用敷贴;熏洗', '湿疮、蛇串疮、烧烫伤'],
  massage: ['推拿', '小儿泄泻、小儿厌食'],
  fistula: ['挂线疗法;外用敷贴', '痔病、肛漏'],
  cupping: ['刮痧;拔罐', '中暑、头痛、肩痹'],
} as const;

const people: readonly Person[] = [
  { name: '张景和', number: '43010419710316401', province: '43', issuedOn: '2025-03-18', scope: 'bones' },
  { name: '李时中', number: '43010319650822371', province: '43', issuedOn: '2026-04-10', scope: 'needles' },
  { name: '孙慕真', number: '43018119780105288', province: '43', issuedOn: '2026-04-10', scope: 'massage' },
  { name: '何半夏', number: '43010419830927462', province: '43', issuedOn: '2026-04-10', scope: 'herbs' },
  { name: '周采薇', number: '43012119900411526', province: '43', issuedOn: '2025-11-06', scope: 'skin' },
  { name: '扎西·多吉', number: '53342119760618131', province: '53', issuedOn: '2026-01-20', scope: 'herbs' },
  { name: '欧阳䶮', number: '43018119690213355', province: '43', issuedOn: '2025-11-06', scope: 'fistula' },
  { name: '王清和', number: '43010519740530219', province: '43', issuedOn: '2026-04-10', scope: 'needles' },
  { name: '陈㛃', number: '53010219880719642', province: '53', issuedOn: '2026-05-15', scope: 'massage' },
  { name: '刘守拙', number: '43010219560311073', province: '43', issuedOn: '2019-06-20', scope: 'bones' },
  { name: '唐若谷', number: '43018119590924117', province: '43', issuedOn: '2019-06-20', scope: 'fistula' },
  { name: '曾半农', number: '43011119670102553', province: '43', issuedOn: '2021-12-08', scope: 'skin' },
  { name: '肖远志', number: '43012419720615915', province: '43', issuedOn: '2021-12-08', scope: 'cupping' },
  { name: '蒋茯苓', number: '43018119850422844', province: '43', issuedOn: '2023-09-12', scope: 'herbs' },
  { name: '彭归元', number: '43010519620830799', province: '43', issuedOn: '2023-09-12', scope: 'needles' },
  { name: '谢云苓', number: '43010419930208686', province: '43', issuedOn: '2025-11-06', scope: 'massage' },
  { name: '邓百川', number: '43018119500517331', province: '43', issuedOn: '2018-12-20', scope: 'bones' },
  { name: '龙吉', number: '43313019811111257', province: '43', issuedOn: '2025-11-06', scope: 'skin' },
  { name: '麦麦提·吐尔逊', number: '65310119750902435', province: '43', issuedOn: '2026-04-10', scope: 'cupping' },
  { name: '杨𠮷祥', number: '53290119660407091', province: '53', issuedOn: '2022-08-30', scope: 'bones' },
  { name: '段和煦', number: '53290119800121588', province: '53', issuedOn: '2026-01-20', scope: 'herbs' },
  { name: '普正阳', number: '53010219771230773', province: '53', issuedOn: '2025-05-22', scope: 'needles' },
  { name: '和秀英', number: '53072119680316504', province: '53', issuedOn: '2022-08-30', scope: 'massage' },
  { name: '阿普', number: '53342319730814051', province: '53', issuedOn: '2020-10-15', scope: 'bones' },
  { name: '岩温', number: '53280119860525639', province: '53', issuedOn: '2026-05-15', scope: 'cupping' },
  { name: '白素云', number: '53250219910703446', province: '53', issuedOn: '2026-05-15', scope: 'skin' },
  {
    name: '黄仲景',
    number: '81000019700912301',
    idType: '港澳台居民居住证',
    province: '43',
    issuedOn: '2026-04-10',
    scope: 'bones',
  },
  {
    name: '梁咏诗',
    number: 'H60318425',
    idType: '港澳居民来往内地通行证',
    sex: '女',
    born: '1984-02-29',
    province: '43',
    issuedOn: '2025-11-06',
    scope: 'massage',
  },
  {
    name: '林承志',
    number: '60318426',
    idType: '台湾居民来往大陆通行证',
    sex: '男',
    born: '1979-10-25',
    province: '53',
    issuedOn: '2026-01-20',
    scope: 'needles',
  },
  {
    name: 'MARIE DUPONT',
    number: 'FRA310060318427',
    idType: '外国人永久居留身份证',
    sex: '女',
    born: '1987-07-14',
    province: '53',
    issuedOn: '2026-05-15',
    scope: 'needles',
  },
  {
    name: '阮文海',
    number: 'N60318428',
    idType: '护照',
    sex: '男',
    born: '1982-12-05',
    province: '53',
    issuedOn: '2026-01-20',
    scope: 'herbs',
  },
  {
    name: '贺长缨',
    number: '军字第60318429号',
    idType: '军官证',
    sex: '男',
    born: '1976-08-01',
    province: '43',
    issuedOn: '2025-11-06',
    scope: 'bones',
  },
];

const issuers = { '43': '湖南省中医药管理局', '53': '云南省中医药管理局' } as const;

function rosterRow(person: Person, index: number): string[] {
  const { idType = residentCard, province, issuedOn, scope } = person;
  const eighteen = /^\d{17}$/.test(person.number);
  const number = eighteen ? person.number + idCheckDigit(person.number) : person.number;
  const born = person.born ?? `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const sex = person.sex ?? (Number(number.charAt(16)) % 2 === 1 ? '男' : '女');
  // Year, province, class, then the ID number; documents that are not all letters and digits give the day of birth and a serial.
  const tail = /^[0-9A-Z]+$/.test(number) ? number : `${born.replaceAll('-', '')}${String(index).padStart(4, '0')}`;
  const certificateNo = `${issuedOn.slice(0, 4)}${province}354${tail}`;
  const row = [person.name, idType, number, sex, born, certificateNo, issuedOn, `${province}0000`];
  return [...row, ...scopes[scope], issuers[province]];
}

function csv(name: string, header: string, rows: readonly string[][]): void {
  const lines = rows.map((row) => row.join(',')).join('\n');
  writeFileSync(join(folder, name), `\uFEFF${header}\n${lines}\n`);
}

/** A head and shoulders without a face, 358 × 441: nobody's photo stands in the repository. */
async function writePhoto(): Promise<void> {
  const width = 358;
  const height = 441;
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const head = ((x - 179) / 78) ** 2 + ((y - 172) / 100) ** 2 <= 1;
      const neck = Math.abs(x - 179) <= 34 && y >= 240 && y <= 330;
      const shoulders = ((x - 179) / 160) ** 2 + ((y - 441) / 135) ** 2 <= 1;
      const colour = head || neck ? [178, 192, 196] : shoulders ? [96, 128, 133] : [244, 247, 248];
      pixels.set(colour, (y * width + x) * 3);
    }
  }
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(1.2)
    .jpeg({ quality: 82 })
    .toFile(join(folder, 'photo.jpg'));
}

mkdirSync(folder, { recursive: true });
csv('authorities.csv', '机关名称,机关代码,行政区划代码,层级,上级机关代码,职能', authorities);
csv(
  'institutions.csv',
  '机构名称,登记号,统一社会信用代码,行政区划代码,机构类型,审批机关代码,负责人,联系电话,许可证有效期止',
  institutions.map(institutionRow),
);
csv(
  'roster.csv',
  '姓名,证件类型,证件号码,性别,出生日期,资格证书编码,发证日期,考核省份代码,技术方法,病证范围,发证机关',
  people.map(rosterRow),
);
await writePhoto();
