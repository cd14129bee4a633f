import { expect, it } from 'vitest';
import { ClientError } from './fetch';
import { refusedField } from './refused-field';

it('finds the words on one member among those of a refusal', () => {
  const error = new ClientError(
    'bad-request',
    'body.import.certificate: holds no certificate: in PEM\nbody.issue.names.0: too long',
  );
  expect(refusedField(error, 'import.certificate')).toBe('holds no certificate: in PEM');
  expect(refusedField(error, 'issue.names')).toBe('too long');
  expect(refusedField(error, 'import.cert')).toBeUndefined();
  expect(refusedField(error, 'import.privateKey')).toBeUndefined();
});

it('takes nothing else for such a refusal', () => {
  expect(refusedField(new ClientError('internal', 'body.a: b'), 'a')).toBeUndefined();
  expect(refusedField(new Error('body.a: b'), 'a')).toBeUndefined();
  expect(refusedField(null, 'a')).toBeUndefined();
});
