// Shows the API's own description, and tries its calls. No library; everything is built with the DOM, so that no text becomes markup.
const text = new TextEncoder();
const spec = await (await fetch('/openapi/v1.json')).json();
const byId = id => document.getElementById(id);

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// What stands between back-quotes is code.
const rich = (name, properties, words = '') => element(name, properties, ...words.split('`').map((part, i) => (i % 2 ? element('code', { textContent: part }) : part)));

const base64url = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

async function hmac(hash, key, message) {
  const imported = await crypto.subtle.importKey('raw', text.encode(key), { name: 'HMAC', hash }, false, ['sign']);
  return crypto.subtle.sign('HMAC', imported, text.encode(message));
}

async function serviceToken(service, key) {
  const now = Math.floor(Date.now() / 1000);
  const part = value => base64url(text.encode(JSON.stringify(value)));
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: service, aud: 'signal-hybrid', iat: now, exp: now + 60, jti: crypto.randomUUID() })}`;
  return `Bearer ${signed}.${base64url(await hmac('SHA-256', key, signed))}`;
}

async function mauth(service, key, user, role) {
  const stamp = Date.now();
  const nonce = Math.floor(Math.random() * 99999);
  const named = user && role;
  const digest = await hmac('SHA-1', key, named ? `${stamp},${nonce},${user},${role}` : `${stamp},${nonce}`);
  const hex = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return 'MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA1'
    + (named ? `,mauth_username=${user},mauth_role=${role}` : '')
    + `,mauth_serviceid=${service},mauth_cnonce=${nonce},mauth_timestamp=${stamp},mauth_signature=${btoa(hex)}`;
}

const resolve = schema => (schema?.$ref ? spec.components.schemas[schema.$ref.split('/').pop()] : schema) ?? {};

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.enum) return schema.enum.map(value => JSON.stringify(value)).join(' | ');
  const type = [schema.type ?? 'any'].flat().join(' | ');
  return schema.items ? `${type} of ${typeOf(schema.items)}` : type;
}

function example(schema) {
  const known = resolve(schema);
  if (known.enum) return known.enum[0];
  if (known.anyOf) return example(known.anyOf[0]);
  const type = [known.type].flat()[0];
  if (type === 'object') {
    const required = known.required ?? [];
    return Object.fromEntries(Object.entries(known.properties ?? {}).filter(([name]) => required.includes(name)).map(([name, value]) => [name, example(value)]));
  }
  if (type === 'array') return [];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return known.minimum ?? 0;
  return known.format === 'date-time' ? new Date(Date.now() + 3600000).toISOString() : type === 'string' ? 'text' : {};
}

const fields = schema => element('table', {}, ...Object.entries(resolve(schema).properties ?? {}).map(([name, value]) => element('tr', {},
  element('td', {}, element('code', { textContent: name + ((resolve(schema).required ?? []).includes(name) ? ' *' : '') })),
  element('td', {}, element('code', { textContent: typeOf(value) })),
  rich('td', {}, value.description))));

async function send(operation, method, path, inputs, body, output) {
  let url = path;
  const query = new URLSearchParams();
  const headers = {};
  for (const [parameter, input] of inputs) {
    if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
    else if (input.value && parameter.in === 'query') query.set(parameter.name, input.value);
    else if (input.value) headers[parameter.name] = input.value;
  }
  if (query.size) url += `?${query}`;
  const [service, key] = [byId('service').value, byId('key').value];
  if (operation.security?.length) {
    headers.Authorization = 'mauth' in operation.security[0] ? await mauth(service, key, byId('user').value, byId('role').value) : await serviceToken(service, key);
  }
  if (body) headers['Content-Type'] = 'application/json';
  const started = performance.now();
  const response = await fetch(url, { method: method.toUpperCase(), headers, body: body?.value });
  const answer = await response.text();
  let shown = answer;
  try { shown = JSON.stringify(JSON.parse(answer), null, 2); } catch { /* plain text */ }
  output.replaceChildren(
    element('p', { className: response.ok ? 'ok' : 'bad', textContent: `${response.status} ${response.statusText} · ${Math.round(performance.now() - started)} ms` }),
    element('pre', { textContent: [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n') }),
    element('pre', { textContent: shown || '(no body)' }));
}

function show(path, method, operation) {
  const inputs = (operation.parameters ?? []).map(parameter => [parameter, element('input', { placeholder: parameter.schema.type, required: parameter.required })]);
  const schema = operation.requestBody?.content['application/json'].schema;
  const body = schema && element('textarea', { value: JSON.stringify(example(schema), null, 2), spellcheck: false, ariaLabel: 'Request body' });
  const output = element('div', { className: 'body' });
  const button = element('button', { textContent: 'Send' });
  button.onclick = async () => {
    button.disabled = true;
    try {
      await send(operation, method, path, inputs, body, output);
    } catch (error) {
      output.replaceChildren(element('p', { className: 'bad', textContent: String(error) }));
    }
    button.disabled = false;
  };
  const success = Object.entries(operation.responses).find(([status]) => status < '300');
  const answer = Object.values(success?.[1].content ?? {})[0]?.schema;
  const parts = [
    operation.description && element('p', { textContent: operation.description }),
    inputs.length && element('div', { className: 'inputs' }, ...inputs.map(([parameter, input]) =>
      element('label', { title: parameter.description }, `${parameter.name}${parameter.required ? ' *' : ''} (${parameter.in})`, input))),
    schema && element('div', {}, element('strong', { textContent: 'Body' }), fields(schema), body),
    element('div', {}, button),
    output,
    answer && element('details', {}, element('summary', { textContent: `Answer ${success[0]}: ${typeOf(answer)}` }), fields(answer)),
    element('details', {}, element('summary', { textContent: 'Other answers' }), element('table', {}, ...Object.entries(operation.responses).filter(([status]) => status >= '300')
      .map(([status, response]) => element('tr', {}, element('td', { textContent: status }), element('td', { textContent: response.description }))))),
  ];
  const details = element('details', { className: 'operation' }, element('summary', {},
    element('span', { className: `method ${method}`, textContent: method.toUpperCase() }),
    element('span', { className: 'path', textContent: path }),
    rich('span', { className: 'summary' }, operation.summary)));
  details.addEventListener('toggle', () => details.childElementCount === 1 && details.append(element('div', { className: 'body' }, ...parts.filter(Boolean))));
  details.dataset.words = `${method} ${path} ${operation.summary} ${operation.operationId}`.toLowerCase();
  return details;
}

byId('version').textContent = spec.info.version;
byId('about').textContent = spec.info.description;
byId('credentials').onsubmit = event => event.preventDefault();
const tags = new Map(spec.tags.map(({ name }) => [name, element('section', {}, element('h2', { textContent: name }))]));
for (const [path, item] of Object.entries(spec.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    tags.get(operation.tags[0]).append(show(path, method, operation));
  }
}
byId('operations').replaceChildren(...tags.values());
byId('filter').oninput = event => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const operation of document.querySelectorAll('.operation')) operation.hidden = !words.every(word => operation.dataset.words.includes(word));
  for (const section of tags.values()) section.hidden = !section.querySelector('.operation:not([hidden])');
};
