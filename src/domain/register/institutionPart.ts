/** Words that half of all institutions bear: what is left without them tells one from another. */
const general = [
  ...[
    '中西医结合',
    '人民',
    '妇幼保健',
    '社区',
    '卫生服务',
    '中医',
    '西医',
    '国医',
    '医院',
    '诊所',
    '门诊',
    '医馆',
    '医务',
    '卫生',
  ],
  ...[
    '综合',
    '专科',
    '专长',
    '康复',
    '保健',
    '疗养',
    '护理',
    '骨伤',
    '针灸',
    '推拿',
    '理疗',
    '医疗',
    '医药',
    '健康',
    '医学',
    '大学',
    '学院',
  ],
  ...['有限责任公司', '有限公司', '公司', '集团', '管理', '附属', '中心', '分院', '总院', '服务', '机构', '医师'],
  // Left over from the words above.
  ...['部', '所', '室', '站', '院', '馆', '堂', '科', '店', '点'],
];
const provinces =
  '北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|中国';

const place = /^\p{Script=Han}{1,7}?(?:特别行政区|自治区|自治州|自治县|街道|地区|省|市|区|县|州|盟|旗|镇|乡|村)/u;
const words = new RegExp(`${general.join('|')}|${provinces}|第?[一二三四五六七八九十0-9]+|[^\\p{L}\\p{N}]`, 'gu');

/**
 * 诊所, 长沙市中医院, 第一门诊部: words that name no institution by themselves, so that a name with them would ask about a whole
 * place. What is left without places and such words must have at least two characters.
 */
export function isGeneralPart(part: string): boolean {
  let rest = part;
  for (let found = place.exec(rest); found !== null; found = place.exec(rest)) rest = rest.slice(found[0].length);
  return [...rest.replace(words, '')].length < 2;
}

/** Codes of a region and of everything in it begin with this; '' is the whole country. */
export function regionPrefix(code: string): string {
  return code.replace(/(?:00){1,2}$/, '');
}
