/**
 * Which files are traced: the workspace's own modules, and those that a pattern of the user names. `*` stands for a part of a name, `**` for
 * any folders; a pattern that is not absolute begins at the workspace. The Python tracer reads patterns alike (runtime/included.py).
 */
const path = process.getBuiltinModule('node:path');

export interface IsTraced {
  (file: string): boolean;
  /** By its address alone, for most of a program's modules are packages': where it says no, the file is not traced. */
  maybe(url: string): boolean;
}

export function createIsTraced(workspace: string, include: readonly string[], tracer: string): IsTraced {
  const patterns = include.map((pattern) => toExpression(pattern, workspace));
  const isTraced = (file: string): boolean => {
    // the tracer's own files may lie inside the workspace
    if (path.dirname(file) === tracer) return false;
    if (isOwnModule(file, workspace)) return true;
    return patterns.length > 0 && patterns.some((pattern) => pattern.test(withSlashes(file)));
  };
  return Object.assign(isTraced, { maybe: (url: string) => patterns.length > 0 || !url.includes('/node_modules/') });
}

function isOwnModule(file: string, workspace: string): boolean {
  const relative = path.relative(workspace, file);
  return !relative.startsWith('..') && !path.isAbsolute(relative) && !relative.split(path.sep).includes('node_modules');
}

function toExpression(pattern: string, workspace: string): RegExp {
  const whole = withSlashes(
    pattern.startsWith('**') || path.isAbsolute(pattern) ? pattern : path.join(workspace, pattern),
  );
  const text = whole
    .replace(/[.+^${}()|[\]\\?]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*/g, (stars) => (stars === '**/' ? '(?:.*/)?' : stars === '**' ? '.*' : '[^/]*'));
  return new RegExp(`^${text}$`);
}

function withSlashes(file: string): string {
  return file.split(path.sep).join('/');
}
