'use client';

import type { ReactNode } from 'react';
import { shapeOf } from '@/lib/model';
import { DurationField } from './duration-field';
import { EventsField } from './events-field';
import { layoutOf } from './layout';
import { ListField } from './list-field';
import { PathMatchField } from './path-match-field';
import { ReferenceField } from './reference-field';
import { BooleanField, EnumField, IntegerField, TextField } from './scalar-fields';
import { Members, OptionalSection, Section } from './sections';
import { TargetsField } from './targets-field';
import { TimeoutFields } from './timeout-fields';
import type { MemberProps } from './types';
import { UnionField } from './union-field';

const REFERENCES = {
  'WeightedTarget.virtualNode': 'virtualNode',
  'VirtualNodeServiceProvider.virtualNodeName': 'virtualNode',
  'VirtualRouterServiceProvider.virtualRouterName': 'virtualRouter',
  'VirtualServiceBackend.virtualServiceName': 'virtualService',
  'GatewayRouteVirtualService.virtualServiceName': 'virtualService',
} as const;

/** One member of a spec, drawn by its shape in the API table; a few have a form of their own. */
export function Member(props: MemberProps): ReactNode {
  const { shape, member } = props;
  const own = shapeOf(shape).members?.[member]?.shape ?? '';
  const reference = REFERENCES[`${shape}.${member}` as keyof typeof REFERENCES];
  if (reference) return <ReferenceField {...props} kind={reference} />;
  if (own === 'Duration') return <DurationField {...props} />;
  if (own === 'WeightedTargets') return <TargetsField {...props} />;
  if (own === 'HttpPathMatch') return <PathMatchField {...props} />;
  if (own.endsWith('RetryPolicyEvents')) return <EventsField {...props} own={own} />;
  const { type, enum: values, union } = shapeOf(own);
  if (type === 'list') return <ListField {...props} own={own} />;
  if (type === 'structure') return <StructureMember {...props} own={own} union={union === true} />;
  if (type === 'boolean') return <BooleanField {...props} />;
  if (type === 'string') return values ? <EnumField {...props} values={values} /> : <TextField {...props} own={own} />;
  return <IntegerField {...props} own={own} />;
}

function StructureMember({ union, own, ...props }: MemberProps & { own: string; union: boolean }) {
  if (layoutOf(own).transparent) {
    return <Members shape={own} path={props.path} keep={props.keep} required={props.required} />;
  }
  if (own === 'ListenerTimeout') return <TimeoutFields {...props} />;
  if (union) return <UnionField {...props} own={own} />;
  if (props.required) return <Section {...props} own={own} />;
  return <OptionalSection {...props} own={own} />;
}
