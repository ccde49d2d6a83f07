/** A prompt made of parts. */

const question = 'Which row is the largest?';
const rows = ['1: 5', '2: 12'];
const context = rows.join('; ');
const prompt = `Answer briefly.\n${context}\n${question}`;
console.log(prompt);
