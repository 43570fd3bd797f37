const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The eighteenth character (0–9 or X) that belongs to the first seventeen digits: GB 11643-1999, ISO 7064 MOD 11-2. */
export function idCheckDigit(number: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'.charAt(sum % 11);
}
