import { expect, it } from 'vitest';
import { describeBrowser } from '../src/media/describe-browser.js';

const mozilla = 'Mozilla/5.0 ';
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko) ';

it.each([
  [`${mozilla}(X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0`, { name: 'Firefox', version: '153', os: 'Linux' }],
  [`${mozilla}(X11; Linux x86_64) ${webkit}Chrome/156.0.0.0 Safari/537.36`, { name: 'Chrome', version: '156', os: 'Linux' }],
  [`${mozilla}(Linux; Android 10; K) ${webkit}Chrome/156.0.0.0 Mobile Safari/537.36`, { name: 'Chrome', version: '156', os: 'Android' }],
  [`${mozilla}(Windows NT 10.0; Win64; x64) ${webkit}Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`, { name: 'Edge', version: '156', os: 'Windows' }],
  [
    `${mozilla}(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`,
    { name: 'Safari', version: '26.1', os: 'macOS' },
  ],
  [
    `${mozilla}(iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1`,
    { name: 'Safari', version: '26.1', os: 'iOS' },
  ],
  ['something else', { name: 'Handler' }],
])('%s', (userAgent, device) => expect(describeBrowser(userAgent, 'Handler')).toEqual(device));
