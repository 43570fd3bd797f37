import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/store/database.ts';
import { ask } from '../setup/sealedValues.ts';
import { insertAuthority, newIdNumber } from './people.ts';

/** Numbers that always come in the same order, so that a test that fails can be run again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The most common surnames, in order, with their share of the people in tenths of a percent (公安部 2020). */
const surnames =
  '王72李71张67刘52陈47杨31黄23赵22吴20周20徐15孙15马14朱13胡13郭12何12林11高10罗10郑9梁9谢8宋8唐7许7韩7冯6邓6曹6彭6曾6肖6田6董5袁5潘5于5蒋5蔡5余5杜4叶4程4苏4魏4吕4丁4任4沈4姚3卢3姜3崔3钟3谭3陆3汪3范3金3石3廖3贾3夏3韦3付3方3白3邹2孟2熊2秦2邱2江2尹2薛2闫2段2雷2侯2龙2史2陶2黎2贺2顾2毛2郝2龚2邵2万2钱2严2覃1武1戴1莫1孔1向1汤1';
export const shares = [...surnames.matchAll(/(\p{Script=Han})(\d+)/gu)].map(([, name = '', share]) => ({
  name,
  share: Number(share),
}));
/** Given names of one character, the most common first. */
export const singles = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚英华桂文玉红建国志秀萍鹏飞波斌辉健俊帆宇'];
const firsts = [...'建国志秀春晓文玉海永德桂金小丽美雪雅明俊天子嘉浩思梓宇子欣若'];
const seconds = [...'华国明英兰珍芳伟强平军林生荣祥清云峰辉亮东红梅霞玲燕敏娟涛杰鹏宁然轩涵怡琪萱'];

const brands = [
  ...'仁和 同仁 回春 杏林 济世 百草 康宁 本草 德济 广济 宏仁 慈安 九芝 岐黄 保和 惠民 安康 泰和 松鹤 瑞康'.split(' '),
];
const kinds = ['中医诊所', '中医诊所', '中医门诊部', '中医馆', '诊所', '中医医院', '社区卫生服务中心', '卫生院'];
const counties = [
  ['430102', '芙蓉区'],
  ['430103', '天心区'],
  ['430104', '岳麓区'],
  ['430105', '开福区'],
  ['430111', '雨花区'],
  ['430112', '望城区'],
  ['430121', '长沙县'],
  ['430181', '浏阳市'],
] as const;

export interface ManyPhysicians {
  readonly people: readonly { name: string; licenceNo: string; idNumber: string; certificateNo: string }[];
  /** Names of institutions, where most people practise first. */
  readonly institutions: readonly string[];
}

function newName(random: () => number): string {
  let left = random() * 1000;
  const surname = shares.find(({ share }) => {
    left -= share;
    return left < 0;
  })?.name;
  const one = (of: readonly string[]) => of[Math.floor(random() * of.length)] ?? '';
  // So that 张伟, the most common name of all, is that of about one in 5,000, as it is in life.
  const given = () => (random() < 0.15 ? one(singles) : `${one(firsts)}${one(seconds)}`);
  return `${surname ?? `欧阳${given()}`.slice(0, 2)}${given()}`;
}

