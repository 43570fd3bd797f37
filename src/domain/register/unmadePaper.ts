/** Why a licence was left without its paper, and what helps. */
export const unmadeReasons = {
  photoMissing: '照片文件缺失:请从备份恢复照片,或由本人办理照片更新',
  uncovered: '姓名等处含有字库暂缺的生僻字',
  gone: '制作时注册已不再有效,或正在变动',
} as const;
export type UnmadeReason = keyof typeof unmadeReasons;
