/** An answer that comes in pieces is put together. */

function* stream(words: string[]) {
  for (const word of words) {
    yield { delta: `${word} ` };
  }
}

const words = ['two', 'rows', 'lost'];
const pieces: string[] = [];
for (const chunk of stream(words)) {
  pieces.push(chunk.delta);
}
const answer = pieces.join('');
console.log(answer);
