import { describe, expect, it } from 'vitest';
import { type Command, findCommands } from './search';

const command = (label: string, more: Partial<Command> = {}): Command => ({
  id: label,
  group: 'resources',
  label,
  run: () => {},
  ...more,
});
const labels = (commands: Command[], query: string) =>
  findCommands(commands, query).flatMap(({ found }) => found.map(({ label }) => label));

describe('what the palette finds', () => {
  it('stands best first: beginning, word, anywhere, elsewhere', () => {
    const commands = [
      command('payments', { keywords: 'back office' }),
      command('callback'),
      command('ecs-backend'),
      command('backend'),
      command('front'),
    ];
    expect(labels(commands, 'back')).toEqual(['backend', 'ecs-backend', 'callback', 'payments']);
  });

  it('holds every word, in any order', () => {
    const commands = [command('eks-backend', { detail: 'Virtual node' }), command('eks-backend', { detail: 'Route' })];
    expect(findCommands(commands, 'node eks')[0]?.found).toEqual([commands[0]]);
    expect(findCommands(commands, 'node route')).toEqual([]);
  });

  it('does not mind capitals and widths', () => {
    expect(labels([command('グラフ'), command('Graph')], 'ｸﾞﾗﾌ')).toEqual(['グラフ']);
    expect(labels([command('グラフ'), command('Graph')], 'ＧＲＡ')).toEqual(['Graph']);
  });

  it('comes in groups of a bounded size', () => {
    const many = Array.from({ length: 5000 }, (_, i) => command(`node-${i}`));
    const page = command('Graph', { group: 'pages' });
    const [first, second] = findCommands([...many, page], '');
    expect([first?.group, second?.group, second?.found.length]).toEqual(['pages', 'resources', 8]);
    expect(labels(many, 'node-49')).toHaveLength(12);
  });
});
