// Puts a .br and a .gz beside each built file that gets smaller by it; the server picks one by what
// a browser takes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = join(import.meta.dirname, '../Host/wwwroot');
const compressible = /\.(js|css|html|svg|json|webmanifest|wasm|txt)$/;

for (const name of readdirSync(folder, { recursive: true }).filter((one) =>
  compressible.test(one),
)) {
  const file = join(folder, name);
  const plain = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  for (const [kind, small] of [
    ['br', brotliCompressSync(plain, { params })],
    ['gz', gzipSync(plain, { level: 9 })],
  ]) {
    if (small.length < plain.length) writeFileSync(`${file}.${kind}`, small);
  }
}
