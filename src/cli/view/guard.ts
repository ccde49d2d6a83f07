/**
 * Who may talk to the view server: this user's own browser page and nobody else. A token that only the printed address holds,
 * and checks against pages of other sites that make the browser call us (cross-site requests, DNS rebinding).
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Guard {
  token: string;
  cookieName: string;
  /** Set-Cookie for a page that brought the token in its address. */
  cookie: string;
}

export function createGuard(port: number): Guard {
  const token = randomBytes(24).toString('base64url');
  // Cookies do not tell ports apart, so the name does.
  const cookieName = `interim-${port}`;
  return { token, cookieName, cookie: `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/` };
}

/** Only names that cannot be pointed here from outside; only pages of our own origin. */
export function comesFromHere(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin } = request.headers;
  if (!hosts.includes(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}

export function knowsToken(request: IncomingMessage, guard: Guard): boolean {
  const { cookie = '', authorization = '' } = request.headers;
  const inCookie = cookie
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${guard.cookieName}=`))
    ?.slice(guard.cookieName.length + 1);
  const inHeader = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  return isToken(inCookie, guard) || isToken(inHeader, guard);
}

export function isToken(given: string | null | undefined, { token }: Guard): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}
