'use client';

import { KIND_INFO } from '@/lib/model';
import { useForm } from './form-context';
import { RouteFields } from './route-type-field';
import { Members } from './sections';

/** All fields of a kind's spec. */
export function SpecFields() {
  const { kind } = useForm();
  const shape = KIND_INFO[kind].specShape;
  if (shape === 'RouteSpec' || shape === 'GatewayRouteSpec') return <RouteFields shape={shape} />;
  return <Members shape={shape} path={[]} keep={0} required />;
}
