// Makes src/contract/api.ts and limits.ts from openapi.json, which the server's tests write. With
// --check it only says whether they are old.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypes, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const folder = new URL('./src/contract/', import.meta.url);
const header = '// Made from openapi.json by `npm run contract`.\n';
const limitNames = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum'];

/**
 * How much each request may hold, for the forms that make it: by its type, or by its address for
 * what stands there.
 */
function limitsOf({ components, paths }) {
  const limits = {};
  const add = (name, key, schema) => {
    const found = limitNames.filter((limit) => limit in schema);
    if (found.length > 0)
      (limits[name] ??= {})[key] = Object.fromEntries(found.map((limit) => [limit, schema[limit]]));
  };
  for (const [name, schema] of Object.entries(components.schemas))
    for (const [key, property] of Object.entries(schema.properties ?? {})) add(name, key, property);
  for (const [path, operations] of Object.entries(paths))
    for (const [method, { parameters = [] }] of Object.entries(operations))
      for (const one of parameters.filter((parameter) => parameter.in !== 'header'))
        add(`${method.toUpperCase()} ${path}`, one.name, one.schema);
  return `export const limits = ${JSON.stringify(limits)} as const;\n`;
}

async function filesOf(document) {
  const options = { ...(await resolveConfig(new URL('package.json', import.meta.url))) };
  const types = astToString(await openapiTypes(document, { defaultNonNullable: false }));
  const limits = limitsOf(document);
  return Promise.all(
    Object.entries({ 'api.ts': types, 'limits.ts': limits }).map(async ([name, text]) => [
      name,
      await format(header + text, { ...options, parser: 'typescript' }),
    ]),
  );
}

const document = JSON.parse(await readFile(new URL('openapi.json', folder), 'utf8'));
for (const [name, text] of await filesOf(document)) {
  const file = new URL(name, folder);
  if (!process.argv.includes('--check')) await writeFile(file, text);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(`src/contract/${name} is old: run npm run contract, and look at the change.`);
    process.exitCode = 1;
  }
}
