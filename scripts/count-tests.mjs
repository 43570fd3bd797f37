// Prints one plain line with what the given vitest reports counted; fails when a report is missing, empty or red.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const [passed, failed] = [sum('numPassedTests'), sum('numFailedTests')];
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || reports.some((report) => report.numPassedTests === 0 || report.success !== true))
  process.exitCode = 1;
