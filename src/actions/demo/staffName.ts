const surnames = ['贺', '龚', '汤', '易', '文', '聂', '阳', '左', '戴', '向', '覃', '毛', '廖', '粟', '柳', '石', '沈'];
const givenNames = ['志远', '晓岚', '建平', '立春', '海燕'];

/** A made-up name: one family for each office, one given name for each post. */
export function staffName(organisation: number, place: number): string {
  return `${surnames[organisation % surnames.length] ?? ''}${givenNames[place % givenNames.length] ?? ''}`;
}
