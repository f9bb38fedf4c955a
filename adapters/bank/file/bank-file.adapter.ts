import type { FileAdapter } from '#contracts/adapter';
import { controls } from './bank-file.controls.js';
import { readPackage } from './bank-file.feedback.js';
import { manifest, packageLimits } from './bank-file.manifest.js';
import { readLabel } from './bank-file.names.js';
import { packFailures, packQueries } from './bank-file.packages.js';

/** The national bank contract in file mode (总对总前置机 文件交换): see README.md. */
export const fileAdapter: FileAdapter = { manifest, packageLimits, packQueries, readLabel, readPackage, packFailures, controls };
