/**
 * A hundred secrets as programs meet them: known by their shape, wherever they stand, or by the name that they stand under.
 * Each is made anew from a fixed seed, so that no text in the repository looks like a real one.
 */

export interface Planted {
  id: string;
  value: string;
}

const ALPHABETS = {
  hex: '0123456789abcdef',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  mixed: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
};
type Alphabet = keyof typeof ALPHABETS;

/** Prefix, letters of what follows, and how many; `{}` is where they stand where that is not the end. */
const SHAPES: [id: string, form: string, alphabet: Alphabet, length: number][] = [
  ['openai', 'sk-{}', 'mixed', 48],
  ['openai-project', 'sk-proj-{}', 'mixed', 64],
  ['anthropic', 'sk-ant-api03-{}', 'mixed', 80],
  ['openrouter', 'sk-or-v1-{}', 'hex', 64],
  ['github-personal', 'ghp_{}', 'mixed', 36],
  ['github-oauth', 'gho_{}', 'mixed', 36],
  ['github-user', 'ghu_{}', 'mixed', 36],
  ['github-server', 'ghs_{}', 'mixed', 36],
  ['github-refresh', 'ghr_{}', 'mixed', 36],
  ['github-fine', 'github_pat_{}', 'mixed', 60],
  ['gitlab', 'glpat-{}', 'mixed', 20],
  ['gitlab-runner', 'glrt-{}', 'mixed', 20],
  ['aws-id', 'AKIA{}', 'upper', 16],
  ['aws-session', 'ASIA{}', 'upper', 16],
  ['google-api', 'AIza{}', 'mixed', 35],
  ['google-client', 'GOCSPX-{}', 'mixed', 28],
  ['google-access', 'ya29.{}', 'mixed', 60],
  ['huggingface', 'hf_{}', 'mixed', 34],
  ['stripe-live', 'sk_live_{}', 'mixed', 24],
  ['stripe-test', 'sk_test_{}', 'mixed', 24],
  ['stripe-restricted', 'rk_live_{}', 'mixed', 24],
  ['stripe-hook', 'whsec_{}', 'mixed', 32],
  ['slack-bot', 'xoxb-123456789012-{}', 'mixed', 24],
  ['slack-app', 'xapp-1-A0-{}', 'mixed', 40],
  ['slack-hook', 'https://hooks.slack.com/services/T0000/B0000/{}', 'mixed', 24],
  ['discord-hook', 'https://discord.com/api/webhooks/123456/{}', 'mixed', 60],
  ['npm', 'npm_{}', 'mixed', 36],
  ['pypi', 'pypi-AgEIcHlwaS5vcmc{}', 'mixed', 60],
  ['groq', 'gsk_{}', 'mixed', 52],
  ['xai', 'xai-{}', 'mixed', 60],
  ['perplexity', 'pplx-{}', 'mixed', 48],
  ['tavily', 'tvly-{}', 'mixed', 32],
  ['linear', 'lin_api_{}', 'mixed', 40],
  ['docker', 'dckr_pat_{}', 'mixed', 27],
  ['digitalocean', 'dop_v1_{}', 'hex', 64],
  ['shopify', 'shpat_{}', 'hex', 32],
  ['supabase', 'sbp_{}', 'hex', 40],
  ['nvidia', 'nvapi-{}', 'mixed', 60],
  ['replicate', 'r8_{}', 'mixed', 37],
  ['langsmith', 'lsv2_pt_{}', 'hex', 40],
  ['sendgrid', 'SG.{}.x9Xx9Xx9Xx9Xx9Xx9Xx9', 'mixed', 22],
  ['databricks', 'dapi{}', 'hex', 32],
  ['square', 'sq0atp-{}', 'mixed', 22],
  ['age', 'AGE-SECRET-KEY-1{}', 'upper', 58],
  ['tailscale', 'tskey-auth-{}', 'mixed', 32],
  ['mailgun', 'key-{}', 'hex', 32],
  ['facebook', 'EAA{}', 'mixed', 60],
  ['telegram', '123456789:AA{}', 'mixed', 33],
  ['jwt', 'eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoxfQ.{}', 'mixed', 43],
  ['pem', '-----BEGIN PRIVATE KEY-----{}-----END PRIVATE KEY-----', 'mixed', 200],
  ['bearer', 'Bearer {}', 'mixed', 40],
  ['basic', 'Basic {}', 'mixed', 24],
  ['postgres', 'postgresql://app:{}@db.example/main', 'mixed', 14],
  ['mongo', 'mongodb+srv://app:{}@cluster.example/main', 'mixed', 16],
  ['redis', 'redis://:{}@cache.example:6379/0', 'mixed', 20],
  ['amqp', 'amqp://worker:{}@queue.example', 'mixed', 12],
  ['proxy', 'http://user:{}@proxy.example:8080', 'mixed', 10],
  ['azure-storage', 'AccountName=a;AccountKey={};EndpointSuffix=core', 'mixed', 60],
  ['azure-bus', 'Endpoint=sb://b;SharedAccessKey={}', 'mixed', 44],
  ['azure-signature', 'https://a.example/c?sv=2024&sig={}', 'mixed', 44],
  ['odbc', 'Driver=x;Server=db;Uid=app;Pwd={};', 'mixed', 12],
  ['jdbc', 'jdbc:oracle:thin;user=app;password={}', 'mixed', 12],
  ['query', 'https://api.example/v1?api_key={}', 'mixed', 24],
  ['dotenv', 'SERVICE_TOKEN={}', 'mixed', 24],
];

const NAMES = [
  ...['password', 'passwd', 'passphrase', 'pwd', 'secret', 'token', 'api_key', 'apiKey', 'access_key', 'private_key'],
  ...['client_secret', 'auth_token', 'access_token', 'refresh_token', 'session_token', 'signing_key', 'encryption_key'],
  ...[
    'db_password',
    'DB_PASS',
    'SMTP_PASSWORD',
    'secret_key',
    'SecretAccessKey',
    'authorization',
    'cookie',
    'credential',
  ],
  ...[
    'connection_string',
    'dsn',
    'account_key',
    'shared_key',
    'webhook_secret',
    'bot_token',
    'vault_token',
    'admin_password',
  ],
  ...['user_password', 'licence_secret', 'ssh_passphrase'],
];

/** Shapes: the whole text is what a program holds; `secret` is the part that must not be kept. */
export interface ShapedSecret extends Planted {
  text: string;
}

export interface NamedSecret extends Planted {
  name: string;
}

export function shapedSecrets(): ShapedSecret[] {
  return SHAPES.map(([id, form, alphabet, length], index) => {
    const value = lettersOf(alphabet, length, index + 1);
    return { id, value, text: form.replace('{}', value) };
  });
}

export function namedSecrets(): NamedSecret[] {
  return NAMES.map((name, index) => ({ id: name, name, value: `${lettersOf('mixed', 11, index + 1000)}!7` }));
}

/** Reproducible letters, by a linear congruential generator. */
function lettersOf(alphabet: Alphabet, length: number, seed: number): string {
  const letters = ALPHABETS[alphabet];
  let state = seed * 7919;
  let made = '';
  while (made.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    made += letters[Math.floor(state / 65_536) % letters.length];
  }
  return made;
}
