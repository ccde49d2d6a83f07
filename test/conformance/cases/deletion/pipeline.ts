/** A field is removed. */

const account: Record<string, unknown> = { name: 'Ada', visits: 3, draft: true };
const visits = account['visits'];
delete account['draft'];
const kept = Object.keys(account);
console.log(visits, kept);
