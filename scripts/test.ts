/**
 * `npm test`: every suite, one after the other, also after a failure. Prints each one's output as it comes and ends
 * with the line `N passed, M failed`: tests of Vitest and Playwright, and one for each other step. A runner that
 * crashed or ran no test counts as a failure. Exit code 1 when anything failed.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

interface Counts {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  command: string[];
  /** Where the runner leaves its JSON report, and how to read the counts from it; absent = the step is one test. */
  report?: { file: string; read: (report: never) => Counts };
}

const REPORTS = '.cache/reports';

function vitest(project: string): Step {
  const file = `${REPORTS}/vitest-${project}.json`;
  const command = ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json'];
  const read = (report: { numPassedTests: number; numFailedTests: number }): Counts => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
  });
  return { name: `tests: ${project}`, command: [...command, `--outputFile.json=${file}`], report: { file, read } };
}

function playwright(): Step {
  const read = (report: { stats: { expected: number; flaky: number; unexpected: number } }): Counts => ({
    passed: report.stats.expected + report.stats.flaky,
    failed: report.stats.unexpected,
  });
  const command = ['playwright', 'test', '--config', 'e2e/playwright.config.ts'];
  return { name: 'tests: browser', command, report: { file: `${REPORTS}/playwright.json`, read } };
}

const STEPS: Step[] = [
  { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'boundaries', command: ['npm', 'run', '--silent', 'boundaries'] },
  { name: 'production build', command: ['npm', 'run', '--silent', 'build'] },
  vitest('unit'),
  vitest('real'),
  playwright(),
];

function run(command: readonly string[]): Promise<number> {
  const [program = '', ...args] = command;
  const { promise, resolve } = Promise.withResolvers<number>();
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  child.on('error', (error) => {
    console.error(`${program} did not start: ${error.message}`);
    resolve(127);
  });
  child.on('exit', (code) => resolve(code ?? 1));
  return promise;
}

async function runStep(step: Step): Promise<Counts> {
  console.log(`\n== ${step.name}`);
  const code = await run(step.command);
  if (!step.report) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const counts = readReport(step.report);
  if (counts.passed + counts.failed === 0) console.error(`${step.name}: no test ran`);
  const crashed = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return crashed ? { ...counts, failed: 1 } : counts;
}

function readReport({ file, read }: NonNullable<Step['report']>): Counts {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')) as never);
  } catch (error) {
    console.error(`no report in ${file}: ${String(error)}`);
    return { passed: 0, failed: 0 };
  }
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const total: Counts = { passed: 0, failed: 0 };
const broken: string[] = [];
for (const step of STEPS) {
  const started = performance.now();
  const counts = await runStep(step);
  total.passed += counts.passed;
  total.failed += counts.failed;
  if (counts.failed > 0) broken.push(step.name);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`-- ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
}
const summary = `${total.passed} passed, ${total.failed} failed`;
writeFileSync(`${REPORTS}/summary.txt`, `${summary}\n`);
if (broken.length > 0) console.log(`\nfailed: ${broken.join('; ')}`);
console.log(`\n${summary}`);
process.exit(total.failed > 0 ? 1 : 0);
