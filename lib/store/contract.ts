import { describe } from 'vitest';
import { connectionContract } from './testing/connection-contract';
import { credentialContract } from './testing/credential-contract';
import { draftContract } from './testing/draft-contract';
import type { OpenFixture } from './testing/fixture';
import { historyContract } from './testing/history-contract';
import { layoutContract } from './testing/layout-contract';
import { registryContract } from './testing/registry-contract';
import { resourceContract } from './testing/resource-contract';
import { restartContract } from './testing/restart-contract';
import { settingsContract } from './testing/settings-contract';
import { smallContract } from './testing/small-contract';
import { transactionContract } from './testing/transaction-contract';

/**
 * What every store must do, whatever database is under it. A store's test file calls this once for each way of
 * opening it; PostgreSQL's will do the same. `durable`: what is written is there after the store was closed.
 */
export function storeContract(name: string, open: OpenFixture, { durable }: { durable: boolean }): void {
  describe(name, () => {
    describe('resources', () => resourceContract(open));
    describe('transactions', () => transactionContract(open));
    describe('revisions and history', () => historyContract(open));
    describe('drafts', () => draftContract(open));
    describe('the layout', () => layoutContract(open));
    describe('settings', () => settingsContract(open));
    describe('credentials of proxies', () => credentialContract(open));
    describe('connections', () => connectionContract(open));
    describe('the registry', () => registryContract(open));
    describe('small things', () => smallContract(open));
    if (durable) describe('a restart', () => restartContract(open));
  });
}
