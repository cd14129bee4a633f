/** `make demo-transparent`: the same scenario with iptables and untouched applications; needs root on Linux. */
import { runDemo } from './run-demo';
import { readSettings } from './settings';
import { transparentDataPlane } from './transparent-plane';

await runDemo(() => {
  const settings = readSettings(process.env);
  return { settings, plane: transparentDataPlane(settings) };
});
