// Calls as mediasoup-signal's JavaScript client does on Node: the base URL ends in a slash and may have a path, the request headers are those of
// its XMLHttpRequest shim. One call per line of standard input, one answer per line of standard output.
import { createHmac } from 'node:crypto';
import http from 'node:http';
import { createInterface } from 'node:readline';

const routes = {
  createRoom: a => ['POST', 'rooms', { name: a.name, options: a.options ?? {} }],
  getRooms: () => ['GET', 'rooms'],
  getRoom: a => ['GET', `rooms/${a.room}`],
  updateRoom: a => ['PUT', `rooms/${a.room}`, { name: a.name, options: a.options }],
  patchRoom: a => ['PATCH', `rooms/${a.room}`, { name: a.name, options: a.options }],
  deleteRoom: a => ['DELETE', `rooms/${a.room}`],
  createToken: a => ['POST', `rooms/${a.room}/tokens`, undefined, a.user.toLowerCase(), a.role],
  createService: a => ['POST', 'services/', { name: a.name, key: a.key }],
  getServices: () => ['GET', 'services/'],
  getService: a => ['GET', `services/${a.service}`],
  deleteService: a => ['DELETE', `services/${a.service}`],
  getUsers: a => ['GET', `rooms/${a.room}/users/`],
  getUser: a => ['GET', `rooms/${a.room}/users/${a.user}`],
  deleteUser: a => ['DELETE', `rooms/${a.room}/users/${a.user}`],
};

function authorization(id, key, user, role) {
  const stamp = new Date().getTime();
  const nonce = Math.floor(Math.random() * 99999);
  let text = `${stamp},${nonce}`;
  let header = 'MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA1';
  if (user && role) {
    header += `,mauth_username=${user},mauth_role=${role}`;
    text += `,${user},${role}`;
  }
  const signature = Buffer.from(createHmac('sha1', key).update(text).digest('hex')).toString('base64');
  return `${header},mauth_serviceid=${id},mauth_cnonce=${nonce},mauth_timestamp=${stamp},mauth_signature=${signature}`;
}

function send(base, id, key, [method, path, body, user, role]) {
  const url = new URL(base + path);
  const headers = { 'User-Agent': 'node.js', Accept: '*/*', Authorization: authorization(id, key, user, role), Host: url.hostname };
  const data = body === undefined ? undefined : JSON.stringify(body);
  if (data !== undefined) {
    headers['Content-Type'] = 'application/json';
    headers['Content-Length'] = Buffer.byteLength(data);
  }
  return new Promise((resolve, reject) => {
    const request = http.request({ host: url.hostname, port: url.port, path: url.pathname, method, headers }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', chunk => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: text }));
    });
    request.on('error', reject);
    if (data !== undefined) {
      request.write(data);
    }
    request.end();
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const { base, id, key, call, args } = JSON.parse(line);
  console.log(JSON.stringify(await send(`${base}nuve/`, id, key, routes[call](args))));
}
