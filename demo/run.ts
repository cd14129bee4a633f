/** `make demo`: the explicit data plane, on 127.0.0.1 and without root. */
import { explicitDataPlane } from './explicit';
import { runDemo } from './run-demo';
import { readSettings } from './settings';

await runDemo(() => {
  const settings = readSettings(process.env);
  return { settings, plane: explicitDataPlane(settings) };
});
