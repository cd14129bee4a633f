import { describe, expect, it } from 'vitest';
import { formOf, inputOf } from './connection-form';

const INPUT = {
  name: 'production',
  awsRegion: 'eu-central-1',
  profile: 'prod',
  pollSeconds: 10,
  callsPerSecond: 20,
  namespaces: [
    { namespace: 'apps.local', awsNamespace: 'apps.local' },
    { namespace: 'shared', awsNamespace: 'team-a', ownerAccount: '111122223333' },
  ],
};

describe('the form of a connection', () => {
  it('gives back what it was filled with', () => {
    expect(inputOf(formOf(INPUT, []))).toEqual({ input: INPUT });
  });

  it('of a new one begins with the namespaces in use, and takes an empty name in AWS for the same', () => {
    const form = { ...formOf(undefined, ['apps.local']), name: ' production ', awsRegion: 'eu-central-1' };
    expect(inputOf(form)).toEqual({
      input: {
        name: 'production',
        awsRegion: 'eu-central-1',
        pollSeconds: 10,
        callsPerSecond: 20,
        namespaces: [{ namespace: 'apps.local', awsNamespace: 'apps.local' }],
      },
    });
  });

  it.each([
    ['name', { name: ' ' }],
    ['awsRegion', { awsRegion: 'Frankfurt' }],
    ['endpoint', { endpoint: 'localhost:4566' }],
    ['pollSeconds', { pollSeconds: undefined }],
    ['callsPerSecond', { callsPerSecond: 0.5 }],
    ['namespaces.0.namespace', { namespaces: [{ id: 0, namespace: 'a b', awsNamespace: 'x', ownerAccount: '' }] }],
    ['namespaces.0.ownerAccount', { namespaces: [{ id: 0, namespace: 'a', awsNamespace: '', ownerAccount: '12' }] }],
  ])('says that %s is wrong', (field, changes) => {
    const result = inputOf({ ...formOf(INPUT, []), ...changes });
    expect('errors' in result && [...result.errors]).toEqual([field]);
  });
});
