type Token = { kind: 'number' | 'operator' | 'paren'; text: string };

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source[at] ?? '';
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    if (/\d/.test(char)) {
      let text = '';
      while (/[\d.]/.test(source[at] ?? '')) text += source[at++];
      tokens.push({ kind: 'number', text });
      continue;
    }
    tokens.push({ kind: '()'.includes(char) ? 'paren' : 'operator', text: char });
    at += 1;
  }
  return tokens;
}

function evaluate(tokens: Token[]): number {
  const output: number[] = [];
  const operators: string[] = [];
  const weight: Record<string, number> = { '+': 1, '-': 1, '*': 2, '/': 2 };
  const apply = () => {
    const operator = operators.pop();
    const right = output.pop() ?? 0;
    const left = output.pop() ?? 0;
    switch (operator) {
      case '+':
        output.push(left + right);
        break;
      case '-':
        output.push(left - right);
        break;
      case '*': {
        const product = left * right;
        output.push(product);
        break;
      }
      default:
        output.push(left / right);
    }
  };
  for (const { kind, text } of tokens) {
    if (kind === 'number') output.push(Number(text));
    else if (text === '(') operators.push(text);
    else if (text === ')') {
      while (operators.at(-1) !== '(') apply();
      operators.pop();
    } else {
      while (operators.length > 0 && (weight[operators.at(-1) ?? ''] ?? 0) >= (weight[text] ?? 0)) apply();
      operators.push(text);
    }
  }
  while (operators.length > 0) apply();
  return output[0] ?? Number.NaN;
}

const formulas = ['1 + 2 * 3', '(4 - 1) * 2.5', '8 / 4 / 2'];
const results = formulas.map((formula) => ({ formula, value: evaluate(tokenize(formula)) }));
const best = results.reduce((a, b) => (b.value > a.value ? b : a));
console.log(results, best.formula);

export {};
