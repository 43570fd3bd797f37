import { fewest } from './smallNumbers.ts';

/** A field of an open file: its heading in CSV, its key in JSON Lines, and what it means. */
export interface OpenField {
  readonly key: string;
  readonly heading: string;
  readonly meaning: string;
}

/** 数据字典. No field speaks of one person: no name, no number, no institution beside a number below five. */
export const openDatasets = {
  registrations: {
    title: '执业注册',
    what: `每行是一组情况相同的执业注册及其数量,每组至少${fewest}条;不足的并入上一级地区,或省略类别、技术方法、年份`,
    fields: [
      { key: 'regionCode', heading: '地区代码', meaning: '主要执业机构所在地的行政区划代码(GB/T 2260);空为全国' },
      { key: 'region', heading: '地区', meaning: '行政区划名称' },
      { key: 'institutionType', heading: '机构类别', meaning: '主要执业机构的类别;空为不区分' },
      { key: 'year', heading: '注册年份', meaning: '首次注册的年份;空为不区分' },
      { key: 'techniques', heading: '技术方法类别', meaning: '按登记文字归类,可以有几类;空为不区分' },
      { key: 'status', heading: '注册状态', meaning: '有效、备案、暂停执业、已注销、已吊销或已撤销' },
      { key: 'count', heading: '数量', meaning: '执业注册条数' },
    ],
  },
  institutions: {
    title: '有中医(专长)医师执业的机构',
    what: '每行是一家有有效执业注册的医疗机构',
    fields: [
      { key: 'name', heading: '机构名称', meaning: '登记的名称' },
      { key: 'number', heading: '登记号', meaning: '医疗机构登记号或备案编号' },
      { key: 'regionCode', heading: '地区代码', meaning: '行政区划代码(GB/T 2260)' },
      { key: 'region', heading: '地区', meaning: '行政区划名称' },
      { key: 'institutionType', heading: '机构类别', meaning: '登记的类别' },
      { key: 'count', heading: '有效注册数', meaning: `以它为主要执业机构的有效注册;不足${fewest}的写作“<${fewest}”` },
    ],
  },
} as const satisfies Record<
  string,
  { readonly title: string; readonly what: string; readonly fields: readonly OpenField[] }
>;
export type OpenDataset = keyof typeof openDatasets;

export const openDataLicence = '可以自由使用、复制、传播和改编,须注明来源和日期;不得用于识别个人。';
