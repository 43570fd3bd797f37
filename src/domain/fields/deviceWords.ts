type Sign = readonly [pattern: RegExp, words: string];

/** The first that fits: a browser names those it descends from as well. */
const browsers: readonly Sign[] = [
  [/MicroMessenger\//, '微信'],
  [/AlipayClient\//, '支付宝'],
  [/QQBrowser\//, 'QQ浏览器'],
  [/\bQQ\//, 'QQ'],
  [/HuaweiBrowser\//, '华为浏览器'],
  [/MiuiBrowser\//, '小米浏览器'],
  [/UCBrowser\//, 'UC浏览器'],
  [/\bEdgA?(iOS)?\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: readonly Sign[] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, '安卓'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** Browser and system in words a person knows their device by, e.g. “微信(安卓)”; never the user agent itself. */
export function deviceWords(userAgent: string): string {
  const first = (signs: readonly Sign[]) => signs.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [first(browsers), first(systems)];
  if (browser === undefined) return system ?? '未知设备';
  return system === undefined ? browser : `${browser}(${system})`;
}
