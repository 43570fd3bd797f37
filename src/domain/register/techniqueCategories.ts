/**
 * 技术方法类别, for counting only: a scope belongs to each category one of whose words stands in it. What the register says stays
 * the text of the examination.
 */
export const techniqueCategories = {
  内服方药: ['内服', '方药', '汤剂', '丸', '膏方', '中药'],
  针灸: ['针', '灸', '穴位', '耳穴', '放血'],
  推拿: ['推拿', '按摩', '点穴', '捏脊', '导引'],
  正骨: ['正骨', '整复', '夹板', '复位', '骨伤', '整脊'],
  拔罐刮痧: ['拔罐', '罐', '刮痧'],
  外敷熏洗: ['敷', '贴', '熏', '洗', '外用', '药浴', '外治'],
  肛肠外科: ['枯痔', '结扎', '挂线', '肛肠'],
} as const satisfies Record<string, readonly string[]>;

export const otherTechniques = '其他';
