'use client';

import { useTranslations } from 'next-intl';
import { shapeOf } from '@/lib/model';
import { Field, Select } from '../ui';
import { useFieldWords } from '../words';
import { useForm } from './form-context';
import { movedBody, ROUTE_TYPES, type RouteTypeName, typeOf } from './route-type';
import { Frame, Members } from './sections';

/** A route or gateway route: its type, its priority, and the fields of that type. The API has one member for each type. */
export function RouteFields({ shape }: { shape: 'RouteSpec' | 'GatewayRouteSpec' }) {
  const t = useTranslations('forms');
  const words = useFieldWords();
  const { spec, change, disabled, Member } = useForm();
  const types = ROUTE_TYPES.filter((type) => shapeOf(shape).members?.[type]);
  const type = typeOf(spec);
  const choose = (next: RouteTypeName) => {
    if (next === type) return;
    if (type) change([type], undefined);
    change([next], movedBody(shape, next, type && spec[type]));
  };
  const body = type && (shapeOf(shape).members?.[type]?.shape ?? '');
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('routeType')}>
          {(control) => (
            <Select
              {...control}
              value={type}
              disabled={disabled}
              onChange={choose}
              placeholder={t('choose')}
              options={types.map((name) => ({ value: name, label: words.label(shape, name) }))}
            />
          )}
        </Field>
        <Member shape={shape} member="priority" path={['priority']} keep={0} required={false} />
      </div>
      {type && body && <Body shape={body} type={type} />}
    </>
  );
}

function Body({ shape, type }: { shape: string; type: RouteTypeName }) {
  const words = useFieldWords();
  const { members = {} } = shapeOf(shape);
  const match = members.match?.shape;
  return (
    <>
      {match && (
        <Frame legend={words.label(shape, 'match')}>
          <Members
            shape={match}
            path={[type, 'match']}
            keep={2}
            required
            except={members.match && 'path' in (shapeOf(match).members ?? {}) ? ['prefix'] : []}
          />
        </Frame>
      )}
      <Members shape={shape} path={[type]} keep={1} required except={['match']} />
    </>
  );
}
