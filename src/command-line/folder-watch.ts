import { type FSWatcher, watch } from "node:fs";
import { sep } from "node:path";

/** Editors write a file in several steps, and git writes many: so long must it be quiet. In milliseconds. */
const QUIET = 100;

/**
 * Calls back once after any files below a folder have changed and nothing more has for a moment. `counts` says of a path in
 * the folder whether a change there counts; what git keeps for itself never does.
 */
export function watchFolder(
  folder: string,
  counts: (path: string) => boolean,
  changed: () => void,
): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const watcher: FSWatcher = watch(folder, { recursive: true }, (_, path) => {
    if (path !== null && (path.split(sep)[0] === ".git" || !counts(path))) return;
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET);
  });
  return {
    stop() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
