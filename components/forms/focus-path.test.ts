import { describe, expect, it } from 'vitest';
import { pathsUp } from './focus-path';

describe('pathsUp', () => {
  it('goes from a path to what is around it', () => {
    expect(pathsUp('httpRoute.action.weightedTargets[1].port')).toEqual([
      'httpRoute.action.weightedTargets[1].port',
      'httpRoute.action.weightedTargets[1]',
      'httpRoute.action.weightedTargets',
      'httpRoute.action',
      'httpRoute',
    ]);
    expect(pathsUp('')).toEqual([]);
  });
});
