/** For whom a licence is shown; its holder chooses, and whoever checks sees no more than that (ADR 22). */
export const liveViews = {
  patient: {
    title: '患者',
    purpose: '就诊时证明自己是注册医师',
    shows: '社会公示的九项信息、当前状态和照片',
  },
  employer: {
    title: '用人单位',
    purpose: '聘用、备案时核对执业经历',
    shows: '另加注册日期、执业机构变更和多执业机构备案',
  },
  court: {
    title: '法院和监管',
    purpose: '诉讼、执法时核对全部注册经过',
    shows: '另加资格证书编码(隐去一部分)和全部登记经过,包括暂停、注销和理由',
  },
} as const;
export type LiveView = keyof typeof liveViews;

export function isLiveView(text: unknown): text is LiveView {
  return typeof text === 'string' && Object.hasOwn(liveViews, text);
}
