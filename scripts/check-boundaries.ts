/** `npm run boundaries`: prints every breach of the boundaries between rooms; exit code 1 if there is one. */
import { checkBoundaries } from './boundaries/check';

const report = await checkBoundaries(process.cwd());
for (const breach of report.breaches) console.error(`error  ${breach}`);
if (report.modules === 0) console.error('error  no file was read: the check would pass whatever the code says');
console.log(
  `boundaries: ${report.modules} modules in ${report.rooms.length} rooms, ${report.breaches.length} breaches`,
);
process.exit(report.breaches.length > 0 || report.modules === 0 ? 1 : 0);
