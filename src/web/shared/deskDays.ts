/** 11月2日; with the year in front when it is not this year. '' for no day. Reads text, because a queue shows a hundred of them. */
export function shortDay(day: string | null, today: string): string {
  if (day === null || day.length < 10) return '';
  const words = `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
  return day.startsWith(today.slice(0, 4)) ? words : `${day.slice(0, 4)}年${words}`;
}
