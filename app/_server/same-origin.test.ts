import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin';

const asked = (headers: Record<string, string>) => isSameOrigin({ headers: new Headers(headers) });

describe('isSameOrigin', () => {
  it('takes requests of our own pages', () => {
    expect(asked({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(true);
    expect(asked({ origin: 'https://mesh.example', host: 'inner:3000', 'x-forwarded-host': 'mesh.example' })).toBe(
      true,
    );
  });

  it('refuses other sites, other ports, and requests that do not say where they come from', () => {
    expect(asked({ origin: 'http://evil.example', host: '127.0.0.1:3000' })).toBe(false);
    expect(asked({ origin: 'http://127.0.0.1:3001', host: '127.0.0.1:3000' })).toBe(false);
    expect(asked({ origin: 'null', host: '127.0.0.1:3000' })).toBe(false);
    expect(asked({ host: '127.0.0.1:3000' })).toBe(false);
  });
});
