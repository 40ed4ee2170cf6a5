// Compiles static/styles and static/scripts into static/build, which is never committed.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import * as esbuild from "esbuild";
import * as sass from "sass";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const budgets = { "app.css": 30_000, "app.js": 40_000 };

await rm(here("build"), { recursive: true, force: true });
await mkdir(here("build"), { recursive: true });

const styles = sass.compile(here("styles/app.scss"), {
  style: "compressed",
  loadPaths: [here("..")],
  quietDeps: true,
  charset: false,
});
await writeFile(here("build/app.css"), styles.css);

await esbuild.build({
  entryPoints: [here("scripts/app.js")],
  outfile: here("build/app.js"),
  bundle: true,
  format: "iife",
  legalComments: "none",
  minify: true,
  target: "es2020",
});
await cp(here("images"), here("build"), { recursive: true });

for (const [name, most] of Object.entries(budgets)) {
  // A source map comment names a file that is not there, which makes collectstatic fail.
  const text = (await readFile(here(`build/${name}`), "utf8"))
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, "")
    .replace(/^\/\/# sourceMappingURL=.*$/gm, "");
  await writeFile(here(`build/${name}`), text);
  const weight = gzipSync(text).length;
  console.log(`${name} ${weight} bytes compressed, at most ${most}`);
  if (weight > most) {
    console.error(`${name} is too heavy for a worker on a phone: load fewer components.`);
    process.exitCode = 1;
  }
}
