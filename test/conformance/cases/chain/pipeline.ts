/** A chain of calls on a text, then an item taken out. */

const text = ' Alpha,Beta,Gamma ';
const parts = text.trim().toLowerCase().split(',');
const first = parts[0];
console.log(first);
