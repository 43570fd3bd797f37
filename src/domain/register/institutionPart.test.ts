import { describe, expect, test } from 'vitest';
import { isGeneralPart, regionPrefix } from './institutionPart.ts';

describe('机构名称的一部分', () => {
  test.each([
    ...[
      '诊所',
      '中医',
      '中医院',
      '医院',
      '中医门诊部',
      '社区卫生服务中心',
      '卫生院',
      '湖南',
      '湖南省',
      '长沙市中医院',
      '第一人民医院',
      '3',
    ],
    ...[
      '长沙市芙蓉区中医诊所',
      '中医(专长)医师诊所',
      '有限公司',
      '堂',
      '仁',
      '浏阳市大瑶镇卫生院',
      '北京中医',
      ' ',
      '',
    ],
  ])('“%s”不指一家机构', (part) => {
    expect(isGeneralPart(part)).toBe(true);
  });

  test.each(['仁和', '芙蓉仁和', '仁和堂', '长沙市仁济中医医院', '同仁堂', '麓山', '浏阳市大瑶镇回春堂', 'Kang Ning'])(
    '“%s”可以',
    (part) => {
      expect(isGeneralPart(part)).toBe(false);
    },
  );

  test('很长的也很快', () => {
    expect(isGeneralPart('区'.repeat(2000))).toBe(true);
    expect(isGeneralPart(`${'仁'.repeat(5000)}医院`)).toBe(false);
  });
});

test('行政区划的前缀', () => {
  expect(['430000', '430100', '430102', '110000', '429004'].map(regionPrefix)).toEqual([
    '43',
    '4301',
    '430102',
    '11',
    '429004',
  ]);
});
