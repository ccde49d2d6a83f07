const raw = [
  '  Mr. John  SMITH ; +1 (555) 010-9999; 12 Main St.,Springfield ',
  'Ms. Anna-Lena Müller;0049 30 123456;Unter den Linden 5, Berlin',
  'Dr. O’Neil;n/a;',
];
const title = /^(mr|ms|dr)\.\s+/i;
const cleaned = raw.map((line) => {
  const [name = '', phone = '', address = ''] = line.split(';').map((part) => part.trim().replace(/\s+/g, ' '));
  const plain = name
    .replace(title, '')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');
  const parts = plain
    .toLowerCase()
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const digits = phone.replace(/\D/g, '');
  return {
    name: parts.join(' '),
    title: title.exec(name)?.[1]?.toLowerCase() ?? null,
    phone: digits.length > 6 ? digits.padStart(13, '0') : null,
    city: address.split(',').at(-1)?.trim() || null,
  };
});
const masked = cleaned.map(({ phone, ...rest }) => ({ ...rest, phone: phone?.replace(/.(?=.{4})/g, '*') ?? 'none' }));
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const slugs = new Map(cleaned.map(({ name }) => [slug(name), name]));
const template = 'Dear {name}, greetings to {city}!';
const letters = cleaned.map((person) =>
  template.replace(/\{(\w+)\}/g, (_, key: string) => String(person[key as keyof typeof person] ?? '?')),
);
const numbers = [...'a1b22c333'.matchAll(/\d+/g)].map(([digits]) => Number(digits));
let encoded = '';
for (const char of 'hello') encoded += String.fromCharCode(((char.charCodeAt(0) - 97 + 13) % 26) + 97);
console.log(masked, [...slugs.keys()], letters[1], numbers, encoded);

export {};
