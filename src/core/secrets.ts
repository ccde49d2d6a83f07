/**
 * Masks secrets before they are written: by the name they stand under, by their shape, and wherever one comes again that was
 * seen under such a name. `src/tracer/python/describe/mask.py` is its twin; test/secrets holds both to one corpus.
 */

export const MASK = '•••';

const SECRET_NAME =
  /(?:^|[_\-.\s])(?:password|passwd|passphrase|pass|pwd|secrets?|token|api[_-]?key|apikey|(?:access|account|private|auth|encryption|signing|shared|secret)[_-]?key|client[_-]?secret|authorization|cookie|credentials?|connection[_-]?string|conn[_-]?str|dsn)(?:$|[_\-.\s])/i;
const FACT_OF_ONE =
  /(?:^|_)(?:tokens|max_token|num_token|total_token|tokenizer|(?:password|secret|token|key|cookie)_(?:count|length|len|size|number|limit|ids?|type|index|budget|usage|expires|expiry))(?:$|_)/i;

/** What a telling name must hold: nearly all names have none of it, and the expressions are slow, above all when first asked. */
const NAMED_PARTS = ['pass', 'pwd', 'secret', 'token', 'key', 'auth', 'cookie', 'credential', 'conn', 'dsn'];

/** Programs use the same few names over and over. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 5000;
let also: RegExp | undefined;

/** Names that the user has masked besides: `email`, `*_ssn`, not case-sensitive, `*` for any characters. */
export function maskNamesLike(patterns: string[]): void {
  judged.clear();
  const escaped = patterns.map((each) => each.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*'));
  also = escaped.length === 0 ? undefined : new RegExp(`^(?:${escaped.join('|')})$`, 'i');
}

/** Masked because the user said so: numbers and dates too. */
export const isMaskedByUser = (name: string): boolean => also?.test(name) === true;

/** `apiKey`, `DB_PASSWORD`, `auth-token`: names whose values are never written. `maxTokens` and `tokens` are counts. */
export function isSecretName(name: string): boolean {
  if (name.length > 200) return false;
  const known = judged.get(name);
  if (known !== undefined) return known;
  const secret = saysSecret(name) || isMaskedByUser(name);
  if (judged.size < MOST_JUDGED) judged.set(name, secret);
  return secret;
}

function saysSecret(name: string): boolean {
  const lower = name.toLowerCase();
  if (!NAMED_PARTS.some((part) => lower.includes(part))) return false;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return SECRET_NAME.test(words) && !FACT_OF_ONE.test(words);
}

const PREFIXED =
  'sk-|gh[pousr]_|github_pat_|gl[a-z]{1,4}t-|(?:sk|pk|rk)_(?:live|test)_|whsec_|hf_|xox[a-z]-|xapp-|(?:npm|pypi)[_-]|' +
  '(?:gsk|xai|pplx|tvly|lin_api|dckr_pat|dop_v1|shpat|shpss|fly|vercel|sbp|rnd|nvapi|r8|lsv2_pt|lsv2_sk)[_-]|' +
  'GOCSPX-|ya29\\.|AIza|sq0[a-z]{3}-|tskey-[a-z]+-|EAA(?=[A-Za-z0-9]{40})|AGE-SECRET-KEY-1|key-(?=[0-9a-f]{32})|dapi(?=[0-9a-f]{30})';

const ASSIGNED_TO = ['pass', 'pwd', 'secret', 'token', 'sig', 'credential', 'key'];

/** With what a text must hold, in small letters, for the pattern to be worth a try: most are slow to find that there is nothing. */
const SHAPES: [pattern: RegExp, replacement: string, needed?: string[]][] = [
  // Words with hyphens between have neither a digit, nor a capital inside, nor many letters in a row.
  [new RegExp(`\\b(${PREFIXED})(?=[\\w+/=-]*(?:\\d|[a-z][A-Z]|[a-z]{16}))[\\w+/=-]{10,}`, 'g'), `$1${MASK}`],
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, `$1${MASK}`, ['akia', 'asia']],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/g, `SG.${MASK}`, ['sg.']],
  [/\b[0-9]{8,10}:AA[\w-]{30,}/g, MASK, [':aa']],
  [
    /(hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{20,}/g,
    `$1${MASK}`,
    ['slack.com/', '/api/webhooks/'],
  ],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${MASK}`, ['bearer', 'basic']],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, MASK, ['eyj']],
  [/([a-z][a-z0-9+.-]*:\/\/[^/\s:@]*):[^\s@]+@/gi, `$1:${MASK}@`, ['@']],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK, ['-----begin ']],
  [
    /((?:password|passwd|passphrase|\bpass|_pass|pwd|secret|token|\bsig|credential|(?:api|access|account|private|auth|encryption|signing|shared|secret)[_-]?(?:access[_-]?)?key)["']?\s*[=:]\s*["']?)[^\s"'&,;)}\]]{3,}/gi,
    `$1${MASK}`,
    ASSIGNED_TO,
  ],
];
/** Nearly every text has neither a long run of such characters nor a telling word. */
const LONG_RUN = /[\w\-+/.:=]{16}/;
const TELLING_WORDS = [...ASSIGNED_TO, '://', 'bearer', 'basic', '-----begin'];

/** Values that were seen under a telling name. */
let seen: string[] = [];
const MOST_SEEN = 200;

/** What stood under a telling name is hidden wherever it comes again. A word of the language is too common for that. */
export function rememberSecret(value: string): void {
  if (value.length < 6 || value.length > 400 || seen.length >= MOST_SEEN || seen.includes(value)) return;
  if (value.length < 12 && /^(?:[A-Za-z][a-z]*|[A-Z]+|[0-9.]+)$/.test(value)) return;
  clean.clear();
  seen = [...seen, value].sort((a, b) => b.length - a.length);
}

const PLACE = /^(?:[/~]|[A-Za-z]:[\\/])/;

/** Secrets that the program was given by its environment. `PWD` and its like hold places, not passwords. */
export function rememberEnvironment(environment: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && value.length >= 8 && isSecretName(name) && !PLACE.test(value)) rememberSecret(value);
}

/** The text with everything that looks like a secret replaced. Most text has no hint of one and comes back as it was. */
export function maskText(text: string): string {
  if (text.length < 6) return text;
  if (text.length > SHORT) return maskEach(text);
  if (clean.has(text)) return text;
  const masked = maskEach(text);
  if (masked === text) {
    characters += text.length;
    if (characters > MOST_CHARACTERS) {
      clean.clear();
      characters = text.length;
    }
    clean.add(copyOf(text));
  }
  return masked;
}

/** Texts that were found without a secret: nearly all, and most of the shorter ones come again and again. */
const clean = new Set<string>();
let characters = 0;
const MOST_CHARACTERS = 200_000;
const SHORT = 400;

/** V8 cuts a piece out of a text by pointing into it: to keep the piece would keep all of the text. */
function copyOf(text: string): string {
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string);
}

function holdsAny(small: string, parts: string[]): boolean {
  for (let index = 0; index < parts.length; index++) if (small.includes(parts[index] ?? '')) return true;
  return false;
}

function maskEach(text: string): string {
  let masked = text;
  for (const secret of seen) if (masked.includes(secret)) masked = masked.replaceAll(secret, MASK);
  const small = masked.toLowerCase();
  if (!holdsAny(small, TELLING_WORDS) && !LONG_RUN.test(masked)) return masked;
  for (const [pattern, replacement, needed] of SHAPES)
    if (needed === undefined || holdsAny(small, needed)) masked = masked.replace(pattern, replacement);
  return masked;
}

/** A secret in a source text is hidden under as many characters, so that every position holds. */
export function maskSource(source: string): string {
  let masked = source;
  const hide = (found: string) => found.replace(/[^\r\n]/g, '•');
  for (const secret of seen) if (masked.includes(secret)) masked = masked.replaceAll(secret, hide);
  for (const [pattern] of SHAPES.slice(0, -1))
    masked = masked.replace(pattern, (found: string, head: unknown) => {
      const kept = typeof head === 'string' && found.startsWith(head) ? head.length : 0;
      const at = found.endsWith('@') ? found.length - 1 : found.length;
      return found.slice(0, kept) + hide(found.slice(kept, at)) + found.slice(at);
    });
  const [assigned] = SHAPES[SHAPES.length - 1] ?? [/$^/g];
  masked = masked.replace(LITERAL, (literal) =>
    literal.replace(assigned, (found, head) => head + hide(found.slice(head.length))),
  );
  return masked.replace(ASSIGNED_LITERAL, (found, name: string, between: string, quote: string, value: string) =>
    isSecretName(name) && value.length > 3 ? `${name}${between}${quote}${hide(value)}${quote}` : found,
  );
}

const LITERAL = /(["'`])(?:\\.|(?!\1)[^\\\n])*\1/g;
/** `password = "…"`, `api_key: '…'`, `"token": "…"`. */
const ASSIGNED_LITERAL =
  /([\p{L}_$][\w$.-]*)(["'\]]*\s*(?::\s*[\w.]+\s*=|:=|[=:(,])\s*)(["'`])((?:(?!\3)[^\\\n])*)\3/gu;
