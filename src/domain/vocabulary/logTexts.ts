/** Refusals about the transparency log; part of refusalTexts. */
export const logRefusalTexts = {
  'log.busy': '透明日志正在写入,请稍后再试。',
  'log.notAhead': '透明日志的存档没有超出数据库,不需要补记。',
  'log.forked': '透明日志的存档与数据库不是同一份日志,不能补记。请运行 ledger verify 查明被改动的记录,不要再签发。',
  'proof.empty': '请粘贴证明的内容,或选择证明文件。',
  'proof.form': '这不是透明日志的收录证明。请原样粘贴证照或回执中的证明(JSON 格式),不要增减字符。',
  'proof.tooLong': '内容太长,不是收录证明。请只粘贴或上传证明本身。',
} as const;
