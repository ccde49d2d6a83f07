// Lets a test run code in the extension host, with `vscode` in scope, over a socket whose path is in E2E_BRIDGE. Tests only.
const net = require('node:net');
const vscode = require('vscode');

const AsyncFunction = (async () => {}).constructor;

async function run(code) {
  try {
    return { value: (await new AsyncFunction('vscode', 'require', code)(vscode, require)) ?? null };
  } catch (error) {
    return { error: String(error?.stack ?? error) };
  }
}

exports.activate = (context) => {
  if (!process.env.E2E_BRIDGE) return;
  const server = net.createServer((connection) => {
    let text = '';
    connection.on('error', () => {});
    connection.on('data', async (chunk) => {
      text += chunk;
      const end = text.indexOf('\0');
      if (end >= 0) connection.end(JSON.stringify(await run(text.slice(0, end))));
    });
  });
  // A reloaded window starts a new extension host while the old one may still hold the socket: the newest takes it over.
  require('node:fs').rmSync(process.env.E2E_BRIDGE, { force: true });
  server.listen(process.env.E2E_BRIDGE);
  context.subscriptions.push({ dispose: () => server.close() });
};
