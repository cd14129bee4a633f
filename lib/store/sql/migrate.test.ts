import Database from 'better-sqlite3';
import { Kysely as Builder, type Kysely, SqliteDialect } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { MIGRATIONS, type Migration } from '../migrations';
import { migrate } from './migrate';

const sqlite = new Database(':memory:');
const db: Kysely<unknown> = new Builder<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
const run = (migrations: readonly Migration[]) => migrate({ db, migrations, now: 5, where: 'here' });
const tables = () => sqlite.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();

const first: Migration = { name: '0001', up: (to) => to.schema.createTable('one').addColumn('a', 'text').execute() };
const second: Migration = { name: '0002', up: (to) => to.schema.createTable('two').addColumn('a', 'text').execute() };

afterEach(() => {
  for (const table of tables()) sqlite.exec(`drop table "${table}"`);
});

it('applies each step once, in order, and remembers them', async () => {
  expect(await run([first])).toEqual(['0001']);
  expect(await run([first])).toEqual([]);
  expect(await run([first, second])).toEqual(['0002']);
  expect(sqlite.prepare('select * from migration order by name').all()).toEqual([
    { name: '0001', applied_at: 5 },
    { name: '0002', applied_at: 5 },
  ]);
  expect(tables()).toEqual(['migration', 'one', 'two']);
});

it('undoes a step that fails half way, and does it whole the next time', async () => {
  const broken: Migration = {
    name: '0002',
    up: async (to) => {
      await second.up(to);
      throw new Error('power cut');
    },
  };
  await expect(run([first, broken])).rejects.toThrow('power cut');
  expect(tables()).toEqual(['migration', 'one']);
  expect(await run([first, second])).toEqual(['0002']);
});

it('refuses a database that has seen steps it does not know', async () => {
  await run([first, second]);
  await expect(run([first])).rejects.toMatchObject({ code: 'newer-version', message: expect.stringContaining('0002') });
});

it('has account and region in every key that names a mesh or a name in the registry', async () => {
  await run(MIGRATIONS);
  const keys = sqlite
    .prepare<[], { tbl: string; name: string }>(
      "select m.name as tbl, i.name as name from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table' and i.origin in ('pk', 'u') order by 1, 2",
    )
    .all()
    .map(({ tbl, name }) => [tbl, sqlite.prepare('select name from pragma_index_info(?)').pluck().all(name)] as const);
  for (const table of ['resource', 'mesh_revision', 'history', 'namespace', 'service']) {
    const own = keys.filter(([name]) => name === table).map(([, columns]) => columns);
    expect(own.some((columns) => columns[0] === 'account' && columns[1] === 'region')).toBe(true);
  }
});

it('0002 keeps the namespaces that there are, and gives them room for properties', async () => {
  await run(MIGRATIONS.slice(0, 1));
  const old = { id: 'ns-1', account: '1', region: 'r', name: 'n', type: 'HTTP', created_at: 1.5, tags: '[]' };
  const columns = Object.keys(old);
  const insert = `insert into namespace (${columns.join()}) values (${columns.map(() => '?').join()})`;
  sqlite.prepare(insert).run(...Object.values(old));
  expect(await run(MIGRATIONS.slice(0, 2))).toEqual(['0002-namespace-properties']);
  expect(sqlite.prepare('select * from namespace').get()).toMatchObject({ ...old, properties: null });
});
