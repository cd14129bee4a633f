import { storeContract } from '../contract';
import { inMemory, onDisk } from '../testing/sqlite-fixture';

storeContract('SQLite on disk', onDisk, { durable: true });
storeContract('SQLite in memory', inMemory, { durable: false });
