/** `interim view`: serves the panel to its own page and to nobody else. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type TestContext, test } from 'node:test';
import { makeWorkspace } from '../recorder/workspaceFixture.ts';
import { interim, startInterim } from './interim.ts';

interface Answer {
  status: number;
  text: string;
  headers: Record<string, string | string[] | undefined>;
}

/** `place` goes over the wire as it is: an URL would tidy it up first. */
function ask(address: URL, headers: Record<string, string> = {}, body?: string, place?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const path = place ?? `${address.pathname}${address.search}`;
    const call = request(address, { method: body === undefined ? 'GET' : 'POST', headers, path }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => {
        text += data;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function openView(t: TestContext) {
  const work = makeWorkspace(t, { 'a.py': 'rows = [{"n": 1}, {"n": 2}]\nmore = rows + rows\nprint(len(more))\n' });
  await interim(work, ['run', 'a.py']);
  const view = startInterim(work, ['view', '--no-open']);
  t.after(() => view.child.kill('SIGKILL'));
  let text = '';
  view.child.stdout?.on('data', (data: Buffer) => {
    text += data;
  });
  await view.said('Ctrl-C');
  const address = new URL(text.split('\n')[0] ?? '');
  const token = address.searchParams.get('token') ?? '';
  const at = (place: string): URL => new URL(place, address.origin);
  return { work, view, address, token, at, mine: { authorization: `Bearer ${token}` } };
}

test('the address with its token opens the page, which then needs only its cookie', async (t) => {
  const { address, at } = await openView(t);
  const first = await ask(address);
  assert.equal(first.status, 303);
  const [cookie = ''] = first.headers['set-cookie'] ?? [];
  assert.match(cookie, /HttpOnly; SameSite=Strict/);
  const page = await ask(at('/'), { cookie: cookie.split(';')[0] ?? '' });
  assert.equal(page.status, 200);
  assert.match(String(page.headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/);
  assert.match(page.text, /<script nonce="[^"]+" src="panel\.js">/);
});

test('nobody else gets in: no token, a wrong one, another site’s page, another name for this machine', async (t) => {
  const { at, mine, address } = await openView(t);
  assert.equal((await ask(at('/'))).status, 401);
  assert.equal((await ask(at('/?token=x'))).status, 401);
  assert.equal((await ask(at('/panel.js'))).status, 401);
  assert.equal((await ask(at('/'), { ...mine, host: `evil.example:${address.port}` })).status, 403);
  assert.equal((await ask(at('/'), { ...mine, origin: 'http://evil.example' })).status, 403);
  assert.equal((await ask(at('/'), mine)).status, 200);
});

test('only the panel’s own files are served', async (t) => {
  const { at, mine } = await openView(t);
  assert.equal((await ask(at('/panel.js'), mine)).status, 200);
  assert.equal((await ask(at('/panel.css'), mine)).headers['content-type'], 'text/css; charset=utf-8');
  for (const place of [
    '/../interim.cjs',
    '/%2e%2e/interim.cjs',
    '/..%2finterim.cjs',
    '/nothing.js',
    '/etc/passwd',
    '//etc/passwd',
  ])
    assert.equal((await ask(at('/'), mine, undefined, place)).status, 404, place);
});

test('messages in, events out, and Ctrl-C ends it', async (t) => {
  const { view, at, mine, work } = await openView(t);
  const views: string[] = [];
  const gotView = new Promise<void>((resolve) => {
    const call = request(at('/events?client=me'), { headers: mine }, (response) =>
      response.on('data', (data: Buffer) => {
        const text = String(data);
        if (text.startsWith(': here')) {
          const json = { ...mine, 'content-type': 'application/json' };
          void ask(at('/message?client=me'), json, '{"type":"ready"}').then((answer) =>
            assert.equal(answer.status, 204),
          );
        }
        views.push(text);
        if (views.join('').includes('"type":"view"')) resolve();
      }),
    );
    call.on('error', () => {});
    call.end();
  });
  await gotView;
  assert.match(views.join(''), /"label":"more"|"more"/);
  assert.equal((await ask(at('/message?client=me'), mine, '{"type":"ready"}')).status, 415, 'only JSON');
  assert.equal((await ask(at('/message?client=me'), { ...mine, 'content-type': 'application/json' }, '{')).status, 400);
  assert.equal(
    (await ask(at('/message?client=other'), { ...mine, 'content-type': 'application/json' }, '{}')).status,
    404,
  );
  view.child.kill('SIGINT');
  assert.equal((await view.ended).code, 0);
  assert.match((await interim(work, ['runs'])).stdout, /finished/);
});
