// Trunk's last step: where ORDINAL_RELOAD is set, which `cargo xtask dev` does, the page gets a script that reloads it
// when it was built again. A release never has it.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

if (process.env.ORDINAL_RELOAD) {
  const folder = process.env.TRUNK_STAGING_DIR;
  const page = join(folder, 'index.html');
  const html = readFileSync(page, 'utf8');
  if (!html.includes('</head>')) throw new Error(`${page} has no </head>`);
  writeFileSync(page, html.replace('</head>', '<script src="reload.js" defer></script>\n</head>'));
  copyFileSync(new URL('reload.js', import.meta.url), join(folder, 'reload.js'));
}
