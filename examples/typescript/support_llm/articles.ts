/** The documentation, cut into passages that fit into a prompt. */
import { readdir, readFile } from 'node:fs/promises';

const ARTICLES = new URL('./data/articles/', import.meta.url);

export interface Article {
  id: string;
  title: string;
  body: string;
}

export interface Passage {
  id: string;
  article: string;
  heading: string;
  text: string;
}

function parseArticle(file: string, source: string): Article {
  const [, head = '', body = ''] = source.split(/^---$/m);
  const title = /^title: (.*)$/m.exec(head)?.[1] ?? file;
  return { id: file.replace(/\.mdx$/, ''), title: title.replace(/^"|"$/g, ''), body: body.trim() };
}

export async function readArticles(): Promise<Article[]> {
  const files = (await readdir(ARTICLES)).filter((file) => file.endsWith('.mdx')).sort();
  const sources = await Promise.all(files.map((file) => readFile(new URL(file, ARTICLES), 'utf8')));
  return sources.map((source, index) => parseArticle(files[index] ?? '', source));
}

/** One passage for each section; a section says what its article is about. */
export function splitArticle({ id, title, body }: Article): Passage[] {
  const sections = body.split(/^## /m).slice(1);
  return sections.map((section, index) => {
    const [heading = '', ...lines] = section.split('\n');
    return { id: `${id}#${index + 1}`, article: id, heading, text: `${title}. ${lines.join('\n').trim()}` };
  });
}
