import { describe, expect, it } from 'vitest';
import { logFormatProblem } from './log-format';

describe('access log formats', () => {
  it("takes Envoy's default format, and none at all", () => {
    expect(logFormatProblem(undefined)).toBeUndefined();
    expect(
      logFormatProblem({
        text: '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"\n',
      }),
    ).toBeUndefined();
  });

  it('names the first mistake, in text and in JSON', () => {
    expect(logFormatProblem({ text: '%START_TIME% %MOON%' })).toBe('the operator MOON is not known');
    expect(logFormatProblem({ text: 'done 100%' })).toBe('no operator at "%" (%% writes a %)');
    const json = [
      { key: 'a', value: '%PROTOCOL%' },
      { key: 'b', value: '%REQ%' },
    ];
    expect(logFormatProblem({ json })).toBe('the operator REQ needs an argument');
    expect(logFormatProblem({ text: '%BYTES_SENT:3%' })).toBe('the operator BYTES_SENT takes no length');
    expect(logFormatProblem({ text: '%PROTOCOL(x)%' })).toBe('the operator PROTOCOL takes no argument');
    expect(logFormatProblem({ text: '%REQ(a?b?c)%' })).toBe('the operator REQ does not take "a?b?c"');
  });
});
