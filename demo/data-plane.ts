/** What the explicit and the transparent demo do differently; everything else is one and the same (demo.ts). */
import type { Program } from './children';
import type { WantedPort } from './ports';
import type { Workload } from './scenario';

export interface DataPlane {
  /** Ports that must be free on this machine. */
  readonly ports: readonly WantedPort[];
  /** What the control plane must know beyond the usual settings. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes what the programs need: bootstraps, network namespaces. */
  prepare(): Promise<void>;
  /** Called once the control plane is ready. */
  controlPlaneReady(): Promise<void>;
  /** Application and Envoy of one workload. */
  programs(workload: Workload): Program[];
  /** Where the workload's Envoy takes requests, as Cloud Map has it. */
  address(workload: Workload): { ipv4: string; port: number };
  url(workload: Workload): string;
  adminUrl(workload: Workload): string;
  /** Removes what `prepare` made outside the demo's folder. */
  remove(): Promise<void>;
}
