import type { Duration } from '../generated/shapes';

/** Where a default comes from: App Mesh's rule, the mesh's own spec, or the listener that it belongs to. */
export type DefaultSource = 'app-mesh' | 'mesh' | 'listener';

/**
 * A value that acts though the spec does not have it. It is never written into the stored spec; the console shows it
 * greyed, with its source.
 */
export interface EffectiveDefault {
  /** Where it would stand in the spec, as `listeners[0].timeout.http.perRequest`. */
  path: string;
  /** In the shape of the API; `all` and `none` where the API has no word for it. */
  value: unknown;
  source: DefaultSource;
}

export const seconds = (value: number): Duration => ({ value, unit: 's' });

/** App Mesh's request timeout of listeners and routes; 0 switches it off [UG virtual_nodes]. */
export const REQUEST_TIMEOUT = seconds(15);
/** App Mesh's idle timeout [UG virtual_nodes]. */
export const IDLE_TIMEOUT = seconds(300);
/** App Mesh's circuit breakers where none is set [UG envoy-defaults]. */
export const NO_LIMIT = 2_147_483_647;

/** Collects the defaults of members that are absent. */
export class Defaults {
  readonly found: EffectiveDefault[] = [];

  /** Notes a default unless the member is there. */
  add(present: unknown, path: string, value: unknown, source: DefaultSource = 'app-mesh'): void {
    if (present === undefined || present === null) this.found.push({ path, value, source });
  }
}
