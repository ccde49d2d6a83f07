/** A call to a model fails once and is tried again. */

class Busy extends Error {}

type Message = { role: string; content: string };

class Client {
  declare calls: number;

  constructor() {
    this.calls = 0;
  }

  create(model: string, messages: Message[]) {
    this.calls += 1;
    if (this.calls === 1) {
      throw new Busy('try later');
    }
    const content = `${messages.length} seen`;
    return {
      id: 'r1',
      object: 'chat.completion',
      model,
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
    };
  }
}

const client = new Client();
const question = 'How many?';
const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: question },
];
let answer: ReturnType<Client['create']> | null = null;
while (answer === null) {
  try {
    answer = client.create('small', messages);
  } catch {
    console.log('busy');
  }
}
const text = answer.choices[0]?.message.content;
console.log(text);
