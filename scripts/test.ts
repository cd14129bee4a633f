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
/** Of a step that failed, so much is printed once more at the end: of a long log often only the end is kept. */
const LINES_REPEATED = 80;
const MOST_REPEATED = 20_000;

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

interface Ended {
  code: number;
  /** The last lines of its output; empty at a terminal, which the program writes to itself. */
  lastLines: string[];
}

function run(command: readonly string[]): Promise<Ended> {
  const [program = '', ...args] = command;
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const output = process.stdout.isTTY ? 'inherit' : 'pipe';
  const child = spawn(program, args, { stdio: ['ignore', output, output] });
  let last = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from?.on('data', (piece: Buffer) => {
      to.write(piece);
      last = (last + piece.toString()).slice(-MOST_REPEATED);
    });
  }
  child.on('error', (error) => {
    console.error(`${program} did not start: ${error.message}`);
    resolve({ code: 127, lastLines: [] });
  });
  child.on('close', (code) => resolve({ code: code ?? 1, lastLines: last.split('\n').slice(-LINES_REPEATED) }));
  return promise;
}

async function runStep(step: Step): Promise<Counts & { lastLines: string[] }> {
  console.log(`\n== ${step.name}`);
  const { code, lastLines } = await run(step.command);
  if (!step.report) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, lastLines };
  const counts = readReport(step.report);
  if (counts.passed + counts.failed === 0) console.error(`${step.name}: no test ran`);
  const crashed = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  if (crashed) lastLines.push(`${step.name}: no test failed, but the runner ended with ${code}`);
  return { ...counts, failed: crashed ? 1 : counts.failed, lastLines };
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
const broken: { name: string; lastLines: string[] }[] = [];
for (const step of STEPS) {
  const started = performance.now();
  const counts = await runStep(step);
  total.passed += counts.passed;
  total.failed += counts.failed;
  if (counts.failed > 0) broken.push({ name: step.name, lastLines: counts.lastLines });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`-- ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
}
const summary = `${total.passed} passed, ${total.failed} failed`;
writeFileSync(`${REPORTS}/summary.txt`, `${summary}\n`);
for (const { name, lastLines } of broken) {
  if (lastLines.length > 0) console.log(`\n== the end of ${name} once more\n${lastLines.join('\n')}`);
}
if (broken.length > 0) console.log(`\nfailed: ${broken.map(({ name }) => name).join('; ')}`);
console.log(`\n${summary}`);
process.exit(total.failed > 0 ? 1 : 0);
