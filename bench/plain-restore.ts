/** What does a restore look like that does nothing for Go? `plain-restore.ts FOLDER KEY` */

import { restoreCache } from '@actions/cache';

const [folder = '', key = ''] = process.argv.slice(2);
const restored = await restoreCache([folder], key);
if (restored !== key) throw new Error(`no entry ${key} for ${folder}`);
