/** xds: the gRPC server for Envoys. Groups and bytes in, typed events out. Knows no mesh, no store. */
export type * from './types';
