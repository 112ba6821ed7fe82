// Prints the size of each file below a folder: raw, gzip and brotli, as JSON. Node has both compressors, so the
// tooling needs none of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = process.argv.at(-1);
const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
const measured = files.map((file) => {
    const content = readFileSync(file);
    return {
        path: file.slice(root.length + 1),
        raw: content.length,
        gzip: gzipSync(content, { level: 9 }).length,
        brotli: brotliCompressSync(content).length,
    };
});
console.log(JSON.stringify(measured));
