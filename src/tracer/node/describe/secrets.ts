/** Masks secrets before they are written: by the name they stand under, and by their shape. */

export const MASK = '•••';

const SECRET_NAME =
  /(?:^|[_\-.\s])(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|authorization|credentials?|connection[_-]?string)(?:$|[_\-.\s])/i;
const TOKEN_COUNT = /(?:^|_)(?:tokens|max_token|token_count|num_token|total_token|token_ids?|tokenizer)(?:$|_)/i;

/** Programs use the same few names over and over. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 5000;

/** `apiKey`, `DB_PASSWORD`, `auth-token`: names whose values are never written. `maxTokens` and `tokens` are counts. */
export function isSecretName(name: string): boolean {
  if (name.length > 200) return false;
  const known = judged.get(name);
  if (known !== undefined) return known;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  const secret = SECRET_NAME.test(words) && !TOKEN_COUNT.test(words);
  if (judged.size < MOST_JUDGED) judged.set(name, secret);
  return secret;
}

const HINT =
  /sk-|sk_|gh[pousr]_|github_pat_|AKIA|ASIA|Bearer |Basic |:\/\/[^/\s]*@|eyJ|xox[abprs]-|AIza|hf_|glpat-|npm_|-----BEGIN|(?:password|passwd|secret|token|api[_-]?key)["']?\s*[=:]/i;

const SHAPES: [pattern: RegExp, replacement: string][] = [
  [/\b(sk-|sk_live_|sk_test_|rk_live_)[A-Za-z0-9_-]{12,}/g, `$1${MASK}`],
  [/\b(gh[pousr]_|github_pat_|glpat-|npm_|hf_|xox[abprs]-)[A-Za-z0-9_-]{10,}/g, `$1${MASK}`],
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, `$1${MASK}`],
  [/\bAIza[A-Za-z0-9_-]{30,}/g, `AIza${MASK}`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g, MASK],
  [/([a-z][a-z0-9+.-]*:\/\/[^/\s:@]*):[^/\s@]+@/gi, `$1:${MASK}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  [/((?:password|passwd|secret|token|api[_-]?key)["']?\s*[=:]\s*["']?)[^\s"'&,;]{4,}/gi, `$1${MASK}`],
];

/** The text with everything that looks like a secret replaced. Most text has no hint of one and comes back as it was. */
export function maskText(text: string): string {
  if (text.length < 8 || !HINT.test(text)) return text;
  let masked = text;
  for (const [pattern, replacement] of SHAPES) masked = masked.replace(pattern, replacement);
  return masked;
}