/** A register of one city with names and institutions as they are spread in life. */
export async function insertMany(database: Database, count: number, seed = 7): Promise<ManyPhysicians> {
  const random = dice(seed);
  const province = await insertAuthority(database, '430000', '湖南省中医药管理局', null);
  const places: { authority: string; region: string; called: string }[] = [];
  for (const [region, called] of counties) {
    const { id } = await insertAuthority(database, region, `长沙市${called}卫生健康局`, province);
    places.push({ authority: id, region, called });
  }
  const institutions = Array.from({ length: Math.ceil(count / 3) }, (_, index) => {
    const place = places[index % places.length] ?? places[0];
    const brand = brands[Math.floor(random() * brands.length)];
    const head = firsts[Math.floor(random() * firsts.length)];
    const name = `${random() < 0.5 ? `长沙市${place?.called}` : ''}${random() < 0.4 ? brand : `${brand}${head}`}${random() < 0.3 ? '堂' : ''}${kinds[Math.floor(random() * kinds.length)]}`;
    return { id: randomUUID(), number: `MANY${String(index).padStart(18, '0')}`, name, ...place };
  });
  await database.pool.query(
    `INSERT INTO institution (id, number, name, region_code, type, authority_id)
     SELECT (i ->> 'id')::uuid, i ->> 'number', i ->> 'name', i ->> 'region', '中医诊所', (i ->> 'authority')::uuid FROM json_array_elements($1::json) i`,
    [JSON.stringify(institutions)],
  );
  const people = Array.from({ length: count }, (_, index) => {
    const institution = institutions[Math.floor(institutions.length * random() ** 2)] ?? institutions[0];
    const birth = `${1945 + Math.floor(random() * 50)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`;
    const idNumber = newIdNumber(birth);
    return {
      ...{ id: randomUUID(), qualification: randomUUID(), entry: randomUUID(), name: newName(random), birth, idNumber },
      certificateNo: `202543354${idNumber}`,
      licenceNo: `354${institution?.region}${String(index + 1).padStart(6, '0')}`,
      institution: institution?.id ?? '',
      institutionName: institution?.name ?? '',
      authority: institution?.authority ?? '',
      status: random() < 0.97 ? 'practising' : 'suspended',
      code: `M${String(index).padStart(15, '0')}`,
    };
  });
  await insertPeople(database, people);
  const sizes = new Map<string, number>();
  for (const { institutionName } of people) sizes.set(institutionName, (sizes.get(institutionName) ?? 0) + 1);
  const bySize = [...sizes].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return { people, institutions: bySize };
}

async function insertPeople(database: Database, people: readonly object[]): Promise<void> {
  await ask(
    database,
    `INSERT INTO physician (id, name, sex, birth_date, id_type, id_number_sealed, id_number_index)
     SELECT id, name, 'male', birth, 'residentIdCard', "idNumber", "idNumberIndex"
     FROM json_to_recordset($1::json) AS p(id uuid, name text, birth date, "idNumber" text, "idNumberIndex" bytea)`,
    [JSON.stringify(people)],
    {
      rows: [
        {
          ...{ parameter: 1, row: 'id', seals: { idNumber: 'physician.id_number' } },
          indexes: { idNumberIndex: { of: 'idNumber', purpose: 'idNumber' } },
        },
      ],
    },
  );
  await ask(
    database,
    `INSERT INTO qualification (id, physician_id, certificate_no_sealed, certificate_no_index, issued_on, province_code, techniques, conditions, issuer, valid)
     SELECT qualification, id, "certificateNo", "certificateNoIndex", '2025-04-10', '430000', '针刺', '颈椎病', '省局', true
     FROM json_to_recordset($1::json) AS p(id uuid, qualification uuid, "certificateNo" text, "certificateNoIndex" bytea)`,
    [JSON.stringify(people)],
    {
      rows: [
        {
          ...{ parameter: 1, row: 'qualification', seals: { certificateNo: 'qualification.certificate_no' } },
          indexes: { certificateNoIndex: { of: 'certificateNo', purpose: 'certificateNo' } },
        },
      ],
    },
  );
  await database.pool.query(
    `INSERT INTO register_entry (id, physician_id, qualification_id, province_code, status, licence_no, main_institution_id,
       authority_id, techniques, conditions, registered_on, main_since, verification_code, version)
     SELECT (p ->> 'entry')::uuid, (p ->> 'id')::uuid, (p ->> 'qualification')::uuid, '430000', p ->> 'status', p ->> 'licenceNo',
       (p ->> 'institution')::uuid, (p ->> 'authority')::uuid, '针刺、艾灸', '颈椎病', '2026-01-06', '2026-01-06', p ->> 'code', 1
     FROM json_array_elements($1::json) p`,
    [JSON.stringify(people)],
  );
}
