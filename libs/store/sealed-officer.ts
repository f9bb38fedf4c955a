import type { FieldKeys } from './field-keys.js';
import { PLACE } from './sealed-rows.js';

/** Telephone and certificates of an officer are sealed with the key of the installation: officers belong to no case. */
export interface OfficerSecrets {
  readonly phone?: string;
  readonly images?: { readonly work: Buffer; readonly duty: Buffer };
}

/** Values for the row of an officer. */
export async function sealOfficer(fields: FieldKeys, id: string, { phone, images }: OfficerSecrets) {
  const key = fields.sealing ? await fields.ofInstallation() : undefined;
  return {
    ...(phone === undefined ? {} : { phone: key === undefined ? phone : null, phone_sealed: key?.seal(Buffer.from(phone), PLACE.phone(id), fields.cipher) ?? null }),
    ...(images === undefined
      ? {}
      : {
          work_image: key === undefined ? images.work : null,
          duty_image: key === undefined ? images.duty : null,
          images_sealed: key?.seal(joined(images), PLACE.images(id), fields.cipher) ?? null,
        }),
  };
}

/** Telephone numbers in the order of the rows. */
export async function openPhones(fields: FieldKeys, rows: readonly { readonly id: string; readonly phone: string | null; readonly phone_sealed: Buffer | null }[]): Promise<string[]> {
  const opener = await fields.opener(rows.map((row) => row.phone_sealed));
  return rows.map((row) => (row.phone_sealed === null ? row.phone! : opener.bytes(row.phone_sealed, PLACE.phone(row.id)).toString()));
}

export async function openImages(
  fields: FieldKeys,
  rows: readonly { readonly id: string; readonly work_image: Buffer | null; readonly duty_image: Buffer | null; readonly images_sealed: Buffer | null }[],
): Promise<{ readonly work: Buffer; readonly duty: Buffer }[]> {
  const opener = await fields.opener(rows.map((row) => row.images_sealed));
  return rows.map((row) => (row.images_sealed === null ? { work: row.work_image!, duty: row.duty_image! } : parted(opener.bytes(row.images_sealed, PLACE.images(row.id)))));
}

/** Length of the first (4 bytes), then both. */
function joined({ work, duty }: { readonly work: Buffer; readonly duty: Buffer }): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(work.length);
  return Buffer.concat([length, work, duty]);
}

function parted(bytes: Buffer): { readonly work: Buffer; readonly duty: Buffer } {
  const end = 4 + bytes.readUInt32BE(0);
  return { work: bytes.subarray(4, end), duty: bytes.subarray(end) };
}
