// mutate.mjs ROOT NAME: switches off in a checkout what comments of the form "mutation NAME" mark. A comment above a line takes that
// line away; "mutation NAME: CODE" puts CODE in its place. Prints the files it changed, and fails when nothing is marked.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [root, name] = process.argv.slice(2);
const marker = new RegExp(`^(\\s*)(?://|--) mutation ${name}(?:: (.*))?$`);
const anyMarker = /^\s*(?:\/\/|--) mutation [\w-]+(?:: .*)?$/;

function mutate(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const mutated = [];
  let marked = 0;
  for (let i = 0; i < lines.length; i++) {
    const found = marker.exec(lines[i]);
    if (!found) {
      mutated.push(lines[i]);
      continue;
    }
    marked++;
    do i++;
    while (anyMarker.test(lines[i]));
    if (found[2]) mutated.push(found[1] + found[2]);
  }
  if (marked > 0) writeFileSync(file, mutated.join('\n'));
  return marked > 0;
}

const changed = ['services', 'shared']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path)),
  )
  .filter((path) => path.endsWith('.cs') && !/(^|\/)(bin|obj|node_modules)\//.test(path))
  .filter((path) => mutate(join(root, path)));
console.log(changed.join('\n'));
if (changed.length === 0) process.exit(1);
