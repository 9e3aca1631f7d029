import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import {
  type ArchiveFiles,
  archiveFiles,
  archivePaths,
  redactArchiveFiles,
} from "../program/archive-files.ts";
import { CONFIG_PATH, type Config } from "../program/config.ts";
import { formatDay, instantOf } from "../program/instant.ts";
import { readConfig } from "../program/program-files.ts";
import { parseRegistry, type Registry } from "../program/registry.ts";
import type { YamlProblem } from "../program/yaml-problems.ts";
import { escapeLog } from "../text/escape.ts";
import type { Arguments, Command } from "./command.ts";

/** Freezes a past year in a checkout, or redacts what is frozen. The time is milliseconds since 1970. */
export function createArchive(now: () => number = Date.now): Command {
  return {
    summary: "Freeze a past year of partners in a checkout, or redact an entry of it",
    describe: [
      "Writes the archive of YEAR into the folder of the archives (partners/ if the config says nothing else): YEAR.yml, the data with a digest, and YEAR.md, the page. Everyone who was a partner on any day of that year is in it, with its days and badges. No network; commit the files, or make a pull request of them.",
      "An archive that is there stays as it is. With --redact, one entry of it loses its name and all that is personal: it is marked with the day and the reason, its dates stay, and the digest from before is kept.",
    ],
    options: {
      from: {
        type: "string",
        value: "DIR",
        describe: "A checkout of the program repository. Default: the current folder.",
      },
      redact: { type: "string", value: "ID", describe: "Redact this entry of the archive; with --reason." },
      reason: { type: "string", value: "TEXT", describe: "Why it is redacted, for everybody to read." },
      json: { type: "boolean", describe: "Print one JSON object." },
    },
    operands: "YEAR",
    examples: [
      { line: "archive 2025 --from ../community", does: "Freeze 2025" },
      {
        line: 'archive 2025 --from ../community --redact acme --reason "asked for by the owner"',
        does: "Take the name of a partner out of it",
      },
    ],
    exits: {
      0: "the files are there",
      1: "the year is not over, its archive is frozen and says something else, or a file is not valid",
      2: "used wrongly",
    },

    async run(given, terminal) {
      const year = readYear(given.operands);
      const redaction = readRedaction(given);
      const from = given.text("from") ?? ".";
      const folder = resolve(terminal.folder, from);
      const today = formatDay(instantOf(now()));

      const config = readProgramConfig(folder, from);
      const paths = archivePaths(config, year);
      const [archiveText, pageText] = [readText(folder, paths.data), readText(folder, paths.page)];
      const made =
        redaction === null
          ? archiveFiles({
              registry: readRegistry(folder, config, from),
              config,
              year,
              frozen: today,
              archiveText,
              pageText,
            })
          : redactArchiveFiles({ config, year, archiveText, at: today, ...redaction });
      const written = made.files.map(({ path, content }) => ({
        path,
        written: writeText(folder, path, content),
      }));
      terminal.out(given.flag("json") ? `${JSON.stringify(print(made, written))}\n` : render(made, written));
      return 0;
    },
  };
}

export const archive = createArchive();

type Written = readonly { readonly path: string; readonly written: boolean }[];

function print({ archive: { year, frozen, digest, partners } }: ArchiveFiles, files: Written): object {
  return { year, frozen, digest, partners: partners.length, files };
}

function render({ archive: { year, frozen, digest, partners } }: ArchiveFiles, files: Written): string {
  const count = `${partners.length} ${partners.length === 1 ? "partner" : "partners"}`;
  return [
    `${year}: ${count}, frozen on ${frozen}, SHA-256 ${digest}`,
    ...files.map(({ path, written }) => `  ${escapeLog(path)}: ${written ? "written" : "as it was"}`),
    "",
  ].join("\n");
}

function readYear(operands: readonly string[]): number {
  const [year, ...more] = operands;
  if (year === undefined || more.length > 0) {
    throw new UserError("usage", "archive needs one year.", "partnerbot archive YEAR --from DIR");
  }
  if (!/^[1-9]\d{3}$/.test(year)) {
    throw new UserError("usage", `${year} is not a year.`, "Write it with four digits, such as 2025.");
  }
  return Number(year);
}

function readRedaction(given: Arguments): { partner: string; reason: string } | null {
  const [partner, reason] = [given.text("redact"), given.text("reason")];
  if (partner !== null && reason !== null) return { partner, reason };
  if (partner !== null) throw new UserError("usage", "A redaction needs a reason.", "Add --reason TEXT.");
  if (reason !== null) throw new UserError("usage", "--reason is for a redaction.", "Add --redact ID.");
  return null;
}

function readProgramConfig(folder: string, from: string): Config {
  const read = readConfig(requireText(folder, CONFIG_PATH, from));
  if (read.ok) return read.config;
  throw invalid(CONFIG_PATH, read.problems);
}

/** A checkout without a registry would freeze a year without partners. */
function readRegistry(folder: string, { files }: Config, from: string): Registry {
  const read = parseRegistry(requireText(folder, files.registry, from));
  if (read.ok) return read.registry;
  throw invalid(files.registry, read.problems);
}

function invalid(path: string, problems: readonly YamlProblem[]): UserError {
  const [problem] = problems;
  return new UserError(
    "file-invalid",
    `${path}:${problem?.line}:${problem?.column}: ${problem?.message}`,
    "Mend that place first.",
  );
}

function requireText(folder: string, path: string, from: string): string {
  const text = readText(folder, path);
  if (text !== null) return text;
  throw new UserError(
    "file-missing",
    `There is no ${path} in ${from}.`,
    "Name a checkout of the program repository: --from DIR.",
  );
}

/** `null` when there is no such file. */
function readText(folder: string, path: string): string | null {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return null;
    const mend = "See whether it may be read.";
    throw new UserError("file-unreadable", `${path} cannot be read.`, mend, { cause: error });
  }
}

/** Whether the file was written: one that is as it should be is left alone. */
function writeText(folder: string, path: string, content: string): boolean {
  if (readText(folder, path) === content) return false;
  const file = join(folder, path);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    const mend = "See whether it may be written.";
    throw new UserError("file-unwritable", `${path} cannot be written.`, mend, { cause: error });
  }
  return true;
}
