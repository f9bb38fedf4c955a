import type { AdapterManifest, PackageLimits } from '#contracts/adapter';
import { BANK_OPERATIONS, cannotCarryAtBank } from '../bank.controls.js';

/** Contract B of the wire contracts: the bank contract as files in a pair of folders. */
export const manifest: AdapterManifest & { readonly channel: 'file' } = {
  code: 'bank-file',
  name: 'National bank contract, file exchange',
  nameZh: '银行查控接口（文件交换方式）',
  channel: 'file',
  contract: 'wire-contracts §3',
  versions: ['V2', 'V1', 'V0'],
  operations: BANK_OPERATIONS,
  cannotCarry: cannotCarryAtBank,
  officers: 1,
  limits: { maxMessageBytes: 32 * 1024 * 1024, maxDepth: 8 },
};

/** One file per request is the smallest a bank may choose; no batch of ours has more than two hundred. */
export const packageLimits: PackageLimits = { maxFiles: 2000, maxArchiveBytes: 64 * 1024 * 1024, maxTotalBytes: 128 * 1024 * 1024 };
