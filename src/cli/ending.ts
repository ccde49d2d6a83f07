/** How a command ends: its exit code, and every error as words on stderr. */
import { InterimError } from '../core/errors.ts';
import { UsageError } from './options.ts';
import { remark, remarkError } from './output.ts';

export function endWith(command: Promise<number>): void {
  command.catch(tell).then((code) => {
    process.exitCode = code;
  });
}

function tell(error: unknown): number {
  if (error instanceof UsageError) {
    const help = error.command ? `interim help ${error.command}` : 'interim --help';
    remarkError({ message: error.message, mend: `See: ${help}` });
    return 2;
  }
  if (error instanceof InterimError) {
    remarkError(error);
    return error.code === 'program-start' ? 127 : 2;
  }
  remark(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 70;
}
